"""The forms of a course, its modules, its lessons and what stands in them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lineup.core.clubs import permissions
from lineup.core.clubs.models import Club
from lineup.core.participation.models import Offering
from lineup.core.people.models import Person
from lineup.domains.courses import certificates, courses, credentials, modules, prerequisites, teaching, ways_in
from lineup.domains.courses.models import Course, Lesson
from lineup.interfaces.web import pool_fields
from lineup.interfaces.web.forms import ChoiceCards, MomentField
from lineup.interfaces.web.refusing import Refusing


class CourseForm(Refusing, forms.Form):
    """Every field of a course; saved by `courses.create` and `courses.change`."""

    title = forms.CharField(label=_("Title"), max_length=200)
    offered_by = forms.ChoiceField(label=_("Offered by"))
    subject = forms.ChoiceField(label=_("Subject"))
    overview = forms.CharField(
        label=_("Overview"),
        max_length=courses.LONGEST_OVERVIEW,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What one learns, for whom it is, what one needs to know before. Markdown works."),
    )
    difficulty = forms.ChoiceField(label=_("Level"), required=False)
    estimated_hours = forms.IntegerField(
        label=_("Hours of work"), required=False, min_value=1, max_value=courses.MOST_HOURS
    )
    certificate_enabled = forms.BooleanField(label=_("Who completes it gets a certificate"), required=False)
    certificate_months = forms.IntegerField(
        label=_("Months for which a certificate holds"),
        required=False,
        min_value=1,
        max_value=courses.MOST_MONTHS,
        help_text=_("Empty: for ever. Who has one keeps it as it was issued."),
    )
    builds_on = forms.MultipleChoiceField(
        label=_("Builds on"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Who wants to enrol completes these first. Whom you enrol yourself need not."),
    )
    enrolment_type = forms.ChoiceField(
        label=_("How people get in"),
        choices=[("open", _("Open")), ("approval", _("By approval")), ("restricted", _("Restricted"))],
        widget=ChoiceCards(
            hints={
                "open": _("Whoever enrols is in, until it is full."),
                "approval": _("People ask; you say yes or no, with a reason."),
                "restricted": _("Only members of the club and the invited see it."),
            }
        ),
    )
    unlisted = forms.BooleanField(label=_("In no list: only who has the address finds it"), required=False)
    capacity = pool_fields.capacity()
    waitlist = pool_fields.waitlist()
    offer_minutes = pool_fields.offer_minutes()

    def __init__(self, *args: Any, person: Person, course: Course | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = {**(_values_of(course) if course else NEW), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["subject"].choices = [("", _("Choose one")), *((row.slug, str(row)) for row in courses.subjects())]
        fields["difficulty"].choices = [("", _("Not said")), *Course.Difficulty.choices]
        others = prerequisites.candidates(course) if course else ()
        fields["builds_on"].choices = [(one.offering.slug, one.offering.title) for one in others]
        if not fields["builds_on"].choices:
            del fields["builds_on"]
        if course:
            del fields["offered_by"]
        else:
            fields["offered_by"].choices = offerers(person)
        known, minutes = dict(pool_fields.OFFER_TIMES), self.initial["offer_minutes"]
        if minutes not in known:
            fields["offer_minutes"].choices = sorted([*pool_fields.OFFER_TIMES, (minutes, f"{minutes} min")])

    @property
    def club(self) -> Club | None:
        """The club that offers the new course; None for the person."""
        chosen = self.cleaned_data.get("offered_by")
        return Club.objects.get(pk=chosen) if chosen and chosen != "me" else None

    def values(self) -> dict[str, Any]:
        """Return what `courses.create` and `courses.change` take."""
        given = {name: self.cleaned_data[name] for name in courses.FIELDS if name in self.cleaned_data}
        given["subject"] = courses.subject(given["subject"])
        return given


NEW = {"enrolment_type": ways_in.OPEN, "waitlist": "automatic", "offer_minutes": 24 * 60}


def _values_of(course: Course) -> dict[str, Any]:
    offering, pool = course.offering, courses.pool_of(course)
    return {
        "title": offering.title,
        **{name: getattr(course, name) for name in courses.DETAILS},
        **{name: getattr(pool, name) for name in ("capacity", "waitlist", "offer_minutes")},
        "subject": course.subject_id,
        "builds_on": [one.offering.slug for one in prerequisites.of(course)],
        "enrolment_type": ways_in.of(offering, pool),
        "unlisted": offering.visibility == Offering.Visibility.UNLISTED,
    }


def clubs_of(person: Person) -> list[Club]:
    """Return the clubs for which this person may make courses."""
    ids = permissions.clubs_where(person, permissions.MANAGE_COURSES)
    return list(Club.objects.filter(pk__in=ids, binned_at=None).order_by("name", "id"))


def offerers(person: Person) -> list[tuple[str, Any]]:
    """Return who could offer a course that this person makes: themselves, their clubs."""
    own = [("me", _("Me, %(name)s") % {"name": person.name})] if teaching.may_teach(person) else []
    return [*own, *((str(club.pk), club.name) for club in clubs_of(person))]


class RevocationForm(Refusing, forms.Form):
    """Why a certificate is revoked; done by `certificates.revoke`."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=certificates.LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Its holder reads it. Who verifies the certificate learns only that it was revoked."),
    )


class BadgeForm(Refusing, forms.Form):
    """A badge as it was shown; judged by `credentials.verify`."""

    badge = forms.CharField(
        label=_("Signed badge"),
        max_length=credentials.LONGEST,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "autocomplete": "off"}),
        help_text=_("The whole text of the file that its holder sent you; it begins with eyJ."),
    )


class ModuleForm(Refusing, forms.Form):
    """A module; saved by `modules.add` and `modules.change`."""

    title = forms.CharField(label=_("Title"), max_length=200)
    description = forms.CharField(
        label=_("Description"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    opens_at = MomentField(label=_("Opens on"), required=False, help_text=_("Empty: it is open at once."))
    opens_after_days = forms.IntegerField(
        label=_("Opens so many days after a learner began"),
        required=False,
        min_value=0,
        max_value=modules.MOST_DAYS,
        help_text=_("With both, the later one counts. Instructors read everything at any time."),
    )


# a quiz or an assignment is one from the beginning
OWN = (Lesson.Completion.QUIZ, Lesson.Completion.ASSIGNMENT)
COMPLETIONS = [choice for choice in Lesson.Completion.choices if choice[0] not in OWN]


class LessonForm(Refusing, forms.Form):
    """A lesson; saved by `lessons.change`."""

    title = forms.CharField(label=_("Title"), max_length=200)
    completion = forms.ChoiceField(
        label=_("When it is done"), choices=COMPLETIONS, widget=ChoiceCards, initial="manual"
    )
    minutes = forms.IntegerField(
        label=_("Minutes"), required=False, min_value=1, max_value=24 * 60, help_text=_("How long it takes.")
    )
    watch_percent = forms.IntegerField(
        label=_("Percent of each video to watch"),
        min_value=1,
        max_value=100,
        initial=90,
        help_text=_("Of videos that are stored here, where the lesson is done by watching them."),
    )
    may_say_done = forms.BooleanField(
        label=_("Learners may also say themselves that they watched them"),
        required=False,
        help_text=_("For who watches without scripts, or with somebody else."),
    )
    is_optional = forms.BooleanField(label=_("Optional: it does not count towards completion"), required=False)

    def __init__(self, *args: Any, is_set: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_set:
            for name in ("completion", "watch_percent", "may_say_done"):
                del self.fields[name]


class InstructorForm(Refusing, forms.Form):
    email = forms.EmailField(label=_("E-mail address of their account"), max_length=254)

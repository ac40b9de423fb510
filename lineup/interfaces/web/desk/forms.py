"""What organisers enter at the desk."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from lineup.core.foundation import money
from lineup.core.participation import pools, qualifications
from lineup.core.participation.models import Pool
from lineup.domains.events.kind import ATTENDEE
from lineup.domains.racing.roles import DRIVER
from lineup.interfaces.web.forms import ChoiceCards, MomentField
from lineup.interfaces.web.letter_form import LetterForm

NAME_LENGTH = 120
MOST_LINES = 200
# an invitation that opens no pool
LOOK = "look"


# what people know a sign-up by that has no name of its own
SIGN_UPS = {ATTENDEE: _("Guests"), DRIVER: _("Drivers")}


def where_to(pools: Sequence[Pool]) -> list[tuple[str, Any]]:
    """Return the sign-ups to choose from, in words."""
    return [(str(pool.pk), pool.name or SIGN_UPS.get(pool.role, pool.role)) for pool in pools]


class AddForm(forms.Form):
    """A guest whom the organiser enters by hand, and into which sign-up where there are several."""

    name = forms.CharField(label=_("Name"), max_length=NAME_LENGTH)
    email = forms.EmailField(
        label=_("E-mail address"), max_length=254, help_text=_("They are told, with a link to change or cancel.")
    )
    how = forms.ChoiceField(
        label=_("What do they get?"),
        choices=[("confirm", _("A place, now")), ("offer", _("An offer"))],
        initial="confirm",
        widget=ChoiceCards(
            hints={
                "confirm": _("They are on the list at once."),
                "offer": _("The place is held until they answer."),
            }
        ),
    )
    pool = forms.ChoiceField(label=_("Where to"))

    def __init__(self, *args: Any, pools: Sequence[Pool], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["pool"].choices = where_to(pools)  # type: ignore[attr-defined]
        if len(pools) == 1:
            del self.fields["pool"]


OFFER_MINUTES = (
    (60, _("1 hour")),
    (180, _("3 hours")),
    (720, _("12 hours")),
    (1440, _("1 day")),
    (2880, _("2 days")),
    (4320, _("3 days")),
    (10080, _("1 week")),
)


class PoolForm(forms.Form):
    """How one gets into a pool, and how many."""

    capacity = forms.IntegerField(
        label=_("Places"), required=False, min_value=1, max_value=1_000_000, help_text=_("Leave it empty for no limit.")
    )
    party_limit = forms.IntegerField(
        label=_("Largest group"), min_value=1, max_value=50, help_text=_("1: everybody signs up alone.")
    )
    admission = forms.ChoiceField(label=_("Who gets in"), choices=Pool.Admission.choices, widget=ChoiceCards)
    waitlist = forms.ChoiceField(label=_("When it is full"), choices=Pool.Waitlist.choices, widget=ChoiceCards)
    offer_minutes = forms.TypedChoiceField(
        label=_("Time to answer an offer"),
        coerce=int,
        choices=OFFER_MINUTES,
        help_text=_("Then it goes to the next in line."),
    )
    opens_at = MomentField(label=_("Sign-up opens"), required=False, help_text=_("Empty: as soon as it is published."))
    closes_at = MomentField(label=_("Sign-up closes"), required=False, help_text=_("Empty: when it ends."))
    qualification = forms.TypedChoiceField(
        label=_("Qualification that it asks for"),
        required=False,
        help_text=_("Who does not hold it on the day can't sign up, and is told where to get it."),
    )
    answers_until = MomentField(
        label=_("Answers can be changed until"), required=False, help_text=_("Empty: until it starts.")
    )
    price = forms.DecimalField(
        label=_("Price of a place"),
        required=False,
        help_text=_("Empty: free. Another price is for those who get a place from now on."),
        max_digits=money.DIGITS,
        decimal_places=money.PLACES,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    currency = forms.ChoiceField(
        label=_("Currency"), required=False, choices=[("", "–"), *((code, code) for code in money.CURRENCIES)]
    )
    how_to_pay = forms.CharField(
        label=_("How to pay"),
        required=False,
        max_length=pools.LONGEST_HOW_TO_PAY,
        help_text=_("Those who have a place read it: at the desk, by bank transfer to … No money passes through here."),
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": pools.LONGEST_HOW_TO_PAY}),
    )

    def __init__(self, *args: Any, pool: Pool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.update({name: getattr(pool, name) for name in self.fields})
        if pool.price is not None:
            self.initial["price"] = money.rounded(pool.price, pool.currency)
        self._offer_qualifications(pool)
        usual = dict(OFFER_MINUTES)
        if pool.offer_minutes not in usual:
            own = ngettext_lazy("%(n)d minute", "%(n)d minutes", pool.offer_minutes) % {"n": pool.offer_minutes}
            choices = sorted([*OFFER_MINUTES, (pool.offer_minutes, own)], key=lambda choice: choice[0])
            self.fields["offer_minutes"].choices = choices  # type: ignore[attr-defined]

    def _offer_qualifications(self, pool: Pool) -> None:
        """Those of the club; where it names none there is nothing to choose."""
        club = pool.offering.club
        known = {str(one.pk): one for one in qualifications.of_club(club)} if club else {}
        if not known:
            del self.fields["qualification"]
            return
        field: Any = self.fields["qualification"]
        field.choices = [("", _("None")), *((pk, one.name) for pk, one in known.items())]
        field.coerce, field.empty_value = known.__getitem__, None
        self.initial["qualification"] = str(pool.qualification_id or "")


@dataclass(frozen=True)
class Line:
    """An address as it was pasted, with the name before it if there was one."""

    text: str
    name: str
    email: str


NAMED = re.compile(r"^(?P<name>.*?)\s*[<\[(]\s*(?P<email>[^<>\[\]()\s]+@[^<>\[\]()\s]+)\s*[>\])]$")


def read_line(text: str) -> Line:
    """Return the line taken apart: `ana@example.org` or `Ana Berg <ana@example.org>`."""
    named = NAMED.match(text)
    if named:
        return Line(text, named["name"].strip(" \"'\t")[:NAME_LENGTH], named["email"])
    return Line(text, "", text)


class InviteForm(forms.Form):
    """Many addresses at once; each line is judged for itself."""

    addresses = forms.CharField(
        label=_("Addresses"),
        help_text=_("One to a line, or separated by commas; “Ana Berg <ana@example.org>” works too."),
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "autocapitalize": "none"}),
    )
    into = forms.ChoiceField(label=_("What it opens"), required=False)
    message = forms.CharField(
        label=_("A few words"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 1000}),
    )
    hold_place = forms.BooleanField(
        label=_("Hold a place for each until they answer"),
        required=False,
        help_text=_("Without it, they get a place only while there is one."),
    )
    days = forms.TypedChoiceField(
        label=_("Good for"),
        coerce=int,
        choices=[(3, _("3 days")), (7, _("1 week")), (14, _("2 weeks")), (30, _("1 month"))],
        initial=14,
    )

    def __init__(self, *args: Any, pools: Sequence[Pool], **options: Any) -> None:
        super().__init__(*args, **options)
        one = len(pools) == 1
        opened = [(str(pool.pk), _("A place") if one else str(pool)) for pool in pools]
        hints = {
            **{key: _("Who accepts gets a place, or waits for one.") for key, _name in opened},
            LOOK: _("Who accepts sees it, whatever its visibility, and signs up only if they like."),
        }
        field: Any = self.fields["into"]
        field.widget = ChoiceCards(hints=hints)
        field.choices = [*opened, (LOOK, _("To look"))]
        field.initial = field.choices[0][0]

    def clean_into(self) -> str:
        return self.cleaned_data["into"] or str(self.fields["into"].initial)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("into") == LOOK and cleaned.get("hold_place"):
            self.add_error("hold_place", _("Who is invited to look takes no place; untick it, or invite to a place."))
        return cleaned

    def clean_addresses(self) -> list[Line]:
        parts = re.split(r"[\n;,]+", self.cleaned_data["addresses"])
        lines = list(dict.fromkeys(" ".join(part.split()) for part in parts if part.strip()))
        if len(lines) > MOST_LINES:
            raise ValidationError(_("At most 200 addresses at once; send the rest afterwards."))
        return [read_line(line) for line in lines]


def is_address(email: str) -> bool:
    try:
        validate_email(email)
    except ValidationError:
        return False
    return len(email) <= 254


class AudienceForm(LetterForm):
    """A message to everybody whose place stands so."""

    to = forms.ChoiceField(label=_("To"), widget=ChoiceCards)
    field_order = ("to", "subject", "text", "key")

    def __init__(self, *args: Any, audiences: list[tuple[str, object]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to"].choices = audiences  # type: ignore[attr-defined]
        self.fields["to"].initial = audiences[0][0]

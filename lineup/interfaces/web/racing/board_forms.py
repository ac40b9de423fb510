"""The forms of the board: an advert, an answer to one, and the reply."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import moments
from lineup.core.people.models import Person
from lineup.domains.events import listing
from lineup.domains.events.listing import Wanted
from lineup.domains.racing import advert_answers, adverts, teams
from lineup.domains.racing.catalogue import looking
from lineup.domains.racing.models import Advert, Race, Simulator, Team
from lineup.interfaces.web.refusing import Refusing

MOST_TEAMS, MOST_RACES = 100, 100


class TeamChoice(forms.ModelChoiceField):
    """A team by its name."""

    def label_from_instance(self, row: Any) -> str:
        return str(row.name)


class RaceChoice(forms.ModelChoiceField):
    """A race by when it begins and what it is called."""

    def label_from_instance(self, row: Any) -> str:
        offering = row.event.offering
        return f"{moments.said(offering.starts_at, timezone.get_current_timezone_name())} · {offering.title}"


class WordsForm(Refusing, forms.Form):
    """The words of an advert; saved by `adverts.change`."""

    text = forms.CharField(
        label=_("In your words"),
        max_length=adverts.LONGEST,
        help_text=_("Who you are, when you drive, what you look for. Markdown works; it is no place for addresses."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class AdvertForm(WordsForm):
    """A new advert; put up by `adverts.put_up`."""

    kind = forms.ChoiceField(label=_("What it is"), choices=Advert.Kind.choices)
    team = TeamChoice(
        label=_("For the team"),
        required=False,
        empty_label="–",
        queryset=Team.objects.none(),
        help_text=_("Where you look for drivers: a team that everybody may see, into which you may invite."),
    )
    simulator = forms.ModelChoiceField(label=_("Simulator"), queryset=Simulator.objects.none())
    race = RaceChoice(label=_("For the race"), required=False, empty_label="–", queryset=Race.objects.none())
    days = forms.IntegerField(
        label=_("Days on the board"), min_value=1, max_value=adverts.MOST_DAYS, initial=adverts.DAYS
    )

    field_order = ("kind", "simulator", "team", "race", "text", "days")

    def __init__(self, *args: Any, person: Person, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["simulator"].queryset = looking.simulators()  # type: ignore[attr-defined]
        own = teams.where_may(person, teams.INVITE, at=at).values_list("pk", flat=True)[:MOST_TEAMS]
        self.fields["team"].queryset = _teams(list(own))  # type: ignore[attr-defined]
        ahead = listing.upcoming(person, at=at, wanted=Wanted(before=at + timedelta(days=180)))
        races = ahead.filter(event__race__isnull=False).order_by("starts_at", "id").values_list("pk", flat=True)
        rows = Race.objects.filter(event__in=list(races[:MOST_RACES])).select_related("event__offering")
        self.fields["race"].queryset = rows.order_by("event__offering__starts_at", "pk")  # type: ignore[attr-defined]


class AnswerForm(Refusing, forms.Form):
    """An answer to an advert; given by `advert_answers.give`."""

    team = TeamChoice(label=_("For your team"), empty_label="–", queryset=Team.objects.none())
    text = forms.CharField(
        label=_("Your answer"), max_length=advert_answers.LONGEST, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, advert: Advert, person: Person, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if advert.kind == Advert.Kind.TEAM_WANTED:
            own = teams.where_may(person, teams.INVITE, at=at).values_list("pk", flat=True)[:MOST_TEAMS]
            self.fields["team"].queryset = _teams(list(own))  # type: ignore[attr-defined]
        else:
            del self.fields["team"]


class ReplyForm(Refusing, forms.Form):
    """A reply to an answer; said by `advert_answers.accept` and `decline`."""

    reply = forms.CharField(
        label=_("Your reply"),
        required=False,
        max_length=advert_answers.LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


def _teams(ids: list[Any]) -> Any:
    rows = Team.objects.filter(pk__in=ids).select_related("participant")
    return rows.order_by("participant__name_folded", "pk")

"""The forms of an entry: what is entered, by which team, and who sits in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import moments
from lineup.core.foundation.errors import Refusal
from lineup.domains.racing import race_classes, race_entries, slots
from lineup.domains.racing.models import EntrySeat, Race, RaceClass, RaceEntry, Signup, SimCar, Slot, Team
from lineup.interfaces.web.refusing import Refusing

PREFIX = "role-"
ROLES = [("", "–"), *EntrySeat.Role.choices]


class SlotField(forms.ModelChoiceField):
    """One slot, by its times in the viewer's zone."""

    def label_from_instance(self, slot: Any) -> str:
        return moments.span(slot.starts_at, slot.ends_at, timezone.get_current_timezone_name())


class EntryForm(Refusing, forms.Form):
    """What is entered; saved by `race_entries`."""

    race_class = forms.ModelChoiceField(label=_("Class"), queryset=RaceClass.objects.none(), empty_label=None)
    slot = SlotField(label=_("Slot"), queryset=Slot.objects.none(), required=False, empty_label="–")
    car = forms.ModelChoiceField(label=_("Car"), queryset=SimCar.objects.none(), required=False, empty_label="–")
    number = forms.CharField(
        label=_("Car number"), required=False, max_length=4, help_text=_("Empty: the next free one, once confirmed.")
    )

    def __init__(self, sent: Any = None, *, race: Race, entry: RaceEntry | None = None) -> None:
        start = {name: getattr(entry, name) for name in race_entries.FIELDS} if entry else None
        super().__init__(sent, initial=start)
        shown: Any = self.fields
        shown["race_class"].queryset = race_classes.of(race)
        shown["slot"].queryset = slots.of(race)
        shown["car"].queryset = race_classes.cars(race)


class TeamEntryForm(EntryForm):
    """An entry of one of these teams."""

    team = forms.ModelChoiceField(label=_("Team"), queryset=Team.objects.none(), empty_label=None)
    field_order = ("team", *race_entries.FIELDS)

    def __init__(self, sent: Any = None, *, race: Race, teams: Any) -> None:
        super().__init__(sent, race=race)
        self.fields["team"].queryset = teams  # type: ignore[attr-defined]


class OrganiserEntryForm(EntryForm):
    """An entry that the organiser makes: of a team of the club, or of one made for this race alone."""

    team = forms.ModelChoiceField(label=_("Team"), queryset=Team.objects.none(), required=False, empty_label="–")
    name = forms.CharField(
        label=_("Or a new team"), required=False, max_length=120, help_text=_("It exists for this race alone.")
    )
    field_order = ("team", "name", *race_entries.FIELDS)

    def __init__(self, sent: Any = None, *, race: Race, teams: Any) -> None:
        super().__init__(sent, race=race)
        self.fields["team"].queryset = teams  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Row:
    """Somebody who may sit in the entry, and in which role they do now; empty for none."""

    signup: Signup
    role: str

    @property
    def name(self) -> str:
        return f"{PREFIX}{self.signup.pk}"


class LineUp:
    """The table of who may sit in an entry: those in it first. Each has a menu of roles.

    Of those who are free the first `most` are in it; `has_more`: others are found by name, as by `query` these were.
    """

    roles = ROLES

    def __init__(self, seated: Iterable[EntrySeat], free: Iterable[Signup], *, most: int, query: str = "") -> None:
        self.seated = [Row(seat.signup, seat.role) for seat in seated]
        others = [Row(one, "") for one in free]
        self.free, self.has_more = others[:most], len(others) > most
        self.query, self.error = query, ""

    @property
    def rows(self) -> list[Row]:
        return self.seated + self.free

    def said(self, sent: Any) -> list[tuple[Signup, str]]:
        """Return who shall sit in which role; who isn't in the table is not meant."""
        return [(row.signup, sent[row.name]) for row in self.rows if sent.get(row.name)]

    def say(self, refusal: Refusal) -> None:
        """Show the refusal above the table."""
        self.error = str(refusal)


def split(values: dict[str, Any], *names: str) -> Sequence[Any]:
    """Take these out of what a form said, and return them."""
    return [values.pop(name, None) for name in names]

"""The form by which a driver signs up to a race, and the grid on which they paint when they can."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from lineup.domains.racing import availability, race_classes, signups, slots
from lineup.domains.racing.availability import Span
from lineup.domains.racing.models import Race, Signup, SimCar, Slot
from lineup.interfaces.web import moments
from lineup.interfaces.web.refusing import Refusing


class SlotsField(forms.ModelMultipleChoiceField):
    """Slots by their times in the viewer's zone."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, slot: Any) -> str:
        return str(moments.element(slot.starts_at, style="full", until=slot.ends_at))


class SignupForm(Refusing, forms.Form):
    """What a driver would like; saved by `signups.sign_up` and `signups.change`."""

    slots = SlotsField(label=_("Slots that suit you"), required=False, queryset=Slot.objects.none())
    preferred_car = forms.ModelChoiceField(
        label=_("Preferred car"), required=False, empty_label="–", queryset=SimCar.objects.none()
    )
    backup_car = forms.ModelChoiceField(
        label=_("Backup car"), required=False, empty_label="–", queryset=SimCar.objects.none()
    )
    wants_to_drive = forms.BooleanField(label=_("I would drive"), required=False)
    wants_to_spot = forms.BooleanField(label=_("I would spot"), required=False)
    wants_to_plan = forms.BooleanField(label=_("I would look after strategy"), required=False)
    experience = forms.ChoiceField(
        label=_("Experience"), required=False, choices=[("", "–"), *Signup.Experience.choices]
    )
    stint_minutes_most = forms.IntegerField(label=_("Longest stint, in minutes"), required=False, min_value=10)
    rest_minutes_least = forms.IntegerField(label=_("Shortest rest, in minutes"), required=False, min_value=0)
    turn_stints_most = forms.IntegerField(
        label=_("Most stints in a row"), required=False, min_value=1, help_text=_("Empty: as many as the plan allows.")
    )
    night_stints_most = forms.IntegerField(
        label=_("Most stints in the dark"), required=False, min_value=0, help_text=_("0: none. Empty: any number.")
    )
    note = forms.CharField(
        label=_("What else the team should know"),
        required=False,
        max_length=signups.LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    has_agreed = forms.BooleanField(label=_("I agree to what is required"), required=False)

    def __init__(self, sent: Any = None, *, race: Race, signup: Signup | None) -> None:
        super().__init__(sent, initial=_initial(signup))
        shown: Any = self.fields
        shown["slots"].queryset = slots.of(race)
        cars = race_classes.cars(race)
        shown["preferred_car"].queryset = shown["backup_car"].queryset = cars
        if race.requirement:
            shown["has_agreed"].help_text = race.requirement
        else:
            del self.fields["has_agreed"]


def _initial(signup: Signup | None) -> dict[str, Any]:
    if signup is None:
        return {"wants_to_drive": True}
    names = (*signups.PLAIN, *signups.ROLES, *signups.CARS, "note", "has_agreed")
    return {**{name: getattr(signup, name) for name in names}, "slots": list(signup.slots.all())}


@dataclass(frozen=True)
class Cell:
    """A part of the race, as it stands on the viewer's clock; for driving and for spotting, whether it is ticked.

    Ticked is also what was said of a part of it alone, at which `drive_part` and `spot_part` say so.
    """

    span: Span
    value: str
    clock: str
    drive: bool = False
    spot: bool = False
    drive_part: bool = False
    spot_part: bool = False


@dataclass(frozen=True)
class DayCells:
    """The cells of one day in the viewer's zone."""

    day: str
    cells: list[Cell] = field(default_factory=list)


class Grid:
    """When somebody can, cell by cell: what is sent are the instants at which the ticked cells begin."""

    def __init__(self, race: Race, drive: Sequence[Span], spot: Sequence[Span]) -> None:
        self.spans = {"drive": drive, "spot": spot}
        self.cells = [_cell(span, drive, spot) for span in availability.cells(signups.bounds(race))]

    @property
    def days(self) -> list[DayCells]:
        by_day = groupby(self.cells, key=lambda cell: timezone.localtime(cell.span[0]).date())
        pattern = pgettext("date format", "D j M")
        return [DayCells(date_format(day, pattern), list(cells)) for day, cells in by_day]

    def said(self, use: str, ticked: Iterable[str]) -> list[Span]:
        """Return the spans of the ticked cells; what is no cell of this grid says nothing.

        What was said of a part of a cell, or outside of the grid, stays as it was said.
        """
        wanted, before = set(ticked), self.spans[use]
        found = availability.without(before, availability.merged(cell.span for cell in self.cells))
        for cell in self.cells:
            if cell.value in wanted:
                found += availability.within(before, [cell.span]) if getattr(cell, f"{use}_part") else [cell.span]
        return availability.merged(found)


def _cell(span: Span, drive: Sequence[Span], spot: Sequence[Span]) -> Cell:
    some = [bool(availability.within(spans, [span])) for spans in (drive, spot)]
    whole = [availability.covers(spans, span) for spans in (drive, spot)]
    part = [one and not other for one, other in zip(some, whole, strict=True)]
    return Cell(span, value_of(span[0]), timezone.localtime(span[0]).strftime("%H:%M"), *some, *part)


def value_of(instant: datetime) -> str:
    """Return the instant as a form sends it: the same whatever the viewer's zone, twice an hour when clocks go back."""
    return instant.strftime("%Y%m%dT%H%MZ")

"""The forms of a series: what counts, and which races."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import moments
from lineup.domains.racing import series, series_adjustments
from lineup.domains.racing.models import Race, Series
from lineup.domains.racing.series_points import PRESETS
from lineup.domains.racing.series_standings import Standings
from lineup.interfaces.web.refusing import Refusing

OWN = "own"
CHOICES = [
    *(
        (name, ", ".join(map(str, points[:10])) + (" …" if len(points) > 10 else ""))
        for name, points in PRESETS.items()
    ),
    (OWN, _("Others")),
]
POINTS = re.compile(r"\s*\d{1,4}(?:[\s,;]+\d{1,4})*[\s,;]*")


class SeriesForm(Refusing, forms.Form):
    """What a series is; saved by `series.create` and `series.change`."""

    name = forms.CharField(label=_("Name"), max_length=series.LONGEST_NAME)
    description = forms.CharField(
        label=_("Description"),
        required=False,
        max_length=series.LONGEST_DESCRIPTION,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    audience = forms.ChoiceField(
        label=_("Who sees it"),
        choices=Series.Audience.choices,
        help_text=_("Only races that all of them may see count."),
    )
    preset = forms.ChoiceField(label=_("Points by place"), choices=CHOICES)
    points = forms.CharField(
        label=_("Other points"),
        required=False,
        max_length=400,
        help_text=_("From the first place on, like 12, 9, 7, 5, 3, 1."),
    )
    counted = forms.IntegerField(
        label=_("How many results count"),
        required=False,
        min_value=1,
        max_value=series.MOST_COUNTED,
        help_text=_("Each one's best; the others are dropped. Empty: all of them."),
    )
    retired_score = forms.BooleanField(label=_("Who retires has points too"), required=False)

    def __init__(self, sent: Any = None, *, series: Series | None = None) -> None:
        super().__init__(sent, initial=_initial(series) if series else None)

    def values(self) -> dict[str, Any]:
        """Return what `series.create` and `series.change` take."""
        said = dict(self.cleaned_data)
        preset, own = said.pop("preset"), said.pop("points")
        return {**said, "points": PRESETS.get(preset) or _numbers(own)}


def _initial(found: Series) -> dict[str, Any]:
    preset = next((name for name, points in PRESETS.items() if list(points) == found.points), OWN)
    own = ", ".join(map(str, found.points)) if preset == OWN else ""
    return {**{name: getattr(found, name) for name in series.FIELDS}, "preset": preset, "points": own}


def _numbers(said: str) -> list[int]:
    """The numbers of the text; none for what is no list of them, which the rule then refuses."""
    return [int(one) for one in re.findall(r"\d+", said)] if POINTS.fullmatch(said) else []


class RoundsForm(Refusing, forms.Form):
    """Which races count; set by `series.set_rounds`, by when they begin."""

    rounds = forms.MultipleChoiceField(label=_("Races"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, sent: Any = None, *, races: Sequence[Race], chosen: Iterable[Any]) -> None:
        super().__init__(sent, initial={"rounds": [str(one) for one in chosen]})
        self.fields["rounds"].choices = [(str(race.pk), _label(race)) for race in races]  # type: ignore[attr-defined]


def _label(race: Race) -> str:
    offering = race.event.offering
    begins = offering.starts_at
    when = moments.span(begins, None, timezone.get_current_timezone_name()) if begins else ""
    return ", ".join(filter(None, (offering.title, when)))


class AdjustmentForm(Refusing, forms.Form):
    """To whom points are given, or of whom they are taken; by `series_adjustments.give`."""

    competitor = forms.ChoiceField(label=_("Who"))
    points = forms.IntegerField(label=_("Points"), help_text=_("5 gives five, −5 takes five off."))
    reason = forms.CharField(label=_("Reason"), max_length=series_adjustments.LONGEST_REASON)

    def __init__(self, sent: Any = None, *, standings: Standings) -> None:
        # beside the form of the series, which has points as well
        super().__init__(sent, prefix="given")
        # who and which class in one: neither holds a tab
        self.fields["competitor"].choices = [  # type: ignore[attr-defined]
            (f"{row.stood.who}\t{name}", ", ".join(filter(None, (row.name, name))))
            for name, rows in standings.classes
            for row in rows
        ]

    def values(self) -> dict[str, Any]:
        """Return what `series_adjustments.give` takes."""
        who, _tab, class_name = self.cleaned_data["competitor"].partition("\t")
        return {**self.cleaned_data, "competitor": who, "class_name": class_name}

"""Laps that drivers drove, as they tell them: what stint plans reckon with."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Min, QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.foundation.errors import Invalid, Missing
from lineup.core.people.actors import Actor
from lineup.domains.racing.models import LapTime, Layout, SimCar, SimProfile

SHORTEST_MS, LONGEST_MS = 5_000, 1_800_000
WRITTEN = re.compile(r"(?:(\d{1,2}):)?(\d{1,2})[.,](\d{1,3})")


class NotALapTime(Invalid):
    code = "not_a_lap_time"
    sentence = _("Write minutes, seconds and thousandths, like 2:18.456.")
    field = "time"


class OtherSimulatorLap(Invalid):
    code = "other_simulator_lap"
    sentence = _("Track and car must be of the simulator of this profile; choose others.")
    field = "layout"


def read(written: str) -> int:
    """Return the milliseconds of a lap time as people write it, like 2:18.456 or 58.9. Raises NotALapTime."""
    found = WRITTEN.fullmatch(written.strip())
    if found is None or int(found[2]) > 59:
        raise NotALapTime
    return (int(found[1] or 0) * 60 + int(found[2])) * 1000 + int(found[3].ljust(3, "0"))


def said(milliseconds: int) -> str:
    """Return the lap time as people write it, like 2:18.456."""
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes}:{rest // 1000:02}.{rest % 1000:03}"


def check(milliseconds: int) -> None:
    """Raise NotALapTime for what no car takes for a lap: less than five seconds, more than half an hour."""
    if not SHORTEST_MS <= milliseconds <= LONGEST_MS:
        raise NotALapTime


@transaction.atomic
def note(
    profile: SimProfile,
    *,
    layout: Layout,
    car: SimCar,
    milliseconds: int,
    is_wet: bool = False,
    by: Actor,
    at: datetime,
) -> LapTime:
    """Add a lap of the driver. Raises NotALapTime, OtherSimulatorLap."""
    check(milliseconds)
    if {layout.sim_track.simulator_id, car.simulator_id} != {profile.simulator_id}:
        raise OtherSimulatorLap
    row = LapTime.objects.create(
        profile=profile, layout=layout, car=car, milliseconds=milliseconds, is_wet=is_wet, at=at
    )
    entries.record(by=by, at=at, action="lap.note", on=profile)
    return row


def find(profile: SimProfile, pk: Any) -> LapTime:
    """Return the lap of the profile with this id. Raises Missing."""
    try:
        return history(profile).get(pk=pk)
    except (LapTime.DoesNotExist, ValidationError, ValueError):
        raise Missing from None


@transaction.atomic
def remove(row: LapTime, *, by: Actor, at: datetime) -> None:
    """Delete a lap, as one that was noted wrongly."""
    entries.record(by=by, at=at, action="lap.remove", on=row.profile)
    row.delete()


def history(profile: SimProfile) -> "QuerySet[LapTime]":
    """Return the laps of the profile, the newest first, with where and in what."""
    rows = LapTime.objects.filter(profile=profile).select_related("layout__sim_track__track", "car__car")
    return rows.order_by("-at", "-id")


def best(profiles: Iterable[SimProfile], layout: Layout) -> dict[Any, int]:
    """Return, by profile id, the quickest dry lap in milliseconds of those who drove the layout."""
    rows = LapTime.objects.filter(profile__in=list(profiles), layout=layout, is_wet=False)
    return dict(rows.values("profile").annotate(best=Min("milliseconds")).values_list("profile", "best"))

"""Points that organisers of a series give, or take off, somebody in its standings, with the reason."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.clubs import permissions
from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Invalid, Missing, Refusal
from lineup.core.people.actors import Actor
from lineup.domains.racing import series_standings
from lineup.domains.racing.models import PointsAdjustment, Series, SimProfile
from lineup.domains.racing.series_standings import Row

MOST, MOST_POINTS, LONGEST_REASON = 200, 1000, 300


class NotInStandings(Invalid):
    code = "not_in_standings"
    sentence = _("Nobody stands so in this class; choose somebody out of the standings.")
    field = "competitor"


class NoPoints(Invalid):
    code = "adjustment_of_nothing"
    sentence = _("Write how many points: 5 gives five, −5 takes five off.")
    field = "points"


class ReasonNeeded(Invalid):
    code = "adjustment_reason_needed"
    sentence = _("Say why: the reason stands below the standings.")
    field = "reason"


class TooManyAdjustments(Refusal):
    code = "too_many_adjustments"
    sentence = _("Points are given or taken off at most %(most)s times in a series; take one back first.")


def of(series: Series) -> "QuerySet[PointsAdjustment]":
    """Return what was given and taken off, the oldest first."""
    rows = PointsAdjustment.objects.filter(series=series).select_related("participant", "profile")
    return rows.order_by("created_at", "id")


def find(series: Series, pk: Any) -> PointsAdjustment:
    """Return this one of the series. Raises Missing."""
    try:
        return of(series).get(pk=pk)
    except (PointsAdjustment.DoesNotExist, ValidationError, ValueError):
        raise Missing from None


@transaction.atomic
def give(
    series: Series, competitor: str, *, class_name: str, points: int, reason: str, by: Actor, at: datetime
) -> PointsAdjustment:
    """Give whom the standings of this class call `competitor` points, or below zero take them off.

    Raises NotAllowed, NotInStandings, NoPoints, ReasonNeeded, TooManyAdjustments, OutOfRange, TooLong, Unstorable.
    """
    permissions.check(by.person, series.club_id, permissions.MANAGE_EVENTS)
    if not points:
        raise NoPoints
    inputs.number(points, field="points", least=-MOST_POINTS, most=MOST_POINTS)
    reason = inputs.line(reason, field="reason", most=LONGEST_REASON)
    if not reason:
        raise ReasonNeeded
    row = _standing(series, class_name, competitor)
    # one after the other, so that they are counted
    Series.objects.select_for_update().get(pk=series.pk)
    if PointsAdjustment.objects.filter(series=series).count() >= MOST:
        raise TooManyAdjustments(most=MOST)
    values = {"class_name": class_name, "points": points, "reason": reason, "created_at": at, **_whose(row)}
    made = PointsAdjustment.objects.create(series=series, **values)
    _record(series, "series.adjust", by, at, points=points, competitor=competitor, reason=reason)
    return made


@transaction.atomic
def take_back(made: PointsAdjustment, *, by: Actor, at: datetime) -> None:
    """Let the points count no more. Raises NotAllowed."""
    series = made.series
    permissions.check(by.person, series.club_id, permissions.MANAGE_EVENTS)
    competitor = str(series_standings.whose(made))
    _record(series, "series.take_back", by, at, points=made.points, competitor=competitor, reason=made.reason)
    made.delete()


def _standing(series: Series, class_name: str, competitor: str) -> Row:
    classes = dict(series_standings.of(series).classes)
    found = (row for row in classes.get(class_name, ()) if str(row.stood.who) == competitor)
    row = next(found, None)
    if row is None:
        raise NotInStandings
    return row


def _whose(row: Row) -> dict[str, Any]:
    """The columns that say whom the points concern, as `series_standings.whose` reads them."""
    who = row.stood.who
    if isinstance(who, str):
        return {"team": row.name}
    profile = SimProfile.objects.filter(pk=who).first()
    return {"participant_id": who} if profile is None else {"profile": profile}


def _record(series: Series, action: str, by: Actor, at: datetime, **facts: object) -> None:
    entries.record(by=by, at=at, action=action, on=series, club_id=series.club_id, metadata=facts)

"""Series of a club: made, changed, given their rounds; who sees them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.clubs import clubs, memberships, permissions
from lineup.core.clubs.models import Club
from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Invalid, Missing, Refusal
from lineup.core.participation.models import Offering
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.racing.models import Race, Series, SeriesRound

FIELDS = ("name", "description", "audience", "points", "counted", "retired_score")
MOST_ROUNDS, MOST_PLACES, MOST_POINTS, MOST_COUNTED = 30, 60, 1000, 50
MOST_OF_A_CLUB = 100
LONGEST_NAME, LONGEST_DESCRIPTION = 120, 3000
Audience, Visibility = Series.Audience, Offering.Visibility


class SeriesNameNeeded(Invalid):
    code = "series_name_needed"
    sentence = _("Give the series a name.")
    field = "name"


class PointsWrong(Invalid):
    code = "series_points_wrong"
    sentence = _("Points are whole numbers up to 1000, at most 60 of them, none higher than the one before.")
    field = "points"


class TooManySeries(Refusal):
    code = "too_many_series"
    sentence = _("A club has at most %(most)s series; delete one first.")


class TooManyRounds(Invalid):
    code = "too_many_rounds"
    sentence = _("A series has at most %(most)s rounds; leave some out.")
    field = "rounds"


class RoundOfAnotherClub(Invalid):
    code = "round_of_another_club"
    sentence = _("Rounds are races of this club that everybody who sees the series may see; leave the others out.")
    field = "rounds"


# --- found ----------------------------------------------------------------------------------------


def visible_to(person: Person | None) -> "QuerySet[Series]":
    """Return the series that this person may know of, with `rounds_count`."""
    rows = Series.objects.filter(club__binned_at=None).select_related("club").annotate(rounds_count=Count("rounds"))
    if person is not None and person.account is not None and person.account.is_platform_admin:
        return rows
    seen = Q(audience=Audience.EVERYBODY, club__in=clubs.visible_to(person).values("pk"))
    if person is not None:
        seen |= Q(club__in=memberships.clubs_of(person))
    return rows.filter(seen)


def of_club(club: Club, person: Person | None) -> "QuerySet[Series]":
    """Return the series of the club that the person may know of, by name."""
    return visible_to(person).filter(club=club).order_by("name", "id")


def find_visible(person: Person | None, pk: Any) -> Series:
    """Return the series with this id that the person may know of. Raises Missing."""
    try:
        return visible_to(person).get(pk=pk)
    except (Series.DoesNotExist, ValidationError, ValueError):
        raise Missing from None


def find_managed(person: Person | None, pk: Any) -> Series:
    """Return the series of a club whose events the person manages. Raises Missing, NotAllowed."""
    found = find_visible(person, pk)
    permissions.check(person, found.club_id, permissions.MANAGE_EVENTS)
    return found


def may_manage(club: Club, person: Person | None) -> bool:
    """Whether the person makes series of this club: who manages its events."""
    return permissions.may(person, club.pk, permissions.MANAGE_EVENTS)


def races_for(series: Series) -> "QuerySet[Race]":
    """Return the races that may be rounds: the club's, seen by all who see the series; by when they begin."""
    rows = Race.objects.filter(_shown(series)).select_related("event__offering", "simulator")
    return rows.order_by("event__offering__starts_at", "pk")


def _shown(series: Series, prefix: str = "") -> Q:
    within = [Visibility.PUBLIC]
    if series.audience == Audience.MEMBERS:
        within += [Visibility.CLUB_ONLY, Visibility.INVITE_ONLY]
    offering = f"{prefix}event__offering__"
    states = [Offering.State.PUBLISHED, Offering.State.FINISHED]
    return Q(
        **{
            f"{offering}club": series.club_id,
            f"{offering}visibility__in": within,
            f"{offering}state__in": states,
            f"{offering}binned_at": None,
        }
    )


def rounds(series: Series) -> list[SeriesRound]:
    """Return the rounds in their order; one whose race is shown to fewer by now is left out."""
    return rounds_of([series])[series.pk]


def rounds_of(found: Collection[Series]) -> Mapping[UUID, list[SeriesRound]]:
    """Return the rounds of each series as `rounds` does, by series. One query."""
    alike = {(one.club_id, one.audience): one for one in found}
    shown = Q(pk__in=[])
    for (club, audience), one in alike.items():
        shown |= Q(series__club=club, series__audience=audience) & _shown(one, "race__")
    rows = SeriesRound.objects.filter(shown, series__in=[one.pk for one in found])
    rows = rows.select_related("race__event__offering", "race__simulator", "race__layout__sim_track__track")
    its: dict[UUID, list[SeriesRound]] = {one.pk: [] for one in found}
    for row in rows.order_by("position", "id"):
        its[row.series_id].append(row)
    return its


# --- made and changed -----------------------------------------------------------------------------


@transaction.atomic
def create(club: Club, *, by: Actor, at: datetime, **values: Any) -> Series:
    """Return a new series of the club; `values` are FIELDS.

    Raises NotAllowed, SeriesNameNeeded, PointsWrong, TooManySeries, UnknownChoice, OutOfRange, TooLong, Unstorable.
    """
    permissions.check(by.person, club.pk, permissions.MANAGE_EVENTS)
    if Series.objects.filter(club=club).count() >= MOST_OF_A_CLUB:
        raise TooManySeries(most=MOST_OF_A_CLUB)
    made = Series(club=club, created_at=at, **_checked({"name": "", "points": [], **values}))
    made.save(force_insert=True)
    _record(made, "series.create", by, at)
    return made


@transaction.atomic
def change(series: Series, *, by: Actor, at: datetime, **values: Any) -> Series:
    """Set the given FIELDS. Raises what `create` raises."""
    permissions.check(by.person, series.club_id, permissions.MANAGE_EVENTS)
    for name, value in _checked(values).items():
        setattr(series, name, value)
    series.save(update_fields=list(values))
    _record(series, "series.change", by, at, fields=sorted(values))
    return series


@transaction.atomic
def set_rounds(series: Series, races: Sequence[Race], *, by: Actor, at: datetime) -> list[SeriesRound]:
    """Let these races be the rounds, in this order. Raises NotAllowed, TooManyRounds, RoundOfAnotherClub."""
    permissions.check(by.person, series.club_id, permissions.MANAGE_EVENTS)
    wanted = list({race.pk: race for race in races}.values())
    if len(wanted) > MOST_ROUNDS:
        raise TooManyRounds(most=MOST_ROUNDS)
    if races_for(series).filter(pk__in=[race.pk for race in wanted]).count() != len(wanted):
        raise RoundOfAnotherClub
    # of two who set them at once the second has the last word
    Series.objects.select_for_update().get(pk=series.pk)
    series.rounds.all().delete()
    made = [SeriesRound(series=series, race=race, position=place) for place, race in enumerate(wanted, 1)]
    SeriesRound.objects.bulk_create(made)
    _record(series, "series.set_rounds", by, at, rounds=len(made))
    return made


@transaction.atomic
def remove(series: Series, *, by: Actor, at: datetime) -> None:
    """Delete the series; its races and their results stay. Raises NotAllowed."""
    permissions.check(by.person, series.club_id, permissions.MANAGE_EVENTS)
    _record(series, "series.remove", by, at)
    series.delete()


def _checked(values: dict[str, Any]) -> dict[str, Any]:
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise TypeError(f"not fields of a series: {sorted(unknown)}")
    checked = dict(values)
    if "name" in values:
        checked["name"] = inputs.line(values["name"], field="name", most=LONGEST_NAME)
        if not checked["name"]:
            raise SeriesNameNeeded
    if "description" in values:
        checked["description"] = inputs.prose(values["description"], field="description", most=LONGEST_DESCRIPTION)
    if "audience" in values:
        checked["audience"] = inputs.choice(values["audience"], Audience.values, field="audience")
    if "points" in values:
        checked["points"] = _points(values["points"])
    if values.get("counted") is not None:
        checked["counted"] = inputs.number(values["counted"], field="counted", least=1, most=MOST_COUNTED)
    return checked


def _points(said: Sequence[int]) -> list[int]:
    points = list(said)
    falls = all(after <= before for before, after in pairwise(points))
    if not points or len(points) > MOST_PLACES or not falls or not all(0 <= one <= MOST_POINTS for one in points):
        raise PointsWrong
    return points


def _record(series: Series, action: str, by: Actor, at: datetime, **facts: object) -> None:
    entries.record(by=by, at=at, action=action, on=series, club_id=series.club_id, metadata=facts)

"""Races: made of an event and changed. Their classes and slots are `race_classes` and `slots`."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Invalid, Missing, Refusal
from lineup.core.foundation.planned import Given, Planned
from lineup.core.participation import pools
from lineup.core.participation.models import Place
from lineup.core.people.actors import Actor
from lineup.domains.events.models import Event
from lineup.domains.racing import columns
from lineup.domains.racing.entry_states import EntryStatus
from lineup.domains.racing.models import Layout, Race, RaceEntry, RaceSession, Simulator, WeatherPoint
from lineup.domains.racing.roles import DRIVER

RULES = (
    "drivers_least",
    "drivers_most",
    "fair_share_percent",
    "stint_minutes_most",
    "drive_minutes_most",
    "rest_minutes_least",
    "stops_least",
)
PIT = ("pit_seconds", "tyre_seconds", "litres_per_second", "tank_litres", "tyre_laps")
REQUIRED = ("discipline", "licence_least", "safety_least", "skill_least", "skill_most", "requirement")
FIELDS = ("layout", "is_team_race", "minutes", "laps", *RULES, *PIT, *REQUIRED)
MOST_SESSIONS, MOST_POINTS = 12, 48
COLDEST, HOTTEST, WINDIEST = -40, 60, 200


class ForeignLayout(Invalid):
    code = "foreign_layout"
    sentence = _("This track is of another simulator; choose one of the simulator of the race.")
    field = "layout"


class ForeignLicenceAsked(Invalid):
    code = "foreign_licence_asked"
    sentence = _("This licence is of another simulator; choose one of the simulator of the race.")
    field = "licence_least"


class LengthNeeded(Invalid):
    code = "race_length_needed"
    sentence = _("Say how long the race is: in minutes or in laps, one of the two.")
    field = "minutes"


class WrongWayRound(Invalid):
    code = "wrong_way_round"
    sentence = _("The least is more than the most; change one of the two.")


class TooManyParts(Invalid):
    code = "too_many_parts"
    sentence = _("At most %(most)s; leave some out.")


class ForecastTwice(Invalid):
    code = "forecast_twice"
    sentence = _("There are two forecasts for minute %(minute)s; leave one out.")
    field = "minute"


class EnteredAsItIs(Refusal):
    code = "entered_as_it_is"
    sentence = _("There are entries already: withdraw them before you change whether drivers share a car.")
    field = "is_team_race"


class RaceInUse(Refusal):
    code = "race_in_use"
    sentence = _("Drivers signed up, teams entered or results are there: the race stays. Cancel the event instead.")


class IsARaceAlready(Refusal):
    code = "is_a_race_already"
    sentence = _("This event is a race already; change that one.")


_OF = Planned(
    lambda: Race.objects.filter(event=Given("event", Race.event.field)).select_related(
        "simulator", "layout__sim_track__track", "licence_least", "pool"
    )
)


def of(event: Event) -> Race | None:
    """Return the race of the event, with where it is, or None. One query."""
    found = _OF.first(event=event.pk)
    if found is not None:
        found.event = event
        found.pool.offering = event.offering
    return found


def find(event: Event) -> Race:
    """Return the race of the event. Raises Missing where it has none."""
    found = of(event)
    if found is None:
        raise Missing
    return found


@transaction.atomic
def create(event: Event, *, simulator: Simulator, layout: Layout, by: Actor, at: datetime, **values: Any) -> Race:
    """Make the event a race, with a pool `driver` for those who sign up, and return it; `values` are FIELDS.

    Raises IsARaceAlready, ForeignLayout, ForeignLicenceAsked, LengthNeeded, WrongWayRound, and what `columns` raise.
    """
    if of(event) is not None:
        raise IsARaceAlready
    race = Race(event=event, simulator=simulator, updated_at=at)
    _fill(race, {"layout": layout, **values})
    # as many drivers as like: what is limited is entries, in the pool of each class
    race.pool = pools.make(event.offering, role=DRIVER, party_limit=1)
    race.save(force_insert=True)
    _record(race, "race.create", by, at)
    return race


@transaction.atomic
def change(race: Race, *, by: Actor, at: datetime, **values: Any) -> Race:
    """Set the given FIELDS. Raises what `create` raises, EnteredAsItIs."""
    if values.get("is_team_race", race.is_team_race) != race.is_team_race and _is_entered(race):
        raise EnteredAsItIs
    before = {name: getattr(race, name) for name in values}
    _fill(race, values)
    changed = [name for name in values if getattr(race, name) != before[name]]
    if changed:
        _save(race, changed, at)
        _record(race, "race.change", by, at, fields=sorted(changed))
    return race


@transaction.atomic
def set_sessions(race: Race, sessions: Sequence[Mapping[str, Any]], *, by: Actor, at: datetime) -> list[RaceSession]:
    """Let the race have these parts, in this order: kind, and minutes or laps. Raises LengthNeeded, TooManyParts."""
    if len(sessions) > MOST_SESSIONS:
        raise TooManyParts(most=MOST_SESSIONS)
    made = [_session(race, number, said) for number, said in enumerate(sessions)]
    race.sessions.all().delete()
    RaceSession.objects.bulk_create(made)
    _save(race, [], at)
    _record(race, "race.set_sessions", by, at)
    return made


def _session(race: Race, number: int, said: Mapping[str, Any]) -> RaceSession:
    values = {name: columns.checked(RaceSession._meta.get_field(name), said.get(name)) for name in _LASTS}
    if (values["minutes"] is None) == (values["laps"] is None):
        raise LengthNeeded
    return RaceSession(race=race, position=number, **values)


_LASTS = ("kind", "minutes", "laps")


@transaction.atomic
def set_weather(race: Race, points: Sequence[Mapping[str, Any]], *, by: Actor, at: datetime) -> list[WeatherPoint]:
    """Let this be the forecast of the race. Raises OutOfRange, ForecastTwice, TooManyParts."""
    if len(points) > MOST_POINTS:
        raise TooManyParts(most=MOST_POINTS)
    made = sorted((_point(race, said) for said in points), key=lambda point: point.minute)
    for one, other in pairwise(made):
        if one.minute == other.minute:
            raise ForecastTwice(minute=one.minute)
    race.weather.all().delete()
    WeatherPoint.objects.bulk_create(made)
    _save(race, [], at)
    _record(race, "race.set_weather", by, at)
    return made


def _point(race: Race, said: Mapping[str, Any]) -> WeatherPoint:
    bounds = {
        "minute": (0, 7 * 24 * 60),
        "air_celsius": (COLDEST, HOTTEST),
        "rain_percent": (0, 100),
        "cloud_percent": (0, 100),
        "wind_kmh": (0, WINDIEST),
    }
    values = {
        name: inputs.number(said.get(name) or 0, field=name, least=least, most=most)
        for name, (least, most) in bounds.items()
    }
    return WeatherPoint(race=race, is_night=bool(said.get("is_night")), **values)


@transaction.atomic
def remove(race: Race, *, by: Actor, at: datetime) -> None:
    """Let the event be no race any more: rules, classes, slots and forecast go. The event stays.

    Raises RaceInUse as soon as anybody signed up, entered or had results, also who withdrew.
    """
    # who signs up or enters at the same time waits for this, or this for them
    Race.objects.select_for_update().get(pk=race.pk)
    own = Q(pool__race=race) | Q(pool__race_class__race=race)
    used = (Place.objects.filter(own), race.signups.all(), race.entries.all(), race.results.all())
    if any(rows.exists() for rows in used):
        raise RaceInUse
    _record(race, "race.remove", by, at)
    for row in race.classes.select_related("pool"):
        # the class goes with it, and the race with its own
        row.pool.delete()
    race.pool.delete()


def _is_entered(race: Race) -> bool:
    return RaceEntry.objects.filter(race=race).exclude(status=EntryStatus.WITHDRAWN).exists()


def _fill(race: Race, values: Mapping[str, Any]) -> None:
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise TypeError(f"not fields of a race: {sorted(unknown)}")
    for name, value in values.items():
        setattr(race, name, columns.checked(Race._meta.get_field(name), value))
    _check(race)


def _check(race: Race) -> None:
    if race.layout.sim_track.simulator_id != race.simulator_id:
        raise ForeignLayout
    if race.licence_least and race.licence_least.simulator_id != race.simulator_id:
        raise ForeignLicenceAsked
    if (race.minutes is None) == (race.laps is None):
        raise LengthNeeded
    for least, most in (("drivers_least", "drivers_most"), ("skill_least", "skill_most")):
        low, high = getattr(race, least), getattr(race, most)
        if low is not None and high is not None and low > high:
            raise WrongWayRound(field=least)


def _save(race: Race, changed: list[str], at: datetime) -> None:
    race.updated_at = at
    race.save(update_fields=[*changed, "updated_at"])


def _record(race: Race, action: str, by: Actor, at: datetime, **metadata: object) -> None:
    offering = race.event.offering
    entries.record(by=by, at=at, action=action, on=offering, club_id=offering.club_id, metadata=metadata)

"""Which races suit a driver: what is known of them against the races ahead, each with its reasons.

The formula: a race ahead in a simulator where they have a profile, whose requirements they meet as far as is known, to
which they have not signed up. It scores POINTS for each reason; the most points come first, then what starts earlier.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Prefetch

from lineup.core.clubs.models import Membership
from lineup.core.people.models import Person
from lineup.domains.events import listing
from lineup.domains.events.listing import Wanted
from lineup.domains.racing import profiles, ratings, requirements
from lineup.domains.racing.models import AvailabilityWindow, LapTime, Race, RaceClass, Rating, Signup

AHEAD, CANDIDATES, MOST = timedelta(days=90), 200, 12
LAPS_READ, SIGNUPS_READ, WINDOWS_READ = 500, 50, 200
CAR, CLUB, TRACK, HOURS, MEETS = "car", "club", "track", "hours", "meets"
POINTS: Mapping[str, int] = {CAR: 3, CLUB: 2, TRACK: 2, HOURS: 1, MEETS: 1}

# a day of the week and an hour of it, in the zone of the driver
Hour = tuple[int, int]


@dataclass(frozen=True)
class Recommended:
    """A race with why it suits: some of POINTS, the weightiest first."""

    race: Race
    reasons: tuple[str, ...]

    @property
    def points(self) -> int:
        return sum(POINTS[reason] for reason in self.reasons)


@dataclass(frozen=True)
class Known:
    """What is known of a driver: what they drove, where and when, and their clubs."""

    cars: frozenset[Any]
    tracks: frozenset[Any]
    clubs: frozenset[Any]
    hours: frozenset[Hour]
    zone: ZoneInfo


def for_driver(person: Person, *, at: datetime, most: int = MOST) -> list[Recommended]:
    """Return at most so many races of the next 90 days that suit the person, the best first.

    Of the 200 that begin first. A fixed number of queries; nothing for who has no driver profile.
    """
    own = list(profiles.of(person))
    if not own:
        return []
    latest = ratings.latest(own)
    notes: dict[Any, list[Rating]] = {}
    for profile in own:
        notes.setdefault(profile.simulator_id, []).extend(latest[profile.pk])
    races = _ahead(person, list(notes), at)
    known = _known(person, [profile.pk for profile in own])
    suiting = [race for race in races if requirements.are_met(race, notes[race.simulator_id])]
    found = [Recommended(race, _reasons(race, known)) for race in suiting]
    found.sort(key=lambda one: (-one.points, one.race.event.offering.starts_at, str(one.race.pk)))
    return found[:most]


def _ahead(person: Person, simulators: list[Any], at: datetime) -> list[Race]:
    rows = listing.upcoming(person, at=at, wanted=Wanted(before=at + AHEAD))
    rows = rows.filter(event__race__simulator__in=simulators).exclude(event__race__signups__person=person)
    ahead = list(rows.order_by("starts_at", "id").values_list("pk", flat=True)[:CANDIDATES])
    races = Race.objects.filter(event__in=ahead).select_related(
        "simulator", "licence_least", "layout__sim_track__track", "event__offering__club", "event__offering__organiser"
    )
    classes = Prefetch("classes", RaceClass.objects.select_related("car_class").prefetch_related("car_class__cars"))
    return list(races.prefetch_related(classes, "slots"))


def _known(person: Person, own: list[Any]) -> Known:
    laps = LapTime.objects.filter(profile__in=own).order_by("-at", "-id")
    driven = list(laps.values_list("car", "layout__sim_track__track")[:LAPS_READ])
    signups = Signup.objects.filter(person=person).order_by("-created_at", "-id")
    wished = set(signups.values_list("preferred_car", flat=True)[:SIGNUPS_READ]) - {None}
    drives = AvailabilityWindow.objects.filter(signup__person=person, use=AvailabilityWindow.Use.DRIVE)
    windows = drives.order_by("-starts_at", "-id").values_list("starts_at", "ends_at")[:WINDOWS_READ]
    zone = ZoneInfo(person.time_zone)
    return Known(
        cars=frozenset({car for car, _track in driven} | wished),
        tracks=frozenset(track for _car, track in driven),
        clubs=frozenset(Membership.objects.filter(person=person, left_at=None).values_list("club", flat=True)),
        hours=frozenset(hour for begins, ends in windows for hour in _hours(begins, ends, zone)),
        zone=zone,
    )


def _hours(begins: datetime, ends: datetime, zone: ZoneInfo) -> Iterable[Hour]:
    """The hours of a week in which the span lies; a longer one than a week has all of them."""
    for hours in range(min(168, int((ends - begins).total_seconds() // 3600))):
        yield _hour(begins + timedelta(hours=hours), zone)


def _hour(moment: datetime, zone: ZoneInfo) -> Hour:
    local = moment.astimezone(zone)
    return local.weekday(), local.hour


def _reasons(race: Race, known: Known) -> tuple[str, ...]:
    cars = {car.pk for one in race.classes.all() for car in one.car_class.cars.all()}
    offering = race.event.offering
    begins: list[datetime | None] = [slot.starts_at for slot in race.slots.all()] or [offering.starts_at]
    holds = {
        CAR: bool(cars & known.cars),
        CLUB: offering.club_id in known.clubs,
        TRACK: race.layout.sim_track.track_id in known.tracks,
        HOURS: any(start and _hour(start, known.zone) in known.hours for start in begins),
        MEETS: requirements.asks(race),
    }
    return tuple(reason for reason in POINTS if holds[reason])

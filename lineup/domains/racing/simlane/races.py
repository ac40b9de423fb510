"""Events, made races, with their sessions, classes and slots; and the sign-up sheets of clubs."""

import json
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from lineup.core.carrying.luggage import Left
from lineup.core.carrying.records import Record
from lineup.core.foundation.errors import Refusal
from lineup.core.participation import offerings, pools
from lineup.core.participation.models import Offering
from lineup.domains.events import events
from lineup.domains.racing import race_classes, races, slots
from lineup.domains.racing.models import Licence, Race, RaceClass, Simulator, Slot
from lineup.domains.racing.simlane import catalogue, words
from lineup.domains.racing.simlane.luggage import Luggage

LONGEST_MINUTES = 7 * 24 * 60


def event(luggage: Luggage, record: Record) -> Race:
    """Make an event and its race, published unless it was a draft or cancelled."""
    simulator = luggage.found("simulator", record.key("simulator"))
    layout = luggage.found("simlayout", record.key("sim_layout", "layout"))
    club = luggage.club_of_event(record)
    starts_at, ends_at = _times(luggage, record)
    person = luggage.perhaps("user", record.key("organising_user"))
    if record.key("organising_club") and record.key("organising_user"):
        luggage.note(record, _("both a club and a person organise it: it is the club's, the person presides"))
    made = events.create(
        title=luggage.shortened(record, "name", 200, "title"),
        description=luggage.shortened(record, "description", 5000),
        club=club,
        source=_source(record, has_club=club is not None),
        visibility=_visibility(luggage, record, has_club=club is not None),
        president=person,
        starts_at=starts_at,
        ends_at=ends_at,
        time_zone=luggage.zone,
        capacity=None,
        by=luggage.by,
        at=luggage.at,
    )
    race = races.create(
        made, simulator=simulator, layout=layout, by=luggage.by, at=luggage.at, **_rules(luggage, record)
    )
    _set_sessions(luggage, race, record)
    _publish(luggage, race, record)
    return race


def _times(luggage: Luggage, record: Record) -> tuple[datetime | None, datetime | None]:
    """From the first instance to the end of the last; else its own date."""
    instances = luggage.said("eventinstance", "event", record.pk)
    starts = [one.moment("start_time", zone=luggage.zone) for one in instances]
    ends = [one.moment("end_time", zone=luggage.zone) for one in instances]
    begins = min(filter(None, starts), default=None) or record.moment("event_date", "start_date", zone=luggage.zone)
    over = max(filter(None, ends), default=None) or record.moment("end_date", zone=luggage.zone)
    return begins, over if begins and over and over > begins else None


def _source(record: Record, *, has_club: bool) -> str | None:
    said = record.text("event_source").lower()
    source = words.SOURCES.get(said) or words.OF_TYPE.get(record.text("type").lower())
    return None if source == Offering.Source.CLUB and not has_club else source


def _visibility(luggage: Luggage, record: Record, *, has_club: bool) -> str:
    """As it was; without a word of it seen by who has its address, and never by more than before."""
    said = record.text("visibility").lower()
    visibility = words.VISIBILITIES.get(said, Offering.Visibility.UNLISTED)
    if visibility == Offering.Visibility.CLUB_ONLY and not has_club:
        luggage.note(record, _("it was for a club's members, and no club offers it: it is private now"))
        return Offering.Visibility.PRIVATE
    return visibility


def _rules(luggage: Luggage, record: Record) -> dict[str, Any]:
    minutes, laps = _length(luggage, record)
    series = luggage.record("series", record.key("series"))
    ways = [record, series]
    return {
        "minutes": minutes,
        "laps": laps,
        "is_team_race": _is_team_race(luggage, record, series),
        "fair_share_percent": _share(next((one for one in ways if one.text("fair_share_pct")), record)),
        "stops_least": record.number("min_pit_stops", least=1, most=100),
        "safety_least": record.amount("min_safety_rating"),
        "skill_least": record.number("min_skill_rating", least=1, most=100_000),
        "licence_least": _licence(luggage, record),
        "requirement": _requirement(luggage, record),
        **_drivers(luggage, next((one for one in ways if one.text("max_drivers_per_entry")), record)),
    }


def _length(luggage: Luggage, record: Record) -> tuple[int | None, int | None]:
    """How long the race is by its session, or else by its first instance: in minutes or in laps, one of the two."""
    for one in luggage.said("eventsession", "event", record.pk):
        if one.text("session_type").lower() == words.SESSIONS["race"]:
            minutes = one.number("duration", least=1, most=LONGEST_MINUTES)
            laps = one.number("laps", least=1, most=1000)
            if minutes or laps:
                return minutes, None if minutes else laps
    for one in luggage.said("eventinstance", "event", record.pk):
        starts, ends = (one.moment(name, zone=luggage.zone) for name in ("start_time", "end_time"))
        if starts and ends and timedelta(minutes=1) <= ends - starts <= slots.LONGEST:
            return int((ends - starts).total_seconds() // 60), None
    raise Left(_("nothing says how long the race is: no session, and no instance that ends after it starts"))


def _is_team_race(luggage: Luggage, record: Record, series: Record) -> bool:
    for one in (record, series):
        if one.fields.get("is_team_event") is not None:
            return one.is_set("is_team_event")
    entered = luggage.said("eventparticipation", "event", record.pk)
    return any(one.text("participation_type", "entry_type").startswith("team") for one in entered)


def _share(record: Record) -> int | None:
    """In percent, also where it was said as a part of one."""
    share = record.amount("fair_share_pct")
    if share is None or share > 100:
        return None
    return max(1, round(share * 100 if share <= 1 else share))


def _drivers(luggage: Luggage, record: Record) -> dict[str, int | None]:
    least, most = (record.number(f"{one}_drivers_per_entry", least=1, most=20) for one in ("min", "max"))
    if least and most and least > most:
        luggage.note(record, _("it asked for more drivers at least than at most: neither is asked any more"))
        return {"drivers_least": None, "drivers_most": None}
    return {"drivers_least": least, "drivers_most": most}


def _licence(luggage: Luggage, record: Record) -> Licence | None:
    said = record.text("min_license_level", "min_licence_level")[: catalogue.LONGEST]
    if not said:
        return None
    simulator: Simulator = luggage.found("simulator", record.key("simulator"))
    found = Licence.objects.filter(simulator=simulator, name__iexact=said).first()
    if found is None:
        luggage.note(record, _("it asked for the licence %(name)s, which its simulator has not here") % {"name": said})
    return found


def _requirement(luggage: Luggage, record: Record) -> str:
    """What else it asked, as a line that drivers agree to: nothing here computes it."""
    said = record.fields.get("entry_requirements")
    if not said:
        return ""
    line = (
        " · ".join(f"{name}: {value}" for name, value in said.items()) if isinstance(said, dict) else json.dumps(said)
    )
    luggage.note(record, _("what else it required is a sentence now, to which drivers agree: nothing checks it"))
    return " ".join(line.split())[:500]


def _set_sessions(luggage: Luggage, race: Race, record: Record) -> None:
    said: list[dict[str, Any]] = []
    for one in luggage.said("eventsession", "event", record.pk):
        minutes, laps, kind = _session(one)
        if kind and (minutes or laps):
            said.append({"kind": kind, "minutes": minutes, "laps": None if minutes else laps})
    if said:
        races.set_sessions(race, said[: races.MOST_SESSIONS], by=luggage.by, at=luggage.at)


def _session(record: Record) -> tuple[int | None, int | None, str | None]:
    minutes = record.number("duration", least=1, most=LONGEST_MINUTES)
    return minutes, record.number("laps", least=1, most=1000), words.SESSIONS.get(record.text("session_type").lower())


def session(luggage: Luggage, record: Record) -> Race:
    """A part of a race comes along with it."""
    minutes, laps, kind = _session(record)
    if not kind or not (minutes or laps):
        raise Left(_("it says no kind, or neither minutes nor laps"))
    race: Race = luggage.along("event", record.key("event"))
    return race


def _publish(luggage: Luggage, race: Race, record: Record) -> None:
    said = record.text("status").lower()
    if said == words.CANCELLED:
        luggage.note(record, _("it was cancelled: it is kept as a draft"))
    elif race.event.offering.starts_at is None:
        luggage.note(record, _("it has no time: it is kept as a draft"))
    elif said != words.DRAFT:
        offerings.publish(race.event.offering, is_news=False, by=luggage.by, at=luggage.at)


def race_class(luggage: Luggage, record: Record) -> RaceClass:
    """Let a class of the catalogue race, of the name that it has there."""
    race = luggage.race(record.key("event"))
    generic = luggage.record("carclass", record.key("car_class"))
    found = catalogue.car_class(race.simulator, generic.text("name"), record.text("name"))
    if found is None:
        name = generic.text("name") or record.text("name")
        raise Left(_("the catalogue has no “%(name)s”: add it there, and run again") % {"name": name[:120] or "–"})
    known = race_classes.of(race).filter(car_class=found).first()
    if known is not None:
        return known
    most = record.number("max_entries", least=1, most=pools.MOST_PLACES)
    if most is None and len(luggage.said("eventclass", "event", record.key("event"))) == 1:
        most = luggage.record("event", record.key("event")).number("max_entries", least=1, most=pools.MOST_PLACES)
    return race_classes.add(race, found, most_entries=most, by=luggage.by, at=luggage.at)


def slot(luggage: Luggage, record: Record) -> Slot:
    """Offer a time at which the race is run."""
    race, zone = luggage.race(record.key("event")), luggage.zone
    return slots.add(
        race,
        starts_at=record.moment("start_time", zone=zone),
        ends_at=record.moment("end_time", zone=zone),
        opens_at=record.moment("registration_open", zone=zone),
        external_id=record.text("external_session_id", "external_id")[: slots.LONGEST_ID],
        by=luggage.by,
        at=luggage.at,
    )


def sheet(luggage: Luggage, record: Record) -> Race:
    """Let the race's own sign-up open and close as the club's sheet said; another club's sheet is left."""
    race = luggage.race(record.key("base_event", "event"))
    club = luggage.found("club", record.key("club"))
    if race.event.offering.club_id != club.pk:
        raise Left(_("the race is not offered by this club here: who signed up there signs up to the race itself"))
    opens_at = record.moment("signup_opens", zone=luggage.zone)
    closes_at = record.moment("signup_closes", "signup_deadline", zone=luggage.zone)
    try:
        race.pool = pools.change(race.pool, opens_at=opens_at, closes_at=closes_at, by=luggage.by, at=luggage.at)
    except Refusal as refusal:
        luggage.note(record, str(refusal))
    return race

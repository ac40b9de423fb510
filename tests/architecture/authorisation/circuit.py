"""Racing in the small world: a simulator with one of everything, and what its people made of it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from lineup.core.clubs.models import Club
from lineup.core.participation import places
from lineup.core.people.actors import Actor
from lineup.domains.events.models import Event
from lineup.domains.racing import (
    advert_answers,
    adverts,
    car_restrictions,
    forming,
    laps,
    profiles,
    proposals,
    race_classes,
    race_entries,
    races,
    ratings,
    seats,
    signups,
    slots,
    team_invitations,
    team_members,
    team_messages,
    teams,
    telemetry_keys,
)
from lineup.domains.racing import series as made_series
from lineup.domains.racing.catalogue import rows, sorts
from lineup.domains.racing.catalogue.sorts import SORTS
from lineup.domains.racing.entry_states import EntryAct
from lineup.domains.racing.formation import club as formed
from lineup.domains.racing.models import (
    CarStanding,
    PointsAdjustment,
    ProposedSeat,
    ProposedTie,
    Race,
    RaceClass,
    RaceEntry,
    RaceResults,
    ResultDriver,
    ResultLine,
    Series,
    Slot,
    StintPlan,
    TeamProposal,
    TelemetryFeed,
)
from tests.support import factories

# in every name that outsiders must not meet; world.py has the same
CANARY = "zqcanary7731"


def build(world: Any) -> None:
    """A simulator with one of everything, and two driver profiles of the holder: one for everybody, one not."""
    by, at, holder = world.by("holder"), world.at, world.someone("holder")
    made = catalogue(1, by=world.by("platform_admin"), at=at)
    simulator, layout, car = made["simulator"], made["layout"], made["sim_car"]
    for target in [name for name, found in world.keys.items() if "offering_id" in found]:
        world.keys[target] |= race(world, target, made, at=at)
    own = profiles.add(holder, simulator, platform_id="1", name="Own", by=by, at=at)
    seen = profiles.add(holder, simulator, platform_id="2", name="Seen", is_public=True, by=by, at=at)
    ratings.note(seen, skill=2000, by=by, at=at)
    own_lap, _seen_lap = (
        laps.note(one, layout=layout, car=car, milliseconds=90_000, by=by, at=at) for one in (own, seen)
    )
    made_teams(world)
    owner = world.by("club_owner")
    public = Race.objects.select_related("event__offering").get(pool=world.keys["public"]["race_pool"])
    shown = series(world.clubs["open"], "Series", [public], by=owner, at=at)
    hidden = series(world.clubs["hidden"], f"Series {CANARY}", audience="members", by=owner, at=at)
    for key, found in (("open", shown), ("hidden", hidden)):
        world.keys[key] |= {"series_id": found.pk, "adjustment": taken_off(found, f"Contact {found.name}.", at=at).pk}
    coach_wanted = adverts.put_up(
        kind="coach_wanted", simulator=simulator, text="Patient.", by=world.by("holder"), at=at
    )
    world.keys["racing"] = {
        "advert": coach_wanted.pk,
        "advert_answer": advert_answers.give(coach_wanted, "I teach.", by=owner, at=at).pk,
        "team_invitation": world.keys["open_team"]["team_invitation"],
        "team_link": world.keys["open_team"]["team_link"],
        "simulator": simulator.slug,
        "sort": SORTS[0].slug,
        "row": simulator.pk,
        "profile": own.pk,
        "lap": own_lap.pk,
        "public_profile": seen.pk,
        "layout": layout.pk,
        "sim_car": car.pk,
    }


def made_teams(world: Any) -> None:
    """Two teams of the open club, one of them hidden, the holder in both; and one in the bin."""
    by, at, club = world.by("club_owner"), world.at, world.clubs["open"]
    for target in ("open_team", "hidden_team"):
        shown = target == "open_team"
        logo = default_storage.save(f"team-logos/{target}.webp", ContentFile(b"RIFF"))
        name = "Open team" if shown else f"Team {CANARY}"
        team = teams.create(name=name, club=club, is_public=shown, logo=logo, by=by, at=at)
        email = world.someone("invited").email
        asked = team_invitations.invite(team, email=email, by=by, at=at)
        world.keys[target] = {
            "slug": team.slug,
            "team_member": team_members.admit(team, world.someone("holder"), role="driver", by=by, at=at).pk,
            "team_message": team_messages.write(team, f"Practice {CANARY}.", by=by, at=at).pk,
            "own_invitation": asked.pk,
            "team_invitation": asked.pk,
            "team_link": team_invitations.mint_link(asked),
            "team_logo": logo.removeprefix("team-logos/"),
        }
    gone = teams.create(name=f"Gone {CANARY}", club=club, by=by, at=at)
    teams.discard(gone, by=by, at=at)
    world.keys["binned_team"] = {"slug": gone.slug}


def race(world: Any, target: str, made: dict[str, Any], *, at: datetime) -> dict[str, Any]:
    """Make the event of this target a race, with a class and a slot."""
    event = Event.objects.select_related("offering").get(pk=world.keys[target]["offering_id"])
    by = world.by("organiser" if target == "personal" else "club_owner")
    layout = made["layout"]
    found = races.create(event, simulator=made["simulator"], layout=layout, minutes=60, by=by, at=at)
    race_class = race_classes.add(found, made["car_class"], most_entries=30, by=by, at=at)
    car_restrictions.put(found, made["sim_car"], fuel_percent=90, by=by, at=at)
    slot = slots.add(found, starts_at=at + timedelta(days=20), by=by, at=at)
    if target in ("public", "members", "private"):
        places.add(found.pool, world.someone("holder"), by=by, at=at)
    entered = entry(found, race_class, "Entered" if target == "public" else f"Entered {CANARY}", by=by, at=at)
    drafted = proposal(found, slot, "Proposed" if target == "public" else f"Proposed {CANARY}", by=by, at=at)
    plan(entered, 1, at=at)
    driven = results(found, "Entered" if target == "public" else f"Entered {CANARY}", at=at)
    key, _secret = telemetry_keys.make(found, by=by, at=at)
    standing(entered, 1, at=at)
    return {
        "telemetry_key": key.pk,
        "result_set": driven.pk,
        "line": driven.lines.get().pk,
        "plan_version": 1,
        "fault": "0" * 32,
        "proposal": drafted.pk,
        "proposed_team": drafted.teams.get().pk,
        "seat": drafted.seats.exclude(team=None).get().pk,
        "tie": drafted.ties.get().pk,
        "entry": entered.pk,
        "entry_act": "disqualification",
        "race_pool": found.pool_id,
        "race_class": race_class.pk,
        "slot": slot.pk,
        "layout": layout.pk,
        "car_class": made["car_class"].pk,
        "sim_car": made["sim_car"].pk,
    }


def standing(entry: RaceEntry, position: int, *, at: datetime) -> None:
    """Let a timing tool have told where the entry was at this instant."""
    TelemetryFeed.objects.filter(race=entry.race_id).update(told_at=at, heard_at=at)
    CarStanding.objects.create(entry=entry, told_at=at, position=position, laps_done=9)


def entry(race: Race, race_class: RaceClass, name: str, *, by: Actor, at: datetime) -> RaceEntry:
    """Enter a team of this name, with one driver, confirmed."""
    places.add(race.pool, factories.guest(f"Drives for {name}"), by=by, at=at)
    made = race_entries.add_temporary(race, name, race_class=race_class, by=by, at=at)
    newest = seats.free(race).order_by("-created_at", "-pk")[0]
    seats.set_line_up(made, [(newest, "driver")], by=by, at=at)
    return race_entries.move(made, EntryAct.CONFIRM, by=by, at=at)


def proposal(race: Race, slot: Slot, name: str, *, by: Actor, at: datetime) -> TeamProposal:
    """Propose one team of a driver with this name, as a search would have; a friend of theirs is left out."""
    places.add(race.pool, factories.guest(f"Friend of {name}"), by=by, at=at)
    friend = seats.free(race).order_by("-created_at", "-pk")[0]
    places.add(race.pool, factories.guest(name), by=by, at=at)
    driver = seats.free(race).exclude(pk=friend.pk).order_by("-created_at", "-pk")[0]
    driver.race = race
    signups.change(driver, drive=[(slot.starts_at, slot.ends_at)], by=by, at=at)
    asked = {"teams_count": 1, "seats_least": 1, "seats_best": 1, "seats_most": 2}
    made = proposals.order(race, [driver], by=by, at=at, **asked)
    car = race_classes.cars(race)[0]
    forming.keep(made, [formed.Team("team-1", str(slot.pk), str(car.pk), (str(driver.pk),))])
    TeamProposal.objects.filter(pk=made.pk).update(state=TeamProposal.State.DONE)
    ProposedSeat.objects.create(proposal=made, signup=friend)
    ProposedTie.objects.create(proposal=made, one=driver, other=friend, bond="together")
    return made


def plan(entry: RaceEntry, version: int, *, at: datetime) -> StintPlan:
    """A version of the entry's stint plan, with nothing in it."""
    asked = {"green_flag_at": at, "minutes": 60, "litres_per_lap": 3}
    return StintPlan.objects.create(entry=entry, version=version, status="ready", created_at=at, **asked)


def results(race: Race, name: str, number: int = 1, *, at: datetime) -> RaceResults:
    """Published results of a practice: nobody's place changes by it."""
    made = RaceResults.objects.create(
        race=race, kind="practice", number=number, source="acc", sha256="0" * 64, imported_at=at, published_at=at
    )
    result_line(made, name)
    return made


def result_line(results: RaceResults, name: str) -> ResultLine:
    """One more car, with a driver and two laps."""
    position = results.lines.count()
    laps = [[90_000 + position, 0, True], [91_000, 0, True]]
    line = ResultLine.objects.create(
        results=results,
        position=position,
        number=str(position),
        team=name,
        laps_done=2,
        total_ms=181_000 + position,
        best_lap_ms=90_000 + position,
        status="finished",
        laps=laps,
    )
    ResultDriver.objects.create(line=line, position=0, name=f"Drives {name}")
    return line


def series(club: Club, name: str, races: Sequence[Race] = (), *, by: Actor, at: datetime, **values: Any) -> Series:
    """A series of the club with these races."""
    made = made_series.create(club, name=name, points=[3, 2, 1], by=by, at=at, **values)
    made_series.set_rounds(made, races, by=by, at=at)
    return made


def taken_off(series: Series, reason: str, *, at: datetime) -> PointsAdjustment:
    """A point taken off a team."""
    return PointsAdjustment.objects.create(series=series, team="Blue", points=-1, reason=reason, created_at=at)


def catalogue(number: int, simulator: Any = None, *, by: Actor, at: datetime) -> dict[str, Any]:
    """One more row of each sort, of the simulator or of a new one."""

    def made(sort: str, **values: Any) -> Any:
        return rows.create(sorts.find(sort), by=by, at=at, **values)

    simulator = simulator or made("simulators", slug=f"sim-{number}", name=f"Simulator {number}")
    car = made("cars", slug=f"car-{number}", maker="Maker", name=f"Car {number}", category="GT3")
    track = made("tracks", slug=f"track-{number}", name=f"Track {number}", country="BE")
    sim_car = made("sim-cars", simulator=simulator, car=car)
    sim_track = made("sim-tracks", simulator=simulator, track=track)
    return {
        "simulator": simulator,
        "sim_car": sim_car,
        "layout": made("layouts", sim_track=sim_track, name="Full", length_m=5000),
        "licence": made("licences", simulator=simulator, name=f"Licence {number}", rank=number % 100),
        "car_class": made("classes", simulator=simulator, name=f"Class {number}", cars=[sim_car]),
    }

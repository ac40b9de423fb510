"""More of everything that lists of racing show."""

from datetime import timedelta

from lineup.core.foundation import clock
from lineup.core.participation import places
from lineup.domains.racing import (
    advert_answers,
    adverts,
    car_restrictions,
    laps,
    profiles,
    race_control,
    races,
    ratings,
    seats,
    slots,
    team_invitations,
    team_members,
    team_messages,
    teams,
)
from lineup.domains.racing.catalogue import looking, rows
from lineup.domains.racing.models import (
    Advert,
    CarClass,
    ProposedSeat,
    ProposedTeam,
    ProposedTie,
    Race,
    RaceEntry,
    RaceResults,
    Series,
    SimProfile,
    TeamProposal,
)
from tests.architecture.authorisation import circuit
from tests.architecture.authorisation.world import World
from tests.support import factories

# of the profiles of one person there are never more
MOST_PROFILES, MOST_SLOTS, MOST_SEATS, MOST_PROPOSALS, MOST_ENTRIES = 28, 28, 28, 28, 28


def grow(world: World, number: int) -> None:
    """One more row of each sort, in the simulator and as a simulator; one more rating, lap and profile."""
    by, at, owner = world.by("platform_admin"), clock.now(), world.someone("club_owner")
    simulator = looking.find(world.keys["racing"]["simulator"])
    made = circuit.catalogue(number + 10, simulator, by=by, at=at)
    circuit.catalogue(number + 110, by=by, at=at) if number < 80 else None
    for profile in ("profile", "public_profile"):
        driver = SimProfile.objects.get(pk=world.keys["racing"][profile])
        ratings.note(driver, skill=number, by=by, at=at)
        laps.note(driver, layout=made["layout"], car=made["sim_car"], milliseconds=90_000, by=by, at=at)
    race = Race.objects.select_related("event__offering").get(pool=world.keys["public"]["race_pool"])
    car_class = CarClass.objects.get(pk=world.keys["public"]["car_class"])
    rows.change(car_class, cars=[*car_class.cars.all(), made["sim_car"]], by=by, at=at)
    own, owner_by = world.keys["open_team"], world.by("club_owner")
    team = teams.find_visible(owner, own["slug"])
    team_members.admit(team, factories.member(f"Drives {number}"), role="driver", by=owner_by, at=at)
    team_invitations.invite(team, email=f"drives{number}@example.org", by=owner_by, at=at)
    message = team_messages.write(team, f"Message {number}", by=owner_by, at=at + timedelta(minutes=number))
    team_messages.pin(message, is_pinned=number < team_messages.MOST_PINNED, by=owner_by, at=at)
    seeker = factories.actor(factories.member(f"Seeks {number}"))
    adverts.put_up(kind="coach_offered", simulator=simulator, text=f"Advert {number}", by=seeker, at=at)
    advert_answers.give(Advert.objects.get(pk=world.keys["racing"]["advert"]), "I do.", by=seeker, at=at)
    teams.create(name=f"Team {number}", by=owner_by, at=at)
    places.add(race.pool, factories.guest(f"Signs up {number}"), by=by, at=at)
    race_class = race.classes.select_related("car_class", "pool").first()
    if number < MOST_ENTRIES:
        entered = circuit.entry(race, race_class, f"Entered {number}", by=owner_by, at=at)
        circuit.standing(entered, number + 2, at=race.feed.told_at)
    entry = RaceEntry.objects.get(pk=world.keys["public"]["entry"])
    entry.race = race
    circuit.plan(entry, number + 2, at=at)
    race_control.say(race, kind="incident", sentence=f"Incident {number}.", by=owner_by, at=at)
    circuit.results(race, f"Ran {number}", number + 2, at=at)
    circuit.result_line(RaceResults.objects.get(pk=world.keys["public"]["result_set"]), f"Ran {number}")
    circuit.series(world.clubs["open"], f"Series {number}", by=owner_by, at=at)
    circuit.taken_off(Series.objects.get(pk=world.keys["open"]["series_id"]), f"Contact {number}.", at=at)
    car_restrictions.put(race, made["sim_car"], fuel_percent=90, by=owner_by, at=at)
    slot = race.slots.first()
    if number < MOST_PROPOSALS:
        circuit.proposal(race, slot, f"Proposed {number}", by=owner_by, at=at)
    drafted = TeamProposal.objects.get(pk=world.keys["public"]["proposal"])
    newest = seats.free(race).order_by("-created_at", "-pk")[0]
    team = ProposedTeam.objects.create(
        proposal=drafted, position=number + 2, name=f"Team {number}", slot=slot, car=made["sim_car"]
    )
    ProposedSeat.objects.create(proposal=drafted, signup=newest, team=team)
    first = drafted.seats.exclude(signup=newest).first()
    ProposedTie.objects.create(proposal=drafted, one=first.signup, other=newest, bond="together")
    if number < MOST_SEATS:
        places.add(race.pool, factories.guest(f"Spots {number}"), by=by, at=at)
        there = [(seat.signup, seat.role) for seat in seats.of(entry)]
        newest = seats.free(race).order_by("-created_at", "-pk")[0]
        seats.set_line_up(entry, [*there, (newest, "spotter")], by=owner_by, at=at)
    if number < MOST_SLOTS:
        slots.add(race, starts_at=clock.now() + timedelta(days=30, hours=number), by=by, at=at)
    races.set_weather(race, [{"minute": minute} for minute in range(number + 1)], by=by, at=at)
    if number < MOST_PROFILES:
        profiles.add(owner, simulator, platform_id=f"o{number}", name="Own", by=by, at=at)

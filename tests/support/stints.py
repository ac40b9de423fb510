"""A team that drives in a race by a stint plan, its drivers linked to Discord."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from lineup.core.clubs.models import Club
from lineup.core.people import discord_links
from lineup.core.people.actors import Actor
from lineup.core.people.discord_links import Arrival
from lineup.domains.events import events
from lineup.domains.racing import race_classes, race_entries, races, seats, signups, stint_plans
from lineup.domains.racing.entry_states import EntryAct
from lineup.domains.racing.models import PlannedStint, RaceEntry, StintPlan
from tests.architecture.authorisation import circuit
from tests.support import factories

MINUTE = timedelta(minutes=1)
STINT_MINUTES = 60


def entry(club: Club, drivers: dict[str, int], *, starts_at: datetime, by: Actor, at: datetime) -> RaceEntry:
    """Return the confirmed entry of team Blue in a race of the club; `drivers`: Discord ids by name, 0 for none."""
    made = circuit.catalogue(1, by=factories.actor(factories.admin()), at=at)
    values = {"club": club, "starts_at": starts_at, "ends_at": starts_at + timedelta(hours=24)}
    event = events.create(title="24 h of Spa", by=by, at=at, **values)
    factories.published(event.offering, by=by, at=at)
    race = races.create(event, simulator=made["simulator"], layout=made["layout"], minutes=1440, by=by, at=at)
    race_class = race_classes.add(race, made["car_class"], most_entries=9, by=by, at=at)
    sent = race_entries.add_temporary(race, "Blue", race_class=race_class, by=by, at=at)
    rows = [(_signed_up(race, name, number, at), "driver") for name, number in drivers.items()]
    seats.set_line_up(sent, rows, by=by, at=at)
    return race_entries.move(sent, EntryAct.CONFIRM, by=by, at=at)


def _signed_up(race: Any, name: str, number: int, at: datetime) -> Any:
    person = factories.member(name)
    by = factories.actor(person)
    if number:
        discord_links.link(person.account, Arrival(str(number), name.lower()), by=by, at=at)
    return signups.sign_up(race, person, by=by, at=at)


def in_force(
    entry: RaceEntry, said: Sequence[tuple[str, float]], *, by: Actor, at: datetime, **values: Any
) -> StintPlan:
    """Return a plan that holds from now on: who drives, and from how many minutes after `at`."""
    signed = {seat.signup.person.name: seat.signup for seat in seats.of(entry)}
    asked = {"green_flag_at": at, "minutes": 1440, "litres_per_lap": 3, "status": StintPlan.Status.READY, **values}
    plan = stint_plans.begin(entry, by, at, **asked)
    for number, (name, minutes) in enumerate(said, 1):
        begins = at + minutes * MINUTE
        ends = at + said[number][1] * MINUTE if number < len(said) else begins + STINT_MINUTES * MINUTE
        PlannedStint.objects.create(
            plan=plan, number=number, driver=signed[name], starts_at=begins, ends_at=ends, laps=24, litres=60
        )
    return stint_plans.use(stint_plans.find(entry, plan.version), by=by, at=at)

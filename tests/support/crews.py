"""A team entered in a race of three hours at Spa, its drivers with hours and laps: what a stint plan is made of."""

from collections.abc import Sequence
from datetime import timedelta

from lineup.core.clubs.models import Club
from lineup.core.foundation import clock
from lineup.core.people.models import Person
from lineup.domains.events import events
from lineup.domains.racing import (
    laps,
    profiles,
    race_classes,
    race_entries,
    races,
    seats,
    signups,
    slots,
    team_members,
    teams,
)
from lineup.domains.racing.models import Race, RaceEntry
from tests.architecture.authorisation import circuit
from tests.support import factories

LAP_MS = 138_456


def race(organiser: Person, *, club: Club | None = None) -> Race:
    """Return a published race of three hours in nine days, with its slot and a class of which one car is known."""
    by, at = factories.actor(organiser), clock.now()
    made = circuit.catalogue(1, by=factories.actor(factories.admin()), at=at)
    event = events.create(title="6 h of Spa", club=club, starts_at=at + timedelta(days=9), by=by, at=at)
    factories.published(event.offering, by=by, at=at)
    values = {"simulator": made["simulator"], "layout": made["layout"], "minutes": 180, "tank_litres": 60}
    found = races.create(event, by=by, at=at, **values)
    race_classes.add(found, made["car_class"], most_entries=5, by=by, at=at)
    slots.add(found, starts_at=at + timedelta(days=9), by=by, at=at)
    return found


def entered(manager: Person, names: Sequence[str], *, organiser: Person) -> RaceEntry:
    """Return the entry of the manager's team, not sent in yet, with drivers of these names in its line-up."""
    entered_in, at, own = race(organiser), clock.now(), factories.actor(manager)
    race_class, slot, car = race_classes.of(entered_in)[0], slots.of(entered_in)[0], race_classes.cars(entered_in)[0]
    team = teams.create(name="Blue Team", by=own, at=at)
    entry = race_entries.propose(entered_in, team, by=own, at=at, race_class=race_class, slot=slot, car=car)
    rows = []
    for name in names:
        person = factories.member(name)
        me, hours = factories.actor(person), [(slot.starts_at, slot.ends_at)]
        rows.append(signups.sign_up(entered_in, person, by=me, at=at, drive=hours, spot=hours))
        team_members.admit(team, person, role="driver", by=own, at=at)
        profile = profiles.add(person, entered_in.simulator, platform_id=name, name=name, by=me, at=at)
        laps.note(profile, layout=entered_in.layout, car=car, milliseconds=LAP_MS, by=me, at=at)
    seats.set_line_up(entry, [(row, "driver") for row in rows], by=own, at=at)
    return entry

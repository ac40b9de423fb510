"""The crews of the demo's race: teams of who signed up first, entered; the first of them plans its stints."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from lineup.core.people.actors import Actor
from lineup.domains.events.models import Event
from lineup.domains.racing import (
    adverts,
    race_classes,
    race_entries,
    races,
    seats,
    signups,
    slots,
    stint_problems,
    stint_searching,
    team_members,
    team_messages,
    teams,
)
from lineup.domains.racing.entry_states import EntryAct
from lineup.domains.racing.models import EntrySeat, Race, RaceEntry, Signup, Team
from lineup.domains.racing.stint_searching import Wanted

CREWS = ("Paris Rouge", "Paris Bleu", "Les Matinaux")
OF_A_CREW = 4
ANSWERED = ("Je prends la nuit, si personne ne la veut.", "Fine for me. I bring the set-up for rain.")
ADVERTS = (
    ("team_wanted", "Two evenings a week, **likes rain** and long stints; no night, please."),
    ("coach_offered", "Je roule depuis dix ans en endurance : une heure de conseils sur vos traces, le mardi soir."),
    ("coach_wanted", "I lose a second in the last sector and don't see where. An evening would do."),
)
LITRES_PER_LAP, USUAL_LAP_MS = Decimal("3.4"), 139_500


def form(event: Event, by: Actor, *, at: datetime) -> None:
    """Put the first who signed up to the race, if the event is one, into crews that enter it."""
    race = races.of(event)
    if race is None:
        return
    people = list(signups.of(race))
    for number, name in enumerate(CREWS):
        crew = people[number * OF_A_CREW : (number + 1) * OF_A_CREW]
        if len(crew) == OF_A_CREW:
            entry = entered(race, name, crew, by, at - timedelta(days=1))
            if not number:
                _plan(entry, crew, by, at)
                _talk(entry, crew, by, at)
    _look_around(race, people[len(CREWS) * OF_A_CREW :], at)


def entered(race: Race, name: str, crew: Sequence[Signup], by: Actor, at: datetime) -> RaceEntry:
    """Return the confirmed entry of a new team of these, in the first slot of the race."""
    team = teams.create(name=name, event=race.event, by=by, at=at)
    for row in crew:
        team_members.admit(team, row.person, role="driver", by=by, at=at)
    asked = {"race_class": race_classes.of(race)[0], "slot": slots.of(race)[0], "car": race_classes.cars(race)[0]}
    entry = race_entries.add(race, team.participant, contact=by.human, by=by, at=at, **asked)
    seats.set_line_up(entry, [(row, EntrySeat.Role.DRIVER) for row in crew], by=by, at=at)
    return race_entries.move(entry, EntryAct.CONFIRM, by=by, at=at)


def _talk(entry: RaceEntry, crew: Sequence[Signup], by: Actor, at: datetime) -> None:
    """Let the crew write to each other, with one message pinned."""
    team = Team.objects.get(pk=entry.participant_id)
    said = team_messages.write(team, "Practice on **Thursday at 20:00**, full tank.", by=by, at=at - timedelta(hours=9))
    team_messages.pin(said, is_pinned=True, by=by, at=at)
    for hours, row in enumerate(crew[:2], 6):
        me = Actor(row.person, channel="import")
        team_messages.write(team, ANSWERED[hours % 2], by=me, at=at - timedelta(hours=hours))


def _look_around(race: Race, people: Sequence[Signup], at: datetime) -> None:
    """Put adverts on the board: who was left out looks for a team, a coach, or offers to be one."""
    for number, (row, (kind, text)) in enumerate(zip(people, ADVERTS, strict=False)):
        me, when = Actor(row.person, channel="import"), at - timedelta(hours=5 + number)
        adverts.put_up(kind=kind, simulator=race.simulator, race=race, text=text, by=me, at=when)


def _plan(entry: RaceEntry, crew: Sequence[Signup], by: Actor, at: datetime) -> None:
    """Let each be away for another quarter of the race, and have a plan searched for."""
    assert entry.slot
    begins, ends = entry.slot.starts_at, entry.slot.ends_at
    quarter = (ends - begins) / len(crew)
    for number, row in enumerate(crew):
        away = (begins + number * quarter, begins + (number + 1) * quarter)
        here = [span for span in ((begins, away[0]), (away[1], ends)) if span[0] < span[1]]
        said = {"drive": here, "spot": here, "stint_minutes_most": 200, "rest_minutes_least": 60}
        signups.change(row, by=Actor(row.person, channel="import"), at=at, **said)
    best = stint_problems.lap_times(entry, [row.person_id for row in crew])
    paces = {row.pk: best.get(row.person_id, USUAL_LAP_MS) for row in crew}
    stint_searching.propose(entry, Wanted(LITRES_PER_LAP, paces), by=by, at=at)

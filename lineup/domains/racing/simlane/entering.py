"""Entries made of SimLane's records, and who sits in them: one entry of a team, however many rows told of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from lineup.core.carrying.luggage import Left
from lineup.core.carrying.records import Record
from lineup.core.people.models import Participant, Person
from lineup.domains.racing import entry_rights, entry_states, race_classes, race_entries, signups
from lineup.domains.racing.entry_states import EntryStatus
from lineup.domains.racing.models import EntrySeat, Race, RaceClass, RaceEntry, Signup, SimCar, Team
from lineup.domains.racing.signup_states import Status
from lineup.domains.racing.simlane import catalogue, words
from lineup.domains.racing.simlane.luggage import Luggage

CARS = ("assigned_car", "selected_car", "sim_car", "assigned_sim_car")
CLASSES = ("assigned_class", "selected_class", "event_class")
INSTANCES = ("assigned_instance", "selected_instance")


@dataclass(frozen=True)
class Told:
    """What the rows of an entry say of it together."""

    status: EntryStatus
    rows: tuple[Record, ...]

    def key(self, *names: str) -> str:
        """Return what the first row that says it says in these fields."""
        return next(filter(None, (row.key(*names) for row in self.rows)), "")


def of_team(luggage: Luggage, race: Race, team_key: str) -> RaceEntry:
    """Return the team's entry, made where there is none; how far it came and what it drives by all that tells of it."""
    team: Team = luggage.found("team", team_key)
    known = entry_rights.of(race).filter(participant=team.participant).order_by("-created_at", "-pk").first()
    if known is not None:
        known.race = race
        return known
    told = _told(luggage, race, team_key)
    contact = team.owner or _manager(team) or luggage.by.human
    return _made(luggage, race, team.participant, contact, told)


def _manager(team: Team) -> Person | None:
    row = team.members.filter(can_manage_entries=True).select_related("person").order_by("joined_at", "pk").first()
    return row.person if row else None


def _told(luggage: Luggage, race: Race, team_key: str) -> Told:
    rows = list(_rows(luggage, race, team_key))
    # a row of the team itself holds, whatever its drivers' rows say
    own = [status for row, status in rows if row.model == "eventparticipation" and not row.key("user")]
    furthest = max((status for _row, status in rows), key=words.FURTHEST.index)
    status = own[0] if own else furthest
    return Told(status, tuple(sorted((row for row, _status in rows), key=lambda row: bool(row.key("user")))))


def _rows(luggage: Luggage, race: Race, team_key: str) -> Iterator[tuple[Record, EntryStatus]]:
    is_it = luggage.is_of(race)
    for row in luggage.teams_said.get(team_key, ()):
        if not is_it(row):
            continue
        if row.model == "eventparticipation":
            yield row, words.ENTRIES.get(row.text("status").lower(), EntryStatus.PENDING)
        elif row.model == "evententry":
            yield row, of_old_entry(luggage, row)
        else:
            yield row, EntryStatus.PENDING


def of_old_entry(luggage: Luggage, record: Record) -> EntryStatus:
    """Return where an entry of the older model stands, which has no status: raced once its event was over."""
    over = luggage.record("event", record.key("event")).text("status").lower() == words.OVER
    return EntryStatus.RACED if over else EntryStatus.CONFIRMED


def of_driver(luggage: Luggage, race: Race, person: Person, status: EntryStatus, *rows: Record) -> RaceEntry:
    """Return a new entry of a single driver. Raises EnteredAlready."""
    return _made(luggage, race, person.participant, person, Told(status, rows))


def _made(luggage: Luggage, race: Race, participant: Participant, contact: Person, told: Told) -> RaceEntry:
    car: SimCar | None = luggage.perhaps("simcar", told.key(*CARS))
    race_class = _class(luggage, race, told, car)
    slot = luggage.perhaps("eventinstance", told.key(*INSTANCES))
    if car is not None and not race_class.car_class.cars.filter(pk=car.pk, is_active=True).exists():
        facts = {"car": car, "name": race_class}
        luggage.note(told.rows[0], _("“%(car)s” doesn't race in the class %(name)s: the entry has no car") % facts)
        car = None
    return race_entries.stand(
        race,
        participant,
        told.status,
        contact=contact,
        race_class=race_class,
        car=car,
        slot=slot if slot is not None and slot.race_id == race.pk else None,
        number=_number(luggage, race, told),
        by=luggage.by,
        at=luggage.at,
    )


def _class(luggage: Luggage, race: Race, told: Told, car: SimCar | None) -> RaceClass:
    """The class that is said, or that of the car, or the only one. Raises Left where none of it is known."""
    chosen = luggage.perhaps("eventclass", told.key(*CLASSES))
    classes = list(race_classes.of(race))
    with_car = [row for row in classes if car is not None and row.car_class.cars.filter(pk=car.pk).exists()]
    found = [chosen] if chosen in classes else with_car or (classes if len(classes) == 1 else [])
    if not found and car is not None and not classes:
        of_catalogue = catalogue.class_of(car)
        found = [race_classes.add(race, of_catalogue, by=luggage.by, at=luggage.at)] if of_catalogue else []
    if not found:
        raise Left(_("nothing says in which class it races: add one with its car to the race, and run again"))
    row: RaceClass = found[0]
    row.pool.offering = race.event.offering
    return row


def _number(luggage: Luggage, race: Race, told: Told) -> str:
    said = told.key("car_number").lstrip("#")
    if not said or told.status == EntryStatus.WITHDRAWN:
        return ""
    taken = RaceEntry.objects.filter(race=race, number=said).exclude(status=EntryStatus.WITHDRAWN)
    if not race_entries.NUMBER.fullmatch(said) or taken.exists():
        luggage.note(told.rows[0], _("number %(number)s is taken, or none: it gets another") % {"number": said[:10]})
        return ""
    return said


def seat(luggage: Luggage, entry: RaceEntry, signup: Signup, role: str, wanted: Status) -> None:
    """Let somebody sit in the entry, and move their participation on to where it stood, as far as the entry did."""
    acts = entry_states.JOINING.get(entry.status, entry_states.JOINING[EntryStatus.CONFIRMED])
    if entry.status in entry_states.SHOWN:
        acts = (*acts, *words.AFTER_ENTERED.get(wanted, ()))
    signups.move_all([signup], acts, by=luggage.by, at=luggage.at)
    EntrySeat.objects.create(entry=entry, signup=signup, role=role, created_at=luggage.at)


def allocation(luggage: Luggage, record: Record) -> RaceEntry:
    """Make the entry of a team to which drivers were allocated."""
    return of_team(luggage, luggage.race(record.key("club_event"), "clubevent"), record.key("team"))


def allocated(luggage: Luggage, record: Record) -> EntrySeat:
    """Seat somebody who was allocated to a team, or give them their role in it."""
    signup: Signup = luggage.found("eventsignup", record.key("event_signup"))
    entry: RaceEntry = luggage.found("teamallocation", record.key("team_allocation"))
    role = words.SEATS.get(record.text("role").lower() or "driver")
    if role is None:
        raise Left(_("there is no role “%(role)s”") % {"role": record.text("role")[:40]})
    known = EntrySeat.objects.filter(signup=signup).first()
    if known is None:
        if signup.race_id != entry.race_id:
            raise Left(_("it is of another race than who it allocates"))
        signup.race = entry.race
        seat(luggage, entry, signup, role, Status.TEAM_ASSIGNED)
        return EntrySeat.objects.get(signup=signup)
    if known.entry_id != entry.pk:
        raise Left(_("%(name)s sits in another entry of this race") % {"name": signup.person.name})
    known.role = role
    known.save(update_fields=["role"])
    return known

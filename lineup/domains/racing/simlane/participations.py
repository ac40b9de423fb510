"""Participations, older sign-ups and older entries, made sign-ups with their places, seats and entries."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from lineup.core.carrying.luggage import Left
from lineup.core.carrying.records import Record
from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Refusal
from lineup.core.participation import elsewhere, places
from lineup.core.people.models import Person
from lineup.domains.racing import race_classes, requirements, signups
from lineup.domains.racing.availability import Span
from lineup.domains.racing.entry_states import EntryStatus
from lineup.domains.racing.models import EntrySeat, Race, RaceEntry, Signup, Slot
from lineup.domains.racing.signup_states import Status
from lineup.domains.racing.simlane import entering, words
from lineup.domains.racing.simlane.luggage import Luggage

# one table of both models: what a person's sign-up says, by the field that it stands in
SEAT_FROM = ("entry_type", "role")


@dataclass(frozen=True)
class Wish:
    """What a row says of somebody in a race: how far they came, with which team."""

    record: Record
    said: str
    team: str = ""
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def stage(self) -> Status:
        return words.STAGES[self.said]


def participation(luggage: Luggage, record: Record) -> Signup | RaceEntry:
    """Make what a participation is: a person's sign-up, seated with the team it names; or a team's entry."""
    race = luggage.race(record.key("event"))
    said = record.text("status").lower() or "interested"
    if said not in words.STAGES:
        raise Left(_("there is no status “%(status)s”") % {"status": said[:40]})
    user, team = record.key("user"), luggage.team_of(record)
    if not user and not team:
        raise Left(_("it says neither who takes part, nor which team"))
    if not user:
        return entering.of_team(luggage, race, team)
    if record.key("team"):
        luggage.note(record, _("both a person and a team: the person signed up, and sits in the team's entry"))
    return _signed_up(
        luggage, race, luggage.found("user", user), Wish(record, said, team, _values(luggage, race, record))
    )


def old_signup(luggage: Luggage, record: Record) -> Signup:
    """Make a sign-up of the older model, which knows no status: in a team, or signed up."""
    race = luggage.race(record.key("club_event"), "clubevent")
    team = record.key("assigned_team")
    wish = Wish(record, "team_assigned" if team else "signed_up", team, _values(luggage, race, record))
    return _signed_up(luggage, race, luggage.found("user", record.key("user")), wish)


def old_entry(luggage: Luggage, record: Record) -> RaceEntry:
    """Make an entry of the older model: of its team, its user in it; or of its user alone."""
    race = luggage.race(record.key("event"))
    team, user = record.key("team"), record.key("user")
    if not team and not user:
        raise Left(_("it says neither who takes part, nor which team"))
    if not user:
        return entering.of_team(luggage, race, team)
    if not team and race.is_team_race:
        raise Left(_("drivers share a car in this race, and it names no team"))
    person = luggage.found("user", user)
    said = {EntryStatus.RACED: "participated"}.get(entering.of_old_entry(luggage, record), "confirmed")
    signup = signups.held(race, person) or _signed_up(luggage, race, person, Wish(record, said, team))
    seat = EntrySeat.objects.filter(signup=signup).select_related("entry").first()
    if seat is None:
        raise Left(_("%(name)s takes part in this race already, as it is told elsewhere") % {"name": person.name})
    return seat.entry


def _signed_up(luggage: Luggage, race: Race, person: Person, wish: Wish) -> Signup:
    if signups.held(race, person) is not None:
        raise Left(_("%(name)s takes part in this race already, as it is told elsewhere") % {"name": person.name})
    _note_requirement(luggage, race, person, wish)
    row = _placed(luggage, race, person, wish.stage)
    row = signups.change(row, by=luggage.by, at=luggage.at, **wish.values) if wish.values else row
    if wish.stage in (Status.INTERESTED, Status.WAITLIST, Status.WITHDRAWN):
        return row
    if not _seated(luggage, race, row, wish):
        _without_entry(luggage, row, wish)
    return row


def _placed(luggage: Luggage, race: Race, person: Person, stage: Status) -> Signup:
    by, at = luggage.by, luggage.at
    if stage == Status.INTERESTED:
        Signup.objects.create(race=race, person=person, created_at=at, updated_at=at)
    elif stage == Status.WAITLIST:
        elsewhere.requested(race.pool, person, by=by, at=at)
    elif stage == Status.WITHDRAWN:
        elsewhere.withdrawn(race.pool, person, by=by, at=at)
    else:
        places.add_groups(race.pool, [(person, ())], quiet=True, by=by, at=at)
    row = signups.held(race, person)
    if row is None:
        raise Left(_("it could not be signed up here"))
    return row


def _seated(luggage: Luggage, race: Race, row: Signup, wish: Wish) -> bool:
    """Whether they sit in an entry now: of their team, or their own where each drives alone."""
    if wish.stage not in words.SEATED:
        return False
    status = words.ENTRIES[wish.said]
    if wish.team:
        entry = entering.of_team(luggage, race, wish.team)
    elif not race.is_team_race and status != EntryStatus.PENDING:
        entry = entering.of_driver(luggage, race, row.person, status, wish.record)
    else:
        return False
    if entry.status == EntryStatus.WITHDRAWN:
        return False
    role = words.SEATS.get(wish.record.text(*SEAT_FROM).lower(), EntrySeat.Role.DRIVER)
    entering.seat(luggage, entry, row, role, wish.stage)
    row.refresh_from_db(fields=["stage"])
    _tell_stage(luggage, row, wish)
    return True


def _without_entry(luggage: Luggage, row: Signup, wish: Wish) -> None:
    """Who was on the way into a team that is not there waits for teams to be formed."""
    stage = wish.stage if wish.stage in words.WITHOUT_ENTRY else Status.TEAM_FORMATION
    for act in words.WITHOUT_ENTRY[stage]:
        row = signups.move(row, act, by=luggage.by, at=luggage.at)
    _tell_stage(luggage, row, wish)


def _tell_stage(luggage: Luggage, row: Signup, wish: Wish) -> None:
    if row.stage != wish.stage:
        facts = {"was": wish.said, "now": row.stage}
        luggage.note(wish.record, _("it was “%(was)s” and is “%(now)s”, as the entry it is in, or is in none") % facts)


def _note_requirement(luggage: Luggage, race: Race, person: Person, wish: Wish) -> None:
    """The older system checked requirements and let everybody through: who takes part, stays."""
    if wish.stage == Status.WITHDRAWN:
        return
    try:
        requirements.check_eligible(race.pool, person, luggage.at)
    except Refusal as refusal:
        luggage.note(wish.record, _("it is kept, although: %(why)s") % {"why": refusal})


# --- what they said --------------------------------------------------------------------------------


def _values(luggage: Luggage, race: Race, record: Record) -> dict[str, Any]:
    preferred, backup = _cars(luggage, race, record)
    windows = luggage.said("availabilitywindow", "participation", record.pk)
    note = "\n\n".join(filter(None, (record.text("notes"), record.text("availability_notes"))))
    if len(note) > signups.LONGEST_NOTE:
        luggage.note(record, _("its note was cut to %(most)s characters") % {"most": signups.LONGEST_NOTE})
    return {
        "preferred_car": preferred,
        "backup_car": backup,
        "slots": _slots(luggage, race, record),
        "experience": words.EXPERIENCES.get(record.text("experience_level").lower(), ""),
        "stint_minutes_most": record.number("max_stint_duration", least=10, most=1440),
        "rest_minutes_least": record.number("min_rest_duration", most=1440),
        "note": note[: signups.LONGEST_NOTE],
        **_windows(luggage, windows),
        **_roles(record, windows),
    }


def _cars(luggage: Luggage, race: Race, record: Record) -> tuple[Any, Any]:
    may_race = luggage.once(("cars of", race.pk), lambda: set(race_classes.cars(race).values_list("pk", flat=True)))
    found: list[Any] = []
    for one, several in (("preferred_car", "preferred_cars"), ("backup_car", "backup_cars")):
        keys = [record.key(one), *record.keys(several)]
        cars = [luggage.perhaps("simcar", key) for key in keys if key]
        fit = [car for car in cars if car is not None and car.pk in may_race and car not in found]
        if any(keys) and not fit:
            facts = {"field": one, "race": race.event.offering.title}
            luggage.note(record, _("its %(field)s is no other car of “%(race)s”: it is left out") % facts)
        found.append(fit[0] if fit else None)
    return found[0], found[1]


def _slots(luggage: Luggage, race: Race, record: Record) -> list[Slot]:
    found = [luggage.perhaps("eventinstance", key) for key in record.keys("preferred_instances")]
    return [slot for slot in found if slot is not None and slot.race_id == race.pk]


def _roles(record: Record, windows: Any) -> dict[str, bool]:
    spots = record.is_set("can_spot") or any(one.is_set("can_spot") for one in windows)
    plans = any(one.is_set("can_strategize") for one in windows)
    drives = record.is_set("can_drive", default=True) or not (spots or plans)
    return {"wants_to_drive": drives, "wants_to_spot": spots, "wants_to_plan": plans}


def _windows(luggage: Luggage, windows: Any) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = {"drive": [], "spot": []}
    for one in windows:
        try:
            span = _span(luggage, one)
        except Left:
            # said once, of the window itself
            continue
        for use, box in (("drive", "can_drive"), ("spot", "can_spot")):
            if one.is_set(box):
                found[use].append(span)
    return found


def _span(luggage: Luggage, record: Record) -> Span:
    starts, ends = (record.moment(name, zone=luggage.zone) for name in ("start_time", "end_time"))
    if starts is None or ends is None or ends <= starts:
        raise Left(_("it doesn't end after it starts"))
    for moment in (starts, ends):
        inputs.moment(moment, field="windows")
    return starts, ends


def window(luggage: Luggage, record: Record) -> Any:
    """A time at which somebody can comes along with their participation."""
    _span(luggage, record)
    found = luggage.along("eventparticipation", record.key("participation"))
    if isinstance(found, RaceEntry):
        raise Left(_("a team has no hours of its own; its drivers have"))
    return found


def old_availability(luggage: Luggage, record: Record) -> Signup:
    """Let an instance suit who said so; one that does not needs nothing."""
    slot = luggage.found("eventinstance", record.key("event_instance", "instance"))
    if record.key("signup"):
        signup = luggage.found("eventsignup", record.key("signup"))
    else:
        entry: RaceEntry = luggage.found("evententry", record.key("event_entry"))
        person = luggage.found("user", record.key("user"))
        signup = Signup.objects.filter(race=entry.race_id, person=person).first()
    if signup is None or slot.race_id != signup.race_id:
        raise Left(_("it is of another race than who it tells of"))
    if record.is_set("available", default=True):
        signup.slots.add(slot)
    found: Signup = signup
    return found

"""Teams with their members, made of SimLane's records: of a club or a person, imported, or for one event."""

from django.utils.translation import gettext as _

from lineup.core.carrying.luggage import Left
from lineup.core.carrying.records import Record
from lineup.core.clubs.models import Club
from lineup.core.people.models import Person
from lineup.domains.events.models import Event
from lineup.domains.racing import team_members, teams
from lineup.domains.racing.models import Role, Team, TeamMember
from lineup.domains.racing.simlane import words
from lineup.domains.racing.simlane.luggage import Luggage

# where an event says that a team is in it: the model, its team, its event
IN_EVENTS = (
    ("eventparticipation", "team", "event"),
    ("evententry", "team", "event"),
    ("teamallocation", "team", "club_event"),
    ("eventsignup", "assigned_team", "club_event"),
)


def team(luggage: Luggage, record: Record) -> Team:
    """Make a team; one with an id of its simulator that is here already is that one."""
    club, owner = _whose(luggage, record)
    external = record.text("external_team_id")
    simulator = luggage.perhaps("simulator", record.key("source_simulator", "simulator")) if external else None
    if external and simulator is None:
        luggage.note(record, _("its id in a simulator names no simulator that is here: the id is left out"))
        external = ""
    known = teams.of_simulator(simulator, external) if simulator else None
    if known is not None:
        return known
    is_active = record.is_set("is_active", default=True)
    if not is_active:
        luggage.note(record, _("it was switched off: it is kept, seen by its people alone"))
    made = teams.build(
        name=luggage.shortened(record, "name", 120),
        description=luggage.shortened(record, "description", 3000),
        club=club,
        owner=None if club else owner,
        event=_event(luggage, record),
        is_public=is_active and record.is_set("is_public", default=True),
        simulator=simulator,
        external_id=external,
        by=luggage.by,
        at=luggage.at,
    )
    if club and owner:
        luggage.note(record, _("both a club and a person own it: it is the club's, the person manages it"))
        team_members.admit(made, owner, role=Role.MANAGER, by=luggage.by, at=luggage.at)
    return made


def _whose(luggage: Luggage, record: Record) -> tuple[Club | None, Person | None]:
    """The club, and the person: who owns it, or whose profile it was imported with. Raises Left for neither."""
    profile = luggage.record("simprofile", record.key("owner_sim_profile"))
    key = record.key("owner_user") or profile.key("user", "linked_user", "claimed_by")
    club = luggage.found("club", record.key("club")) if record.key("club") else None
    if club is None and not key:
        raise Left(_("nobody owns it: neither a club, nor a person, nor a profile that somebody claimed"))
    return club, luggage.perhaps("user", key) if club else luggage.found("user", key)


def _event(luggage: Luggage, record: Record) -> Event | None:
    """The event for which a temporary team is: the first one that it is in."""
    if not (record.is_set("is_temporary") or record.text("team_type") == "temporary"):
        return None
    for model, name, event in IN_EVENTS:
        for one in luggage.said(model, name, record.pk):
            key = one.key(event)
            key = luggage.record("clubevent", key).key("base_event") if event == "club_event" else key
            race = luggage.perhaps("event", key)
            if race is not None:
                found: Event = race.event
                return found
    luggage.note(record, _("it was for one event, and is in none: it stays"))
    return None


def member(luggage: Luggage, record: Record) -> TeamMember:
    """Let somebody into the team, in their role, with what they may do and for as long as it held."""
    where, person = luggage.found("team", record.key("team")), luggage.found("user", record.key("user"))
    known = team_members.own(where, person)
    if known is not None:
        return known
    said = record.text("role").lower() or "driver"
    role = words.TEAM_ROLES.get(said)
    if role is None:
        raise Left(_("there is no role “%(role)s”") % {"role": said[:40]})
    if role == Role.OWNER:
        luggage.note(record, _("the team is somebody else's, or its club's: they manage it"))
        role = Role.MANAGER
    row = team_members.admit(where, person, role=role, by=luggage.by, at=luggage.at)
    row.team = where
    may = {name: record.is_set(name) or getattr(row, name) for name in teams.PERMISSIONS}
    return team_members.change(
        row,
        status=words.MEMBER_STATUSES.get(record.text("status").lower(), TeamMember.Status.ACTIVE),
        valid_from=record.moment("valid_from", zone=luggage.zone),
        valid_until=record.moment("valid_until", zone=luggage.zone),
        by=luggage.as_owner(where),
        at=luggage.at,
        **may,
    )

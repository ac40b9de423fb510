"""Teams: made, changed, put into the bin and taken out; who sees them, and who may do what in them."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.clubs import memberships, permissions
from lineup.core.clubs.models import Club
from lineup.core.foundation import ids, inputs, text
from lineup.core.foundation.errors import Forbidden, Invalid, Missing
from lineup.core.people.actors import Actor
from lineup.core.people.models import Participant, Person
from lineup.domains.events import organising
from lineup.domains.events.models import Event
from lineup.domains.racing.models import Role, Simulator, Team, TeamMember

FIELDS = ("name", "description", "logo", "is_public", "shows_members", "simulator", "external_id")
EDIT, INVITE, ENTER = "can_edit_team", "can_invite_members", "can_manage_entries"
PERMISSIONS = (EDIT, INVITE, ENTER)
MOST_WORDS = 6
LONGEST = {"name": 120, "description": 3000, "external_id": 60}


class TeamNameNeeded(Invalid):
    code = "team_name_needed"
    sentence = _("Give the team a name.")
    field = "name"


class ImportedAlready(Invalid):
    code = "team_imported_already"
    sentence = _("A team with this id of the simulator is here already; ask its owner.")
    field = "external_id"


class SimulatorOfTeamNeeded(Invalid):
    code = "simulator_of_team_needed"
    sentence = _("Say of which simulator this id is.")
    field = "simulator"


class NotInThisTeam(Forbidden):
    code = "not_allowed_in_team"
    sentence = _("Your part in this team doesn't include this; ask its owner or a manager.")


# --- who sees and may do what ---------------------------------------------------------------------


def active(at: datetime, prefix: str = "") -> Q:
    """Return the condition for memberships that hold at this instant."""
    begun = Q(**{f"{prefix}valid_from": None}) | Q(**{f"{prefix}valid_from__lte": at})
    on = Q(**{f"{prefix}valid_until": None}) | Q(**{f"{prefix}valid_until__gt": at})
    return Q(**{f"{prefix}status": TeamMember.Status.ACTIVE}) & begun & on


def in_use() -> "QuerySet[Team]":
    """Return the teams that are not in the bin, nor their club."""
    rows = Team.objects.filter(binned_at=None).filter(Q(club=None) | Q(club__binned_at=None))
    return rows.select_related("participant", "club", "owner", "simulator", "event__offering")


def visible_to(person: Person | None) -> "QuerySet[Team]":
    """Return the teams that this person may know of: public ones, and those they have part in."""
    if person is None:
        return in_use().filter(is_public=True)
    if _is_admin(person):
        return in_use()
    mine = TeamMember.objects.filter(person=person).exclude(status=TeamMember.Status.SUSPENDED)
    seen = Q(is_public=True) | Q(owner=person) | Q(club__in=memberships.clubs_of(person))
    return in_use().filter(seen | Q(pk__in=mine.values("team")))


def of(person: Person) -> "QuerySet[Team]":
    """Return the teams that this person owns or is in."""
    mine = TeamMember.objects.filter(person=person).values("team")
    return in_use().filter(Q(owner=person) | Q(pk__in=mine))


def of_club(club: Club, person: Person | None) -> "QuerySet[Team]":
    """Return the teams of the club that this person may know of."""
    return visible_to(person).filter(club=club)


def binned(person: Person) -> "QuerySet[Team]":
    """Return the teams in the bin that this person may take out of it."""
    keeper = Q(owner=person) | Q(club__in=permissions.clubs_where(person, permissions.MANAGE_EVENTS))
    rows = Team.objects.filter(keeper, binned_at__isnull=False).filter(Q(club=None) | Q(club__binned_at=None))
    return rows.select_related("participant", "club", "owner")


def named(rows: "QuerySet[Team]", q: str) -> "QuerySet[Team]":
    """Return those of these teams that have each word in their name."""
    for word in q.split()[:MOST_WORDS]:
        rows = rows.filter(participant__name_folded__contains=text.fold(word))
    return rows


def find_visible(person: Person | None, slug: str) -> Team:
    """Return the team at this address that the person may know of. Raises Missing."""
    try:
        return visible_to(person).get(slug=slug)
    except Team.DoesNotExist:
        raise Missing from None


def find_for(person: Person | None, slug: str, permission: str, *, at: datetime) -> Team:
    """Return the team in which the person has the permission. Raises Missing, or NotInThisTeam to who may see it."""
    team = find_visible(person, slug)
    check(team, person, permission, at=at)
    return team


def find_binned(person: Person, slug: str) -> Team:
    """Return the team in the bin that the person may take out of it. Raises Missing."""
    try:
        return binned(person).get(slug=slug)
    except Team.DoesNotExist:
        raise Missing from None


def where_may(person: Person, permission: str, *, at: datetime) -> "QuerySet[Team]":
    """Return the teams in which the person has the permission, by name: as owner, for the club, or by their part."""
    by_part = TeamMember.objects.filter(active(at), person=person, **{permission: True}).values("team")
    keeper = Q(owner=person) | Q(club__in=permissions.clubs_where(person, permissions.MANAGE_EVENTS))
    return in_use().filter(keeper | Q(pk__in=by_part)).order_by("participant__name_folded", "pk")


def held(team: Team, person: Person | None, *, at: datetime) -> frozenset[str]:
    """Return which PERMISSIONS the person has in the team; its owner and its club's managers have all."""
    if person is None:
        return frozenset()
    if _is_admin(person) or team.owner_id == person.pk:
        return frozenset(PERMISSIONS)
    if team.club_id and permissions.may(person, team.club_id, permissions.MANAGE_EVENTS):
        return frozenset(PERMISSIONS)
    row = TeamMember.objects.filter(active(at), team=team, person=person).first()
    return frozenset(name for name in PERMISSIONS if row and getattr(row, name))


def check(team: Team, person: Person | None, permission: str, *, at: datetime) -> None:
    """Raise NotInThisTeam for who has not the permission in the team."""
    if permission not in held(team, person, at=at):
        raise NotInThisTeam


def sees_members(team: Team, person: Person | None, *, at: datetime) -> bool:
    """Whether the person sees who is in the team: where it shows them, and else its people and its club's."""
    if team.shows_members or held(team, person, at=at):
        return True
    if person is None:
        return False
    in_it = TeamMember.objects.filter(team=team, person=person).exclude(status=TeamMember.Status.SUSPENDED)
    return in_it.exists() or bool(team.club_id and permissions.role_of(person, team.club_id))


def _is_admin(person: Person) -> bool:
    return bool(person.account and person.account.is_platform_admin)


# --- made and changed -----------------------------------------------------------------------------


@transaction.atomic
def create(
    *, name: str, club: Club | None = None, event: Event | None = None, by: Actor, at: datetime, **values: Any
) -> Team:
    """Return a new team of the club, or else of the actor's person, who is its owner; `values` are FIELDS.

    `event` makes it a temporary one, for whom its organiser acts, whatever their rights in the club. Raises
    MayNotOrganise, NotAllowed without the right in the club, TeamNameNeeded, SimulatorOfTeamNeeded, ImportedAlready,
    TooLong, Unstorable.
    """
    if event is None:
        organising.check_may(club, by)
    return build(name=name, club=club, owner=None if club else by.human, event=event, by=by, at=at, **values)


def build(
    *, name: str, club: Club | None, owner: Person | None, event: Event | None, by: Actor, at: datetime, **values: Any
) -> Team:
    """Return a new team of the club or of its owner, in the caller's transaction; nobody is asked for the right to.

    Raises what `create` raises of its values.
    """
    team = Team(club=club, owner=owner, event=event, created_at=at)
    _fill(team, values)
    team.participant = Participant(kind=Participant.Kind.TEAM, display_name=_name(name))
    team.slug = _free_slug(team.participant.display_name)
    team.participant.save(force_insert=True)
    _save(team, force_insert=True)
    if team.owner:
        own = dict.fromkeys(PERMISSIONS, True)
        TeamMember.objects.create(team=team, person=team.owner, role=Role.OWNER, joined_at=at, **own)
    _record(team, "team.create", by, at)
    return team


@transaction.atomic
def change(team: Team, *, by: Actor, at: datetime, **values: Any) -> Team:
    """Set the given FIELDS; another name leaves the address. Raises what `create` raises, NotInThisTeam."""
    check(team, by.person, EDIT, at=at)
    _fill(team, values)
    if "name" in values:
        team.participant.display_name = _name(values["name"])
        team.participant.save(update_fields=["display_name", "name_folded"])
    changed = [name for name in values if name != "name"]
    if changed:
        _save(team, update_fields=changed)
    _record(team, "team.change", by, at, fields=sorted(values))
    return team


@transaction.atomic
def discard(team: Team, *, by: Actor, at: datetime) -> Team:
    """Put the team into the bin. Raises NotInThisTeam."""
    check(team, by.person, EDIT, at=at)
    return set_binned(team, at, "team.discard", by, at)


@transaction.atomic
def restore(team: Team, *, by: Actor, at: datetime) -> Team:
    """Take the team out of the bin, as it was."""
    return set_binned(team, None, "team.restore", by, at)


def set_binned(team: Team, binned_at: datetime | None, action: str, by: Actor, at: datetime) -> Team:
    """Put the team into the bin or out of it, in the caller's transaction."""
    team.binned_at = binned_at
    team.save(update_fields=["binned_at"])
    _record(team, action, by, at)
    return team


def _name(name: str) -> str:
    name = inputs.line(name, field="name", most=LONGEST["name"])
    if not name:
        raise TeamNameNeeded
    return name


def _free_slug(name: str) -> str:
    slug = text.slug(name, fallback="team")
    return f"{slug[:78]}-{ids.new().hex[-8:]}" if Team.objects.filter(slug=slug).exists() else slug


def _fill(team: Team, values: dict[str, Any]) -> None:
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise TypeError(f"not fields of a team: {sorted(unknown)}")
    for name in set(values) - {"name"}:
        setattr(team, name, values[name])
    team.description = inputs.prose(team.description, field="description", most=LONGEST["description"])
    team.external_id = inputs.line(team.external_id, field="external_id", most=LONGEST["external_id"])
    if team.external_id and team.simulator is None:
        raise SimulatorOfTeamNeeded


def _save(team: Team, **how: Any) -> None:
    try:
        with transaction.atomic():
            team.save(**how)
    except IntegrityError:
        raise ImportedAlready from None


def of_simulator(simulator: Simulator, external_id: str) -> Team | None:
    """Return the team imported under this id, or None."""
    return in_use().filter(simulator=simulator, external_id=external_id).first()


def _record(team: Team, action: str, by: Actor, at: datetime, **metadata: object) -> None:
    entries.record(by=by, at=at, action=action, on=team, club_id=team.club_id, metadata=metadata)

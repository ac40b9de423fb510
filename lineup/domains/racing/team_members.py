"""Who is in a team: in which role, with which permissions, and for how long it holds."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Invalid, Missing, Refusal
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.racing import teams
from lineup.domains.racing.models import Role, Team, TeamMember

FIELDS = ("role", *teams.PERMISSIONS, "status", "valid_from", "valid_until")
MOST = 200


class OwnerOfTeamStays(Refusal):
    code = "owner_of_team_stays"
    sentence = _("The owner stays in the team as its owner; hand it over first.")


class OneOwner(Invalid):
    code = "team_has_one_owner"
    sentence = _("A team has one owner; hand it over instead.")
    field = "role"


class InTheTeamAlready(Refusal):
    code = "in_the_team_already"
    sentence = _("They are in this team already.")
    field = "email"


class TeamFull(Refusal):
    code = "team_full"
    sentence = _("A team has at most %(most)s members; remove one first.")


class NeverValid(Invalid):
    code = "never_valid"
    sentence = _("It must end after it begins; change one of the two.")
    field = "valid_until"


class NotForPersonalTeams(Refusal):
    code = "team_of_a_club"
    sentence = _("This team is its club's, whose managers look after it; nobody owns it.")


def of(team: Team) -> "QuerySet[TeamMember]":
    """Return the members of the team with their people, by name."""
    return TeamMember.objects.filter(team=team).select_related("person").order_by("person__name", "id")


def find(team: Team, pk: Any) -> TeamMember:
    """Return the member of the team with this id. Raises Missing."""
    try:
        found = of(team).get(pk=pk)
    except (TeamMember.DoesNotExist, ValidationError, ValueError):
        raise Missing from None
    found.team = team
    return found


def own(team: Team, person: Person | None) -> TeamMember | None:
    """Return the person's membership of the team, or None."""
    return TeamMember.objects.filter(team=team, person=person).first() if person else None


def is_active(row: TeamMember, *, at: datetime) -> bool:
    """Whether the membership holds at this instant."""
    begun = row.valid_from is None or row.valid_from <= at
    return row.status == TeamMember.Status.ACTIVE and begun and (row.valid_until is None or at < row.valid_until)


def admit(team: Team, person: Person, *, role: str, by: Actor, at: datetime) -> TeamMember:
    """Return the person's new membership, in the caller's transaction; a manager may do everything at first.

    Raises InTheTeamAlready, TeamFull, OneOwner, UnknownChoice.
    """
    _check_role(role)
    if TeamMember.objects.filter(team=team, person=person).exists():
        raise InTheTeamAlready
    if TeamMember.objects.filter(team=team).count() >= MOST:
        raise TeamFull(most=MOST)
    may = dict.fromkeys(teams.PERMISSIONS, role == Role.MANAGER)
    row = TeamMember.objects.create(team=team, person=person, role=role, joined_at=at, **may)
    _record(row, "team.admit", by, at)
    return row


@transaction.atomic
def change(row: TeamMember, *, by: Actor, at: datetime, **values: Any) -> TeamMember:
    """Set the given FIELDS. Raises NotInThisTeam, OwnerOfTeamStays, OneOwner, NeverValid, UnknownChoice."""
    teams.check(row.team, by.person, teams.EDIT, at=at)
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise TypeError(f"not fields of a member: {sorted(unknown)}")
    if row.role == Role.OWNER:
        raise OwnerOfTeamStays
    if "role" in values:
        _check_role(values["role"])
    if "status" in values:
        inputs.choice(values["status"], TeamMember.Status.values, field="status")
    for name, value in values.items():
        setattr(row, name, value)
    for name in ("valid_from", "valid_until"):
        inputs.moment(getattr(row, name), field=name)
    if row.valid_from and row.valid_until and row.valid_until <= row.valid_from:
        raise NeverValid
    row.save(update_fields=list(values))
    _record(row, "team.change_member", by, at)
    return row


@transaction.atomic
def remove(row: TeamMember, *, by: Actor, at: datetime) -> None:
    """Take somebody out of the team, or leave it oneself. Raises NotInThisTeam, OwnerOfTeamStays."""
    if by.person is None or by.person.pk != row.person_id:
        teams.check(row.team, by.person, teams.EDIT, at=at)
    if row.role == Role.OWNER:
        raise OwnerOfTeamStays
    _record(row, "team.remove_member", by, at)
    row.delete()


@transaction.atomic
def hand_over(row: TeamMember, *, by: Actor, at: datetime) -> Team:
    """Make this member the owner of the team; who owned it stays as a manager, with all permissions.

    Raises NotForPersonalTeams for a club's, NotInThisTeam for all but its owner and platform admins.
    """
    team = row.team
    if team.owner_id is None:
        raise NotForPersonalTeams
    if not by.is_admin and (by.person is None or by.person.pk != team.owner_id):
        raise teams.NotInThisTeam
    TeamMember.objects.filter(team=team, role=Role.OWNER).update(role=Role.MANAGER)
    row.role, row.status, row.valid_from, row.valid_until = Role.OWNER, TeamMember.Status.ACTIVE, None, None
    for name in teams.PERMISSIONS:
        setattr(row, name, True)
    row.save(update_fields=list(FIELDS))
    team.owner = row.person
    team.save(update_fields=["owner"])
    _record(row, "team.hand_over", by, at)
    return team


def _check_role(role: str) -> None:
    inputs.choice(role, Role.values, field="role")
    if role == Role.OWNER:
        raise OneOwner


def _record(row: TeamMember, action: str, by: Actor, at: datetime) -> None:
    metadata = {"person": str(row.person_id), "role": row.role}
    entries.record(by=by, at=at, action=action, on=row.team, club_id=row.team.club_id, metadata=metadata)

"""Racing teams: of a club or a person, their members, and invitations into them."""

from datetime import datetime
from typing import Any, Literal, Self
from uuid import UUID

from django.http import HttpRequest
from ninja import File, Query, Router, Status, UploadedFile
from pydantic import Field

from lineup.core.clubs import permissions
from lineup.core.foundation import clock, pictures
from lineup.core.people.models import Person
from lineup.domains.racing import team_invitations, team_members, teams
from lineup.domains.racing.catalogue import looking
from lineup.domains.racing.models import Team, TeamInvitation, TeamMember
from lineup.interfaces.api import briefs, keys, paging, shapes
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Email, Moment, Name, Note, Search, Secret, Sent, Slug

router = Router(tags=["racing"])

GivenRole = Literal["manager", "driver", "reserve", "engineer", "spotter", "guest"]
TeamKind = Literal["club", "user", "imported", "temporary"]


class TeamShown(Shown):
    """A team. `club` is null for one of a person; `kind` says what it is, `event` of what a temporary one is."""

    id: UUID
    slug: str
    name: str
    kind: TeamKind
    club: briefs.ClubBrief | None
    description: str
    logo: str | None
    is_public: bool
    shows_members: bool
    simulator: str | None
    external_id: str
    event: UUID | None
    created_at: datetime

    @classmethod
    def of(cls, row: Team) -> Self:
        fields = ("slug", "name", "kind", "description", "is_public", "shows_members", "external_id", "created_at")
        return cls.made(
            id=row.pk,
            club=briefs.club(row.club),
            logo=row.logo.url if row.logo else None,
            simulator=row.simulator.slug if row.simulator else None,
            event=row.event_id,
            **shapes.read(row, fields),
        )


class TeamChanged(Sent):
    """What to change; what is left out stays."""

    name: Name = Field("", examples=["Scuderia Nord"])
    description: str = Field("", max_length=teams.LONGEST["description"])
    is_public: bool = True
    shows_members: bool = False
    simulator: Slug | None = Field(None, description="Of which simulator `external_id` is.")
    external_id: str = Field("", max_length=teams.LONGEST["external_id"])


class NewTeam(TeamChanged):
    """Of the club, or without one of oneself."""

    club: Slug | None = None
    name: Name = Field(examples=["Scuderia Nord"])


class TeamsWanted(Sent):
    q: Search = Field("", description="Words in the name.")
    mine: bool = Field(default=False, description="Those alone that one owns or is in.")
    bin: bool = Field(default=False, description="Those in the bin that one may take out of it.")


class TeamMemberShown(Shown):
    """Somebody in a team. `is_active` says whether it holds now, by status and times."""

    id: UUID
    person: briefs.PersonBrief
    role: str
    can_manage_entries: bool
    can_invite_members: bool
    can_edit_team: bool
    status: str
    valid_from: datetime | None
    valid_until: datetime | None
    is_active: bool
    joined_at: datetime

    @classmethod
    def of(cls, row: TeamMember) -> Self:
        return cls.made(
            id=row.pk,
            person=briefs.PersonBrief.of(row.person),
            is_active=team_members.is_active(row, at=clock.now()),
            joined_at=row.joined_at,
            **shapes.read(row, team_members.FIELDS),
        )


class TeamMemberChanged(Sent):
    """What to change; what is left out stays."""

    role: GivenRole = "driver"
    can_manage_entries: bool = False
    can_invite_members: bool = False
    can_edit_team: bool = False
    status: Literal["active", "inactive", "suspended"] = "active"
    valid_from: Moment | None = None
    valid_until: Moment | None = None


class TeamInvitationShown(Shown):
    id: UUID
    team: str
    team_name: str
    email: str
    role: str
    message: str
    invited_by: briefs.PersonBrief
    created_at: datetime
    expires_at: datetime

    @classmethod
    def of(cls, row: TeamInvitation) -> Self:
        return cls.made(
            id=row.pk,
            team=row.team.slug,
            team_name=row.team.name,
            invited_by=briefs.PersonBrief.of(row.invited_by),
            **shapes.read(row, ("email", "role", "message", "created_at", "expires_at")),
        )


class IntoTeam(Sent):
    email: Email
    role: GivenRole = "driver"
    message: Note = ""


class TeamInvitationLink(Sent):
    token: Secret


class TeamDeclined(Shown):
    declined: bool = True


ORDER = ("participant__name_folded", "pk")


@router.get("/racing/teams", response=paging.Page[TeamShown], auth=keys.ANYBODY, summary="List teams")
def find(request: HttpRequest, wanted: Query[TeamsWanted], window: Query[paging.Window]) -> Any:
    """Public ones, and those that one has part in, by name."""
    person = keys.person(request)
    rows = teams.visible_to(person)
    if person and wanted.bin:
        rows = teams.binned(person).select_related("simulator")
    elif person and wanted.mine:
        rows = teams.of(person)
    return paging.page(teams.named(rows, wanted.q), TeamShown, order=ORDER, window=window)


@router.post("/racing/teams", response={201: TeamShown}, summary="Make a team")
def create(request: HttpRequest, body: NewTeam) -> Any:
    """Of a club whose events one manages, or one's own."""
    by = keys.actor(request)
    club = permissions.find(by.person, permissions.MANAGE_EVENTS, slug=body.club) if body.club else None
    made = teams.create(club=club, by=by, at=clock.now(), **_values(body.model_dump(exclude={"club"})))
    return Status(201, TeamShown.of(made))


@router.get("/racing/teams/{slug}", response=TeamShown, auth=keys.ANYBODY, summary="Show a team")
def show(request: HttpRequest, slug: Slug) -> Any:
    """A public one, or one that one has part in."""
    return TeamShown.of(teams.find_visible(keys.person(request), slug))


@router.patch("/racing/teams/{slug}", response=TeamShown, summary="Change a team")
def change(request: HttpRequest, slug: Slug, body: TeamChanged) -> Any:
    """By who may edit it."""
    team, values = _for(request, slug, teams.EDIT), _values(body.model_dump(exclude_unset=True))
    return TeamShown.of(teams.change(team, by=keys.actor(request), at=clock.now(), **values))


@router.post("/racing/teams/{slug}/logo", response=TeamShown, summary="Give a team a logo")
def set_logo(request: HttpRequest, slug: Slug, file: File[UploadedFile]) -> Any:
    """PNG, JPEG, WebP or GIF, up to 5 MB: the middle of it is drawn anew."""
    team, logo = _for(request, slug, teams.EDIT), pictures.square(file, field="file")
    return TeamShown.of(teams.change(team, logo=logo, by=keys.actor(request), at=clock.now()))


@router.delete("/racing/teams/{slug}/logo", response=TeamShown, summary="Take the logo of a team away")
def remove_logo(request: HttpRequest, slug: Slug) -> Any:
    """A second time changes nothing."""
    team = _for(request, slug, teams.EDIT)
    return TeamShown.of(teams.change(team, logo="", by=keys.actor(request), at=clock.now()))


@router.post("/racing/teams/{slug}/discard", response=TeamShown, summary="Put a team into the bin")
def discard(request: HttpRequest, slug: Slug) -> Any:
    """Nobody can open it there."""
    team = _for(request, slug, teams.EDIT)
    return TeamShown.of(teams.discard(team, by=keys.actor(request), at=clock.now()))


@router.post("/racing/teams/{slug}/restoration", response=TeamShown, summary="Take a team out of the bin")
def restore(request: HttpRequest, slug: Slug) -> Any:
    """As it was."""
    by = keys.actor(request)
    return TeamShown.of(teams.restore(teams.find_binned(by.human, slug), by=by, at=clock.now()))


@router.get(
    "/racing/teams/{slug}/members",
    response=paging.Page[TeamMemberShown],
    auth=keys.ANYBODY,
    summary="List members of a team",
)
def members(request: HttpRequest, slug: Slug, window: Query[paging.Window]) -> Any:
    """For its people and its club; for everybody where the team shows them."""
    person = keys.person(request)
    team = teams.find_visible(person, slug)
    if not teams.sees_members(team, person, at=clock.now()):
        raise teams.NotInThisTeam
    return paging.page(team_members.of(team), TeamMemberShown, order=("person__name", "id"), window=window)


@router.patch("/racing/teams/{slug}/members/{member}", response=TeamMemberShown, summary="Change a member of a team")
def change_member(request: HttpRequest, slug: Slug, member: UUID, body: TeamMemberChanged) -> Any:
    """Role, permissions, status, and how long it holds."""
    row = team_members.find(_for(request, slug, teams.EDIT), member)
    values = body.model_dump(exclude_unset=True)
    return TeamMemberShown.of(team_members.change(row, by=keys.actor(request), at=clock.now(), **values))


@router.delete("/racing/teams/{slug}/members/{member}", response={204: None}, summary="Remove a member of a team")
def remove_member(request: HttpRequest, slug: Slug, member: UUID) -> Any:
    """Or leave it oneself."""
    person = keys.person(request)
    team = teams.find_visible(person, slug)
    own = team_members.own(team, person)
    if own is None or own.pk != member:
        teams.check(team, person, teams.EDIT, at=clock.now())
    team_members.remove(team_members.find(team, member), by=keys.actor(request), at=clock.now())
    return Status(204, None)


@router.post("/racing/teams/{slug}/members/{member}/ownership", response=TeamShown, summary="Hand a team over")
def hand_over(request: HttpRequest, slug: Slug, member: UUID) -> Any:
    """To this member, by its owner."""
    row = team_members.find(_for(request, slug, teams.EDIT), member)
    return TeamShown.of(team_members.hand_over(row, by=keys.actor(request), at=clock.now()))


@router.get(
    "/racing/teams/{slug}/invitations",
    response=paging.Page[TeamInvitationShown],
    summary="List a team's open invitations",
)
def unanswered(request: HttpRequest, slug: Slug, window: Query[paging.Window]) -> Any:
    """Those that nobody has answered, for who may invite."""
    rows = team_invitations.open_of(_for(request, slug, teams.INVITE)).select_related("team__participant", "invited_by")
    return paging.page(rows, TeamInvitationShown, order=("-created_at", "-id"), window=window)


@router.post("/racing/teams/{slug}/invitations", response={201: TeamInvitationShown}, summary="Invite into a team")
def invite(request: HttpRequest, slug: Slug, body: IntoTeam) -> Any:
    """The mail carries the link."""
    team = _for(request, slug, teams.INVITE)
    row = team_invitations.invite(team, by=keys.actor(request), at=clock.now(), **body.model_dump())
    return Status(201, TeamInvitationShown.of(row))


@router.post(
    "/racing/teams/{slug}/invitations/{invitation}/revocation", response={204: None}, summary="Take an invitation back"
)
def revoke(request: HttpRequest, slug: Slug, invitation: UUID) -> Any:
    """It opens nothing any more."""
    row = team_invitations.find_of(_for(request, slug, teams.INVITE), invitation)
    team_invitations.revoke(row, by=keys.actor(request), at=clock.now())
    return Status(204, None)


@router.post("/team-invitations/{invitation}/acceptance", response=TeamMemberShown, summary="Come into the team")
def accept(request: HttpRequest, invitation: UUID) -> Any:
    """By whom it was sent to."""
    row = team_invitations.find_mine(_human(request), invitation, at=clock.now())
    return TeamMemberShown.of(team_invitations.accept(row, by=keys.actor(request), at=clock.now()))


@router.post("/team-invitations/{invitation}/refusal", response=TeamDeclined, summary="Turn the team down")
def refuse(request: HttpRequest, invitation: UUID) -> Any:
    """By whom it was sent to."""
    row = team_invitations.find_mine(_human(request), invitation, at=clock.now())
    team_invitations.decline(row, by=keys.actor(request), at=clock.now())
    return TeamDeclined()


@router.post(
    "/team-invitation-links/refusal", response=TeamDeclined, auth=keys.ANYBODY, summary="Turn the team down by link"
)
def refuse_by_link(request: HttpRequest, body: TeamInvitationLink) -> Any:
    """With the secret of the mailed link."""
    team_invitations.decline(team_invitations.find(body.token, at=clock.now()), by=keys.actor(request), at=clock.now())
    return TeamDeclined()


def _for(request: HttpRequest, slug: str, permission: str) -> Team:
    return teams.find_for(keys.person(request), slug, permission, at=clock.now())


def _human(request: HttpRequest) -> Person:
    return keys.actor(request).human


def _values(values: dict[str, Any]) -> dict[str, Any]:
    if values.get("simulator"):
        values["simulator"] = looking.find(values["simulator"])
    return values

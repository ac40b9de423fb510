"""Badges of an event: who has one, one's own with its code, new codes, revocation, and the keys that sign."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Status
from pydantic import Field, StringConstraints

from lineup.core.foundation import clock
from lineup.core.participation import finding
from lineup.domains.events import events
from lineup.domains.events.models import Event
from lineup.domains.onsite import badge_holders, badges, signing_keys
from lineup.domains.onsite.badge_holders import Holder
from lineup.domains.onsite.models import Badge, SigningKey
from lineup.interfaces.api import keys, paging
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Sent, Slug

router = Router(tags=["badges"])

BadgeId = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z-]{7,8}$")]
ONE = "/events/{slug}/badges/{badge}"


class BadgeShown(Shown):
    """A badge. `roles` are slugs, the most telling first; a code with a serial before `serial` opens nothing."""

    badge_id: str
    name: str
    roles: list[str]
    serial: int
    made_at: datetime
    printed_at: datetime | None
    printed_serial: int | None
    revoked_at: datetime | None

    @classmethod
    def of(cls, row: Badge, holder: Holder) -> Self:
        return cls.made(
            badge_id=row.badge_id,
            name=holder.name,
            roles=list(holder.roles),
            serial=row.serial,
            made_at=row.made_at,
            printed_at=row.printed_at,
            printed_serial=row.printed_serial,
            revoked_at=row.revoked_at,
        )


class OwnBadge(Shown):
    """One's own badge; `code` is what its QR code says."""

    badge_id: str
    roles: list[str]
    serial: int
    code: str


class KeyShown(Shown):
    """A key whose signatures are believed until `retired_at`; `public` is its public half, 32 bytes in base64url."""

    number: int
    public: str
    created_at: datetime
    retired_at: datetime | None

    @classmethod
    def of(cls, row: SigningKey) -> Self:
        return cls.made(number=row.number, public=row.public, created_at=row.created_at, retired_at=row.retired_at)


class BadgesMade(Shown):
    """How many badges were made."""

    number: int


class BadgesWanted(Sent):
    state: Literal["in_use", "new", "revoked"] = Field(
        "in_use", description="`new`: those of which no valid code is on paper."
    )


@router.get("/events/{slug}/badges", response=paging.Page[BadgeShown], summary="List badges")
def find(request: HttpRequest, slug: Slug, wanted: Query[BadgesWanted], window: Query[paging.Window]) -> Any:
    """The first made first; for organisers. Codes are not told."""
    event = _managed(request, slug)
    rows = badges.to_print(event) if wanted.state == "new" else badges.of(event)
    if wanted.state != "new":
        rows = rows.filter(revoked_at__isnull=wanted.state == "in_use")
    found = paging.found(rows, order=("made_at", "id"), window=window)
    holders = badge_holders.named(event, [badge.person_id for badge in found.items])
    return paging.shown(found, BadgeShown, lambda badge: BadgeShown.of(badge, holders[badge.person_id]))


@router.post("/events/{slug}/badges", response=BadgesMade, summary="Make the badges that are missing")
def make(request: HttpRequest, slug: Slug) -> Any:
    """Of all who have a confirmed place or a role; who has one, or had one that was revoked, gets none."""
    return BadgesMade.made(number=badges.make_all(_managed(request, slug), by=keys.actor(request), at=clock.now()))


@router.post(f"{ONE}/replacement", response=BadgeShown, summary="Give a badge a new code")
def replace(request: HttpRequest, slug: Slug, badge: BadgeId) -> Any:
    """What is printed or shown of it so far opens nothing any more."""
    row = badges.find(_managed(request, slug), badge)
    return _shown(badges.replace(row, by=keys.actor(request), at=clock.now()))


@router.post(f"{ONE}/revocation", response=BadgeShown, summary="Revoke a badge")
def revoke(request: HttpRequest, slug: Slug, badge: BadgeId) -> Any:
    """No code of it opens a door; the place stays."""
    row = badges.find(_managed(request, slug), badge)
    return _shown(badges.revoke(row, by=keys.actor(request), at=clock.now()))


@router.post(f"{ONE}/reissue", response=BadgeShown, summary="Issue a revoked badge again")
def reissue(request: HttpRequest, slug: Slug, badge: BadgeId) -> Any:
    """Under a new code."""
    row = badges.find(_managed(request, slug), badge)
    return _shown(badges.reissue(row, by=keys.actor(request), at=clock.now()))


@router.put("/events/{slug}/badge", response=OwnBadge, summary="One's own badge")
def own(request: HttpRequest, slug: Slug) -> Any:
    """Made the first time; the same from then on."""
    person: Any = keys.person(request)
    event = events.find_visible(person, slug=slug)
    return _own(badges.ensure(event, person, at=clock.now()))


@router.put("/places/{place}/badge", response=OwnBadge, summary="The badge of a place")
def of_place(request: HttpRequest, place: UUID) -> Any:
    """Of a confirmed place of one's own, or of a companion's; made the first time."""
    row = finding.own_place(keys.person(request), place)  # type: ignore[arg-type]
    return _own(badges.ensure_of(row, at=clock.now()))


@router.get("/events/{slug}/signing-keys", response=paging.Page[KeyShown], summary="List signing keys")
def list_keys(request: HttpRequest, slug: Slug) -> Any:
    """The newest, which signs, first."""
    return paging.whole(signing_keys.of(_managed(request, slug)), KeyShown)


@router.post("/events/{slug}/signing-keys", response={201: KeyShown}, summary="Make a new signing key")
def rotate(request: HttpRequest, slug: Slug) -> Any:
    """It signs from now on; the one before is believed until it is retired. Two at most are valid at once."""
    key = signing_keys.rotate(_managed(request, slug), by=keys.actor(request), at=clock.now())
    return Status(201, KeyShown.of(key))


@router.post("/events/{slug}/signing-keys/{number}/retirement", response=KeyShown, summary="Retire a signing key")
def retire(request: HttpRequest, slug: Slug, number: int) -> Any:
    """What it signed opens nothing any more."""
    key = signing_keys.find(_managed(request, slug), number)
    return KeyShown.of(signing_keys.retire(key, by=keys.actor(request), at=clock.now()))


def _shown(badge: Badge) -> BadgeShown:
    return BadgeShown.of(badge, badge_holders.named(badge.event, [badge.person_id])[badge.person_id])


def _own(badge: Badge) -> OwnBadge:
    roles = badge_holders.named(badge.event, [badge.person_id])[badge.person_id].roles
    code = badges.code_of(badge, at=clock.now())
    return OwnBadge.made(badge_id=badge.badge_id, roles=list(roles), serial=badge.serial, code=code)


def _managed(request: HttpRequest, slug: str) -> Event:
    return events.find_managed(keys.person(request), slug=slug)

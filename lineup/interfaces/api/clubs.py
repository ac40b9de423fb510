"""Clubs: found, seen, changed, handed over, put into the bin."""

from datetime import datetime
from typing import Any, Literal, Self
from uuid import UUID

from django.http import HttpRequest
from ninja import File, Query, Router, Status, UploadedFile
from pydantic import Field

from lineup.core.clubs import clubs, factor_rule, memberships, permissions
from lineup.core.clubs.models import Club
from lineup.core.foundation import clock, pictures
from lineup.core.people.models import Person
from lineup.interfaces.api import keys, paging, shapes
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Moment, Name, Search, Sent, Slug, WebAddress, Zone

router = Router(tags=["clubs"])

FIELDS = (
    "slug",
    "name",
    "description",
    "website",
    "city",
    "country",
    "language",
    "time_zone",
    "hue",
    "is_public",
    "join_policy",
    "created_at",
)


class ClubShown(Shown):
    id: UUID
    slug: str
    name: str
    description: str
    website: str
    city: str
    country: str
    language: str
    time_zone: str
    hue: str
    logo: str | None = Field(description="The address of its picture.")
    is_public: bool
    join_policy: str
    created_at: datetime

    @classmethod
    def of(cls, club: Club) -> Self:
        return cls.made(id=club.pk, logo=club.logo.url if club.logo else None, **shapes.read(club, FIELDS))


class ClubDetailed(ClubShown):
    """With the role of who asks, null for who is no member."""

    role: str | None

    @classmethod
    def for_person(cls, club: Club, person: Person | None) -> Self:
        shown = cls.of(club)
        shown.role = permissions.role_of(person, club.pk)
        return shown


class ClubChanged(Sent):
    """What to change; what is left out stays."""

    name: Name = Field("", examples=["Atelier du Nord"])
    description: str = Field("", max_length=5000)
    website: WebAddress = Field("", pattern=r"^(https?://\S+)?$")
    city: Name = Field("", examples=["Lille"])
    country: str = Field("", pattern=r"^([A-Z]{2})?$", examples=["FR"])
    language: Literal["en", "fr"] = "en"
    time_zone: Zone = "UTC"
    hue: Literal["petrol", "pine", "moss", "ochre", "rust", "rose", "plum", "indigo"] = "indigo"
    is_public: bool = True
    join_policy: Literal["approval", "invitation"] = "approval"


class ClubFounded(ClubChanged):
    name: Name = Field(examples=["Atelier du Nord"])


class ClubsWanted(Sent):
    q: Search = Field("", description="A part of the name.")
    mine: bool = Field(default=False, description="Only those of which one is a member.")
    bin: bool = Field(default=False, description="Those in the bin, which one may take out, instead.")


class HandOver(Sent):
    to: UUID = Field(description="The person who will own the club; a member.")


class FactorRule(Shown):
    """Who needs a second factor to act in the club, from when on, and how many of them have none yet."""

    who: str
    starts_at: datetime | None
    enforced: bool
    without: int
    of: int

    @classmethod
    def of_club(cls, club: Club) -> Self:
        census = factor_rule.census(club, club.second_factor)
        return cls.made(
            who=club.second_factor,
            starts_at=club.second_factor_from,
            enforced=club.second_factor_enforced,
            without=census.without,
            of=census.of,
        )


class FactorRuleChanged(Sent):
    who: Literal["nobody", "managers", "everybody"]
    starts_at: Moment | None = Field(None, description="From when on; needed unless it is nobody.")


@router.get("/clubs", response=paging.Page[ClubShown], auth=keys.ANYBODY, summary="List clubs")
def find(request: HttpRequest, wanted: Query[ClubsWanted], window: Query[paging.Window]) -> Any:
    """Public clubs and one's own, by name."""
    person = keys.person(request)
    rows = clubs.visible_to(person)
    if wanted.bin:
        rows = clubs.in_bin_of(person) if person else rows.none()
    if wanted.mine:
        rows = rows.filter(pk__in=memberships.clubs_of(person)) if person else rows.none()
    if wanted.q:
        rows = rows.filter(name__icontains=wanted.q)
    return paging.page(rows, ClubShown, order=("name", "id"), window=window)


@router.post("/clubs", response={201: ClubDetailed}, summary="Found a club")
def found(request: HttpRequest, body: ClubFounded) -> Any:
    """The founder owns it."""
    values = body.model_dump(exclude_unset=True)
    club = clubs.found(by=keys.actor(request), at=clock.now(), **values)
    return Status(201, ClubDetailed.for_person(club, keys.person(request)))


@router.get("/clubs/{slug}", response=ClubDetailed, auth=keys.ANYBODY, summary="Show a club")
def show(request: HttpRequest, slug: Slug) -> Any:
    """A public club, or one's own."""
    person = keys.person(request)
    return ClubDetailed.for_person(clubs.find_visible(person, slug=slug), person)


@router.patch("/clubs/{slug}", response=ClubDetailed, summary="Change a club")
def change(request: HttpRequest, slug: Slug, body: ClubChanged) -> Any:
    """For owner and admins."""
    club = _with(request, permissions.EDIT_CLUB, slug)
    values = body.model_dump(exclude_unset=True)
    if values:
        clubs.change(club, by=keys.actor(request), at=clock.now(), **values)
    return ClubDetailed.for_person(club, keys.person(request))


@router.post("/clubs/{slug}/logo", response=ClubDetailed, summary="Give a club a logo")
def set_logo(request: HttpRequest, slug: Slug, file: File[UploadedFile]) -> Any:
    """PNG, JPEG, WebP or GIF, up to 5 MB: the middle of it is drawn anew."""
    club, logo = _with(request, permissions.EDIT_CLUB, slug), pictures.square(file, field="file")
    clubs.change(club, logo=logo, by=keys.actor(request), at=clock.now())
    return ClubDetailed.for_person(club, keys.person(request))


@router.delete("/clubs/{slug}/logo", response=ClubDetailed, summary="Take the logo of a club away")
def remove_logo(request: HttpRequest, slug: Slug) -> Any:
    """A second time changes nothing."""
    club = _with(request, permissions.EDIT_CLUB, slug)
    clubs.change(club, logo="", by=keys.actor(request), at=clock.now())
    return ClubDetailed.for_person(club, keys.person(request))


@router.get("/clubs/{slug}/second-factor", response=FactorRule, summary="Show who needs a second factor")
def show_second_factor(request: HttpRequest, slug: Slug) -> Any:
    """For owner and admins."""
    return FactorRule.of_club(_with(request, permissions.EDIT_CLUB, slug))


@router.put("/clubs/{slug}/second-factor", response=FactorRule, summary="Ask for a second factor")
def ask_second_factor(request: HttpRequest, slug: Slug, body: FactorRuleChanged) -> Any:
    """For owner and admins, with a second factor of their own. Who has none is told; from `starts_at` on, what a
    role allows is refused to them with the code `second_factor_needed`, with a token too."""
    club = _with(request, permissions.EDIT_CLUB, slug)
    asked = factor_rule.ask(club, body.who, starts_at=body.starts_at, by=keys.actor(request), at=clock.now())
    return FactorRule.of_club(asked)


@router.post("/clubs/{slug}/discard", response=ClubShown, summary="Put a club into the bin")
def discard(request: HttpRequest, slug: Slug) -> Any:
    """Its pages and its events are gone until it is restored; for the owner. Refused while an event is published."""
    club = _with(request, permissions.TRANSFER, slug)
    return ClubShown.of(clubs.discard(club, by=keys.actor(request), at=clock.now()))


@router.post("/clubs/{slug}/restoration", response=ClubShown, summary="Take a club out of the bin")
def restore(request: HttpRequest, slug: Slug) -> Any:
    """As it was; for the owner."""
    club = clubs.find_in_bin(keys.person(request), slug=slug)
    return ClubShown.of(clubs.restore(club, by=keys.actor(request), at=clock.now()))


@router.post("/clubs/{slug}/hand-over", response=ClubDetailed, summary="Hand a club over")
def hand_over(request: HttpRequest, slug: Slug, body: HandOver) -> Any:
    """Make a member the owner; the owner becomes an admin."""
    club = _with(request, permissions.TRANSFER, slug)
    heir = memberships.live(club).filter(person=body.to).first()
    if heir is None:
        raise memberships.NotMember(field="to")
    memberships.hand_over(club, heir.person, by=keys.actor(request), at=clock.now())
    return ClubDetailed.for_person(club, keys.person(request))


def _with(request: HttpRequest, permission: str, slug: str) -> Club:
    return permissions.find(keys.person(request), permission, slug=slug)

"""Oneself: the profile, API tokens, calendar addresses."""

from datetime import date, datetime
from typing import Any, Literal, Self
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from ninja import File, Query, Router, Status, UploadedFile
from pydantic import Field

from lineup.core.clubs import clubs
from lineup.core.clubs.models import Club
from lineup.core.foundation import clock, pictures
from lineup.core.foundation.errors import Missing
from lineup.core.notices import notices
from lineup.core.participation import feeds
from lineup.core.participation.models import Feed
from lineup.core.people import api_tokens, persons
from lineup.core.people.models import ApiToken, Person
from lineup.interfaces.api import briefs, keys, once, paging, shapes
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Moment, Name, Sent, Slug, Zone

router = Router(tags=["me"])


class Profile(Shown):
    """Oneself, with the number of unread notices (100 stands for more). `avatar`: the address of one's picture."""

    id: UUID
    name: str
    email: str
    language: str
    time_zone: str
    bio: str
    avatar: str | None
    phone: str
    birth_date: date | None
    role: str
    unread_notices: int

    @classmethod
    def of(cls, person: Person) -> Self:
        fields = ("name", "email", "language", "time_zone", "bio", "phone", "birth_date")
        return cls.made(
            id=person.pk,
            avatar=person.avatar.url if person.avatar else None,
            role=str(person.account.role) if person.account else "guest",
            unread_notices=notices.unread(person),
            **shapes.read(person, fields),
        )


class ProfileChanged(Sent):
    """What to change; what is left out stays."""

    name: Name = ""
    language: Literal["en", "fr"] = "en"
    time_zone: Zone = "UTC"
    bio: str = Field("", max_length=2000)
    phone: str = Field("", max_length=32)
    birth_date: date | None = Field(None, ge=date(1900, 1, 1), le=date(2100, 1, 1))


class TokenShown(Shown):
    """A token; `hint` is the beginning of its secret."""

    id: UUID
    name: str
    hint: str
    scope: str
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None
    revoked_at: datetime | None

    @classmethod
    def of(cls, row: ApiToken) -> Self:
        fields = ("name", "hint", "created_at", "expires_at", "last_used_at", "revoked_at")
        return cls.made(id=row.pk, scope=str(row.scope), **shapes.read(row, fields))


class TokenMade(TokenShown):
    """With the secret, shown this once."""

    secret: str


class NewToken(Sent):
    name: str = Field(max_length=80, examples=["Wall display"])
    scope: Literal["read", "write"] = "read"
    expires_at: Moment | None = None


class FeedShown(Shown):
    """A calendar address; `club` is null for the one of my own places."""

    id: UUID
    club: briefs.ClubBrief | None
    hint: str
    created_at: datetime
    last_read_at: datetime | None
    revoked_at: datetime | None

    @classmethod
    def of(cls, row: Feed) -> Self:
        fields = ("hint", "created_at", "last_read_at", "revoked_at")
        return cls.made(id=row.pk, club=briefs.club(row.club), **shapes.read(row, fields))


class FeedMade(FeedShown):
    """With the address that holds the secret, shown this once."""

    url: str


class NewFeed(Sent):
    club: Slug | None = Field(
        None, description="A club's calendar; null for my own places.", examples=["atelier-du-nord"]
    )


@router.get("/me", response=Profile, summary="Show my profile")
def show(request: HttpRequest) -> Any:
    """Who the token or the session belongs to."""
    return Profile.of(_me(request))


@router.patch("/me", response=Profile, summary="Change my profile")
def change(request: HttpRequest, body: ProfileChanged) -> Any:
    """Name, language, zone and what others may read of me."""
    values = body.model_dump(exclude_unset=True)
    return Profile.of(persons.change_profile(_me(request), by=keys.actor(request), at=clock.now(), **values))


@router.post("/me/picture", response=Profile, summary="Show a picture of me")
def set_picture(request: HttpRequest, file: File[UploadedFile]) -> Any:
    """PNG, JPEG, WebP or GIF, up to 5 MB: the middle of it is drawn anew."""
    avatar = pictures.square(file, field="file")
    return Profile.of(persons.change_profile(_me(request), avatar=avatar, by=keys.actor(request), at=clock.now()))


@router.delete("/me/picture", response=Profile, summary="Take my picture away")
def remove_picture(request: HttpRequest) -> Any:
    """A second time changes nothing."""
    return Profile.of(persons.change_profile(_me(request), avatar="", by=keys.actor(request), at=clock.now()))


@router.get("/tokens", response=paging.Page[TokenShown], summary="List my API tokens")
def tokens(request: HttpRequest, window: Query[paging.Window]) -> Any:
    """Also those that expired or were revoked, the newest first; never their secrets."""
    rows = ApiToken.objects.filter(person=_me(request))
    return paging.page(rows, TokenShown, order=("-created_at", "-id"), window=window)


@router.post("/tokens", response={201: TokenMade}, summary="Make an API token")
@once.shows_secret
def make_token(request: HttpRequest, body: NewToken) -> Any:
    """The secret is in this answer and nowhere else. Only signed in: a token makes no tokens."""
    keys.check_session(request)
    row, secret = api_tokens.make(_me(request), by=keys.actor(request), at=clock.now(), **body.model_dump())
    return Status(201, TokenMade(**TokenShown.of(row).model_dump(), secret=secret))


@router.post("/tokens/{token}/revocation", response=TokenShown, summary="Revoke an API token")
def revoke_token(request: HttpRequest, token: UUID) -> Any:
    """At once and for good; a second time changes nothing."""
    row = ApiToken.objects.filter(person=_me(request), pk=token).first()
    if row is None:
        raise Missing
    api_tokens.revoke(row, by=keys.actor(request), at=clock.now())
    row.refresh_from_db()
    return TokenShown.of(row)


@router.get("/feeds", response=paging.Page[FeedShown], summary="List my calendar addresses")
def list_feeds(request: HttpRequest, window: Query[paging.Window]) -> Any:
    """Also those that were revoked, the newest first; never their secrets."""
    rows = Feed.objects.filter(person=_me(request)).select_related("club")
    return paging.page(rows, FeedShown, order=("-created_at", "-id"), window=window)


@router.post("/feeds", response={201: FeedMade}, summary="Make a calendar address")
@once.shows_secret
def make_feed(request: HttpRequest, body: NewFeed | None = None) -> Any:
    """For my own places, or for a club. The address is in this answer and nowhere else."""
    row, secret = feeds.make(_me(request), club=_club(request, body), by=keys.actor(request), at=clock.now())
    return Status(201, FeedMade(**FeedShown.of(row).model_dump(), url=f"{settings.BASE_URL}/feeds/{secret}.ics"))


@router.post("/feeds/{feed}/revocation", response=FeedShown, summary="Revoke a calendar address")
def revoke_feed(request: HttpRequest, feed: UUID) -> Any:
    """At once and for good; a second time changes nothing."""
    rows = Feed.objects.filter(person=_me(request), pk=feed).select_related("club")
    row = rows.first()
    if row is None:
        raise Missing
    feeds.revoke(row, by=keys.actor(request), at=clock.now())
    return FeedShown.of(rows.get())


def _me(request: HttpRequest) -> Person:
    person = keys.person(request)
    if person is None:
        raise Missing
    return person


def _club(request: HttpRequest, body: NewFeed | None) -> Club | None:
    if body is None or body.club is None:
        return None
    return clubs.find_visible(_me(request), slug=body.club)

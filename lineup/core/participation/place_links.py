"""A guest's key: made when a mail is written, found by its digest, good for one place."""

from datetime import datetime, timedelta

from django.db import transaction

from lineup.core.foundation import tokens
from lineup.core.foundation.errors import Expired, Missing
from lineup.core.participation.models import JoinRequest, Place, PlaceLink

AFTER_THE_END = timedelta(days=30)
WITHOUT_AN_END = timedelta(days=180)


def _lasts_until(place: Place, at: datetime) -> datetime:
    offering = place.pool.offering
    end = offering.ends_at or offering.starts_at
    return max(at, end) + AFTER_THE_END if end else at + WITHOUT_AN_END


@transaction.atomic(savepoint=False)
def mint(place: Place, *, at: datetime) -> str:
    """Return a fresh secret that opens the place until a month after the offering's end."""
    secret = tokens.new()
    PlaceLink.objects.create(
        digest=tokens.digest(secret), place=place, created_at=at, expires_at=_lasts_until(place, at)
    )
    return secret


@transaction.atomic(savepoint=False)
def mint_for_request(request: JoinRequest, *, at: datetime) -> str:
    """Return a fresh secret that turns the request into a place, and then opens that place."""
    secret = tokens.new()
    PlaceLink.objects.create(
        digest=tokens.digest(secret), request=request, created_at=at, expires_at=request.expires_at
    )
    return secret


def find(secret: str, *, at: datetime) -> PlaceLink:
    """Return the link with its place or request. Raises Missing, Expired."""
    rows = PlaceLink.objects.select_related(
        "place__pool__offering__club",
        "place__contact__account",
        "place__participant",
        "request__pool__offering__club",
        "request__place__pool__offering__club",
        "request__place__contact__account",
        "request__place__participant",
    )
    link = rows.filter(digest=tokens.digest(secret)).first()
    if link is None:
        raise Missing
    if at >= link.expires_at:
        raise Expired
    return link


def place_of(link: PlaceLink) -> Place | None:
    """Return the place behind the link; None while its request waits to be confirmed."""
    return link.place if link.request is None else link.request.place


@transaction.atomic(savepoint=False)
def prolong(request: JoinRequest, *, at: datetime) -> None:
    """Let the links of a confirmed request last as long as those of its place."""
    PlaceLink.objects.filter(request=request).update(expires_at=_lasts_until(request.place, at))

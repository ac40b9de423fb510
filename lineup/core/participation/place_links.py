"""A guest's key: made when a mail is written, found by its digest, good for one place."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import tokens
from lineup.core.foundation.errors import Expired, Missing
from lineup.core.participation.models import JoinRequest, Place, PlaceLink

AFTER_THE_END = timedelta(days=30)
WITHOUT_AN_END = timedelta(days=180)


class LinkUnknown(Missing):
    code = "link_unknown"
    sentence = _("This link opens nothing: it may have been cut off. Open it from the e-mail again, in one piece.")


class LinkOver(Expired):
    code = "link_over"
    sentence = _("This link is too old. Sign up again from the page of the event; we send you a new one.")


def _lasts_until(place: Place, at: datetime) -> datetime:
    offering = place.pool.offering
    end = offering.ends_at or offering.starts_at
    return max(at, end) + AFTER_THE_END if end else at + WITHOUT_AN_END


@transaction.atomic
def mint(place: Place, *, at: datetime) -> str:
    """Return a fresh secret that opens the place until a month after the offering's end."""
    secret = tokens.new()
    PlaceLink.objects.create(
        digest=tokens.digest(secret), place=place, created_at=at, expires_at=_lasts_until(place, at)
    )
    return secret


@transaction.atomic
def mint_for_request(request: JoinRequest, *, at: datetime) -> str:
    """Return a fresh secret that turns the request into a place, and then opens that place."""
    secret = tokens.new()
    PlaceLink.objects.create(
        digest=tokens.digest(secret), request=request, created_at=at, expires_at=request.expires_at
    )
    return secret


def find(secret: str, *, at: datetime) -> PlaceLink:
    """Return the link with its place or request. Raises LinkUnknown, LinkOver."""
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
        raise LinkUnknown
    if at >= link.expires_at:
        raise LinkOver
    return link


def place_of(link: PlaceLink) -> Place | None:
    """Return the place behind the link; None while its request waits to be confirmed."""
    return link.place if link.request is None else link.request.place


@transaction.atomic
def prolong(request: JoinRequest, *, at: datetime) -> None:
    """Let the links of a confirmed request last as long as those of its place."""
    if request.place:
        PlaceLink.objects.filter(request=request).update(expires_at=_lasts_until(request.place, at))


def forget_expired(*, before: datetime, limit: int = 1000) -> int:
    """Delete up to `limit` links that ran out before this instant; return how many."""
    old = PlaceLink.objects.filter(expires_at__lt=before).values_list("pk", flat=True)[:limit]
    with transaction.atomic():
        return PlaceLink.objects.filter(pk__in=list(old)).delete()[0]

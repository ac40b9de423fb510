"""Joining with an e-mail address alone, and a guest's place by the secret of its link.

The secret travels in the body: an address ends up in logs and histories.
"""

from typing import Any, Literal
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Router, Status
from pydantic import Field

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Missing
from lineup.core.participation import finding, join_requests, place_links, places
from lineup.core.participation.models import Place
from lineup.core.people import limits
from lineup.core.people.actors import Actor
from lineup.domains.events import calendar, files
from lineup.interfaces.api import keys, once, paging, question_shapes
from lineup.interfaces.api.files import AS_CALENDAR, AS_DOWNLOAD, FileShown, content
from lineup.interfaces.api.places import Leaving, Names, PlaceDetailed, renamed
from lineup.interfaces.api.question_shapes import AnswerSent
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Email, Name, Secret, Sent, Zone

router = Router(tags=["guests without an account"])


# so many mails may be asked for from one network
WISHES_FROM = limits.Limit("wishes-from", 60, 60)


class JoinWish(Sent):
    """Who would like to come, and who comes along."""

    pool: UUID
    name: Name
    email: Email
    companions: list[Name] = Field([], max_length=50)
    answers: list[AnswerSent] = Field([], max_length=1500, description="To what the pool asks.")
    language: Literal["en", "fr"] = "en"
    time_zone: Zone = "UTC"


class Asked(Shown):
    """The same for every address, known or not."""

    sent: bool = True


class PlaceLinkSent(Sent):
    token: Secret


class LeavingByLink(Leaving):
    token: Secret


class NamesByLink(Names):
    token: Secret


@router.post("/join-requests", response={202: Asked}, auth=None, summary="Ask to join")
def ask(request: HttpRequest, body: JoinWish) -> Any:
    """Send the link that confirms to the address. Nothing is held, and nothing tells whether it is known."""
    at = clock.now()
    limits.spend((WISHES_FROM, limits.network(request.META.get("REMOTE_ADDR"))), at=at)
    pool = finding.visible_pool(None, body.pool)
    join_requests.ask(
        pool,
        name=body.name,
        email=body.email,
        companions=body.companions,
        answers=question_shapes.given(body.answers),
        language=body.language,
        time_zone=body.time_zone,
        at=at,
    )
    return Status(202, Asked())


@router.post("/join-requests/confirmation", response=PlaceDetailed, auth=None, summary="Confirm by the link")
def confirm(request: HttpRequest, body: PlaceLinkSent) -> Any:
    """Turn the wish into a place: confirmed, waitlisted or requested. A second time returns that place."""
    at = clock.now()
    link = place_links.find(body.token, at=at)
    place = place_links.place_of(link)
    if place is None and link.request:
        place = join_requests.confirm(link.request, by=keys.actor(request), at=at)
    return PlaceDetailed.of_all(_existing(place), at=at)


@router.post("/guest-place", response=PlaceDetailed, auth=None, summary="Show a guest's place")
def show(request: HttpRequest, body: PlaceLinkSent) -> Any:
    """The place behind the link, with the position in the queue. Asked by POST to keep the secret out of addresses."""
    return PlaceDetailed.of_all(_place(body.token), at=clock.now())


@router.post("/guest-place/acceptance", response=PlaceDetailed, auth=None, summary="Accept an offer as a guest")
def accept(request: HttpRequest, body: PlaceLinkSent) -> Any:
    """Take the offered place, for the whole group."""
    return _done(request, body.token, places.accept)


@router.post("/guest-place/refusal", response=PlaceDetailed, auth=None, summary="Decline an offer as a guest")
def decline(request: HttpRequest, body: PlaceLinkSent) -> Any:
    """Give the offered place back; it goes to the next in line."""
    return _done(request, body.token, places.decline)


@router.post("/guest-place/withdrawal", response=PlaceDetailed, auth=None, summary="Give a place up as a guest")
def withdraw(request: HttpRequest, body: LeavingByLink) -> Any:
    """What it held goes to the next in line at once."""
    verb = places.withdraw_party if body.whole_group else places.withdraw
    return _done(request, body.token, verb, reason=body.reason)


@router.put("/guest-place/names", response=PlaceDetailed, auth=None, summary="Rename who comes, as a guest")
def rename(request: HttpRequest, body: NamesByLink) -> Any:
    """Oneself, and people of the group who have no account; who is left out keeps the name."""
    place = _place(body.token)
    return renamed(place, body, by=_guest(request, place))


@router.post("/guest-place/files", response=paging.Page[FileShown], auth=None, summary="List files as a guest")
@once.only_reads
def list_files(request: HttpRequest, body: PlaceLinkSent) -> Any:
    """Those that whoever has the place may download, by name: all of them for a confirmed one."""
    return paging.whole(files.of_place(_place(body.token)), FileShown)


@router.post(
    "/guest-place/files/{file}/content", auth=None, summary="Download a file as a guest", openapi_extra=AS_DOWNLOAD
)
@once.only_reads
def download(request: HttpRequest, file: UUID, body: PlaceLinkSent) -> Any:
    """Always as a download; whether it is theirs is asked each time."""
    return content(files.find_of_place(_place(body.token), file))


@router.post(
    "/guest-place/calendar", auth=None, summary="A guest's event as a calendar file", openapi_extra=AS_CALENDAR
)
@once.only_reads
def calendar_file(request: HttpRequest, body: PlaceLinkSent) -> Any:
    """iCalendar of what the place is at, whoever may see its page; of what has no time there is none."""
    file = calendar.of_place(_place(body.token), base_url=settings.BASE_URL)
    return HttpResponse(file, content_type=calendar.CONTENT_TYPE)


def _place(secret: str) -> Place:
    return _existing(place_links.place_of(place_links.find(secret, at=clock.now())))


def _existing(place: Place | None) -> Place:
    if place is None:
        raise Missing
    return place


def _done(request: HttpRequest, secret: str, verb: Any, **extra: object) -> PlaceDetailed:
    place, at = _place(secret), clock.now()
    return PlaceDetailed.of_all(verb(place, by=_guest(request, place), at=at, **extra), at=at)


def _guest(request: HttpRequest, place: Place) -> Actor:
    by = keys.actor(request)
    return Actor(place.contact, channel="link", address=by.address, user_agent=by.user_agent)

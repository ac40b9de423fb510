"""What is held on a guest: counted, taken along, agreed to, erased, by the link that is mailed to their address.

The secret travels in the body: an address ends up in logs and histories. It is another than that of a place, and holds
for two hours.
"""

from typing import Any, Literal

from django.http import FileResponse, HttpRequest
from ninja import Query, Router, Status

from lineup.core.consents import consents
from lineup.core.foundation import clock, text
from lineup.core.people import limits, proofs
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.core.privacy import by_link, erasure
from lineup.interfaces.api import files, keys, my_data, once, paging
from lineup.interfaces.api.consents import Agreeing, ConsentShown, Purpose, WordShown
from lineup.interfaces.api.join_requests import Asked
from lineup.interfaces.api.my_data import Erased, Held
from lineup.interfaces.api.values import Email, Secret, Sent

router = Router(tags=["guests without an account"])


class DataLinkWish(Sent):
    email: Email
    language: Literal["en", "fr"] = "en"


class DataLinkSent(Sent):
    token: Secret


class AgreeingByLink(Agreeing):
    token: Secret


@router.post("/guest-data/links", response={202: Asked}, auth=None, summary="Ask for a link to what is held")
def ask(request: HttpRequest, body: DataLinkWish) -> Any:
    """Mailed to the address, good for two hours. Nothing tells whether the address is known."""
    at, origin = clock.now(), request.META.get("REMOTE_ADDR")
    to = (limits.MAIL_TO, limits.origin(origin, text.fold_address(body.email)))
    limits.spend((limits.MAIL_FROM, limits.origin(origin)), to, at=at)
    proofs.ask(by_link.PURPOSE, email=body.email, language=body.language, at=at)
    return Status(202, Asked())


@router.post("/guest-data", response=Held, auth=None, summary="Count what is held on a guest")
@once.only_reads
def show(request: HttpRequest, body: DataLinkSent) -> Any:
    """How many rows of what; the rows themselves are in the archive."""
    return my_data.counted(_guest(body))


@router.post(
    "/guest-data/export",
    auth=None,
    summary="Take what is held along as a guest",
    openapi_extra=files.as_download("application/zip"),
)
@once.nobody_repeats
def take_along(request: HttpRequest, body: DataLinkSent) -> FileResponse:
    """A ZIP of JSON and files, written while it is answered, kept nowhere."""
    guest = _guest(body)
    return my_data.archive_of(guest, by=_by(request, guest))


@router.post("/guest-data/erasure", response=Erased, auth=None, summary="Erase a guest")
@once.nobody_repeats
def erase(request: HttpRequest, body: DataLinkSent) -> Any:
    """At once and for good: their places are given up, and the link is used up with everything else."""
    guest = _guest(body)
    return Erased.of(erasure.erase(guest, by=_by(request, guest), at=clock.now()))


@router.post(
    "/guest-data/consents", response=paging.Page[ConsentShown], auth=None, summary="List what a guest may agree to"
)
@once.only_reads
def standings(request: HttpRequest, body: DataLinkSent) -> Any:
    """Every purpose with its text, and where they stand; nothing of it is needed to take part."""
    return paging.whole(consents.standing(_guest(body)), ConsentShown)


@router.post(
    "/guest-data/consents/history", response=paging.Page[WordShown], auth=None, summary="List what a guest agreed to"
)
@once.only_reads
def history(request: HttpRequest, body: DataLinkSent, window: Query[paging.Window]) -> Any:
    """Every word, the newest first; none is ever changed."""
    return paging.page(consents.history(_guest(body)), WordShown, order=("-id",), window=window)


@router.put("/guest-data/consents/{purpose}", response=ConsentShown, auth=None, summary="Agree to a purpose as a guest")
def give(request: HttpRequest, purpose: Purpose, body: AgreeingByLink) -> Any:
    """To today's text, as it was shown; another version is refused. A second time changes nothing."""
    guest = _guest(body)
    given = consents.give(guest, purpose, version=body.version, by=_by(request, guest), at=clock.now())
    return ConsentShown.of(given)


@router.post(
    "/guest-data/consents/{purpose}/withdrawal",
    response=ConsentShown,
    auth=None,
    summary="Take a consent back as a guest",
)
def withdraw(request: HttpRequest, purpose: Purpose, body: DataLinkSent) -> Any:
    """Holds at once, also for what is on its way. A second time changes nothing."""
    guest = _guest(body)
    return ConsentShown.of(consents.withdraw(guest, purpose, by=_by(request, guest), at=clock.now()))


def _guest(body: DataLinkSent | AgreeingByLink) -> Person:
    return by_link.guest(body.token, at=clock.now())


def _by(request: HttpRequest, guest: Person) -> Actor:
    by = keys.actor(request)
    return Actor(guest, channel="link", address=by.address, user_agent=by.user_agent)

"""The browsers and devices that push reaches."""

from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Status
from pydantic import Field

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Missing
from lineup.core.notices import browsers, push_keys
from lineup.core.notices.models import Browser
from lineup.core.people.models import Person
from lineup.interfaces.api import keys, paging, shapes
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Sent

router = Router(tags=["notices"])


class PushKey(Shown):
    """The house's public key (VAPID), in base64url: what `PushManager.subscribe` wants."""

    key: str


class BrowserShown(Shown):
    id: UUID
    name: str
    created_at: datetime

    @classmethod
    def of(cls, row: Browser) -> Self:
        return cls.made(**shapes.read(row, ("id", "name", "created_at")))


class NewBrowser(Sent):
    """What the browser's subscription gives, as it stands in its JSON."""

    endpoint: str = Field(max_length=1024, examples=["https://example.org/push/abc"])
    p256dh: str = Field(max_length=100)
    auth: str = Field(max_length=40)


@router.get("/push-key", response=PushKey, auth=None, summary="Show the key for push")
def key(request: HttpRequest) -> Any:
    """The same for everybody. A browser that subscribed with another one is not reached."""
    return PushKey.made(key=push_keys.public(push_keys.present()))


@router.get("/me/browsers", response=paging.Page[BrowserShown], summary="List the browsers that push reaches")
def mine(request: HttpRequest, window: Query[paging.Window]) -> Any:
    """The newest first; never their addresses and keys. One that is gone drops out by itself."""
    return paging.page(browsers.of(_me(request)), BrowserShown, order=("-created_at", "-id"), window=window)


@router.post("/me/browsers", response={201: BrowserShown}, summary="Have push reach a browser")
def add(request: HttpRequest, body: NewBrowser) -> Any:
    """Given again, it keeps its place and gets its new keys; whoever used it before is no longer reached by it."""
    row = browsers.add(_me(request), by=keys.actor(request), at=clock.now(), **body.model_dump())
    return Status(201, BrowserShown.of(row))


@router.delete("/me/browsers/{browser}", response={204: None}, summary="Have push reach a browser no more")
def remove(request: HttpRequest, browser: UUID) -> Any:
    """At once, also for what is on its way."""
    browsers.remove(_me(request), browser, by=keys.actor(request), at=clock.now())
    return Status(204, None)


def _me(request: HttpRequest) -> Person:
    person = keys.person(request)
    if person is None:
        raise Missing
    return person

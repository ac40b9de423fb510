"""What one agreed to: looked at, given, taken back."""

from datetime import datetime
from typing import Annotated, Any, Self

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field, StringConstraints

from lineup.core.consents import consents
from lineup.core.consents.models import Consent
from lineup.core.foundation import clock
from lineup.core.foundation.errors import Missing
from lineup.core.people.models import Person
from lineup.interfaces.api import keys, paging, shapes
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Sent

router = Router(tags=["me"])

Purpose = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z-]{0,39}$")]


class ConsentShown(Shown):
    """A purpose with today's text, in the caller's language, and where one stands: `holds` says whether it may be done.

    `said` is one's last word, null where there is none; `said_version` the text it was about.
    """

    purpose: str
    label: str
    text: str
    version: int
    holds: bool
    said: str | None
    said_version: int | None
    said_at: datetime | None

    @classmethod
    def of(cls, standing: consents.Standing) -> Self:
        purpose, last = standing.purpose, standing.last
        return cls.made(
            purpose=purpose.slug,
            label=str(purpose.label),
            text=str(purpose.text),
            version=purpose.version,
            holds=standing.holds,
            said=_word(last) if last else None,
            said_version=last.version if last else None,
            said_at=last.at if last else None,
        )


class WordShown(Shown):
    """One word of the history: `given` or `withdrawn`, about which version of the text, by which way."""

    id: int
    purpose: str
    said: str
    version: int
    language: str
    channel: str
    at: datetime

    @classmethod
    def of(cls, row: Consent) -> Self:
        return cls.made(said=_word(row), **shapes.read(row, ("id", "purpose", "version", "language", "channel", "at")))


class Agreeing(Sent):
    version: int = Field(ge=1, le=32_767, description="The version of the text that was shown.")


def _word(row: Consent) -> str:
    return "given" if row.given else "withdrawn"


@router.get("/me/consents", response=paging.Page[ConsentShown], summary="List what I may agree to")
def standings(request: HttpRequest) -> Any:
    """Every purpose with its text, and where I stand; nothing of it is needed to take part."""
    return paging.whole(consents.standing(_me(request)), ConsentShown)


@router.get("/me/consents/history", response=paging.Page[WordShown], summary="List what I agreed to, and took back")
def history(request: HttpRequest, window: Query[paging.Window]) -> Any:
    """Every word, the newest first; none is ever changed."""
    return paging.page(consents.history(_me(request)), WordShown, order=("-id",), window=window)


@router.put("/me/consents/{purpose}", response=ConsentShown, summary="Agree to a purpose")
def give(request: HttpRequest, purpose: Purpose, body: Agreeing) -> Any:
    """To today's text, as it was shown; another version is refused. A second time changes nothing."""
    given = consents.give(_me(request), purpose, version=body.version, by=keys.actor(request), at=clock.now())
    return ConsentShown.of(given)


@router.delete("/me/consents/{purpose}", response=ConsentShown, summary="Take a consent back")
def withdraw(request: HttpRequest, purpose: Purpose) -> Any:
    """Holds at once, also for what is on its way. A second time changes nothing."""
    return ConsentShown.of(consents.withdraw(_me(request), purpose, by=keys.actor(request), at=clock.now()))


def _me(request: HttpRequest) -> Person:
    person = keys.person(request)
    if person is None:
        raise Missing
    return person

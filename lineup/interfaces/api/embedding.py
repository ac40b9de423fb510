"""On which other sites sign-up may be shown."""

from typing import Any, Literal, Self

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from lineup.core.clubs import permissions
from lineup.core.clubs.models import Club
from lineup.core.foundation import clock
from lineup.core.participation import embedding
from lineup.core.participation.models import Embedding, Offering
from lineup.domains.events import events
from lineup.interfaces.api import keys
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Sent, Slug

router = Router(tags=["embedding"])

Where = Literal["club", "nowhere", "sites", "anywhere"]


class EmbeddingShown(Shown):
    """`where` is `club` for an event that leaves it to its club; `ancestors` is what holds now, `*` for all sites."""

    where: str
    origins: list[str]
    ancestors: list[str]

    @classmethod
    def of(cls, said: Embedding | None, ancestors: Any = ()) -> Self:
        where = "anywhere" if said and said.anywhere else "sites" if said and said.origins else "nowhere"
        return cls.made(
            where=where if said else "club", origins=said.origins if said else [], ancestors=list(ancestors)
        )


class EmbeddingSaid(Sent):
    where: Where
    origins: list[str] = Field([], max_length=20, examples=[["https://example.org"]], description="For `sites`.")


class ClubEmbeddingSaid(EmbeddingSaid):
    where: Literal["nowhere", "sites", "anywhere"]


@router.get("/events/{slug}/embedding", response=EmbeddingShown, summary="Where an event's sign-up is shown")
def show(request: HttpRequest, slug: Slug) -> Any:
    """For its organisers."""
    return _of_event(events.find_managed(keys.person(request), slug=slug).offering)


@router.put("/events/{slug}/embedding", response=EmbeddingShown, summary="Say where an event's sign-up is shown")
def say(request: HttpRequest, slug: Slug, body: EmbeddingSaid) -> Any:
    """`club` leaves it to the club. The frame is at `/embed/events/{slug}`."""
    offering = events.find_managed(keys.person(request), slug=slug).offering
    if body.where == "club":
        embedding.leave_to_club(offering, by=keys.actor(request), at=clock.now())
    else:
        _allow(request, offering, body)
    return _of_event(offering)


@router.get("/clubs/{slug}/embedding", response=EmbeddingShown, summary="Where a club's sign-ups are shown")
def show_club(request: HttpRequest, slug: Slug) -> Any:
    """For owner and admins."""
    return _of_club(permissions.find(keys.person(request), permissions.EDIT_CLUB, slug=slug))


@router.put("/clubs/{slug}/embedding", response=EmbeddingShown, summary="Say where a club's sign-ups are shown")
def say_club(request: HttpRequest, slug: Slug, body: ClubEmbeddingSaid) -> Any:
    """It holds for all its events that say nothing else."""
    club = permissions.find(keys.person(request), permissions.EDIT_CLUB, slug=slug)
    _allow(request, club, body)
    return _of_club(club)


def _allow(request: HttpRequest, owner: Offering | Club, body: EmbeddingSaid) -> None:
    origins = body.origins if body.where == "sites" else []
    by, anywhere = keys.actor(request), body.where == "anywhere"
    embedding.allow(owner, anywhere=anywhere, origins=origins, by=by, at=clock.now())


def _of_event(offering: Offering) -> EmbeddingShown:
    return EmbeddingShown.of(embedding.of(offering), embedding.ancestors(offering))


def _of_club(club: Club) -> EmbeddingShown:
    said = embedding.of(club)
    shown = EmbeddingShown.of(said)
    shown.where = shown.where if said else "nowhere"
    return shown

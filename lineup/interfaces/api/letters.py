"""What an organiser writes to those who come, wait or asked."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import Field

from lineup.core.foundation import clock, ids
from lineup.core.participation import letters, offerings
from lineup.interfaces.api import keys
from lineup.interfaces.api.places import StateName
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Sent, Slug

router = Router(tags=["guest list"])


class Letter(Sent):
    """To whom: places in these states; all live ones where none is named."""

    subject: str = Field(max_length=letters.LONGEST_SUBJECT, examples=["Bring gloves"])
    text: str = Field(max_length=letters.LONGEST_TEXT, examples=["It is cold in the hall."])
    states: list[StateName] = Field([], max_length=9)


class LetterSent(Shown):
    id: UUID
    people: int


@router.post("/events/{slug}/letters", response={202: LetterSent}, summary="Write to the guests")
def send(request: HttpRequest, slug: Slug, body: Letter) -> Any:
    """Told in the page and by mail, afterwards. Send an Idempotency-Key, so that a retry writes only once."""
    offering = offerings.find_managed(keys.person(request), slug=slug)
    people, key = letters.count(offering, states=body.states), ids.new()
    letters.send(offering, key=str(key), by=keys.actor(request), at=clock.now(), **body.model_dump())
    return Status(202, LetterSent(id=key, people=people))

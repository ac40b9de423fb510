"""What an organiser writes to those who come, wait or asked."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import Field

from lineup.core.foundation import clock, ids
from lineup.core.participation import bulk, letters, offerings
from lineup.core.participation.models import Offering, Place
from lineup.interfaces.api import keys
from lineup.interfaces.api.places import StateName
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Sent, Slug

router = Router(tags=["guest list"])


class Letter(Sent):
    """To whom: the `places` named, else those in these states; all live ones where neither is said."""

    subject: str = Field(max_length=letters.LONGEST_SUBJECT, examples=["Bring gloves"])
    text: str = Field(max_length=letters.LONGEST_TEXT, examples=["It is cold in the hall."])
    states: list[StateName] = Field([], max_length=9)
    places: list[UUID] = Field([], max_length=bulk.MOST, description="Of this event; others are passed over.")


class LetterSent(Shown):
    id: UUID
    people: int


@router.post("/events/{slug}/letters", response={202: LetterSent}, summary="Write to the guests")
def send(request: HttpRequest, slug: Slug, body: Letter) -> Any:
    """Told in the page and by mail, afterwards. Send an Idempotency-Key, so that a retry writes only once."""
    offering, key = offerings.find_managed(keys.person(request), slug=slug), ids.new()
    sent: dict[str, Any] = {
        "subject": body.subject,
        "text": body.text,
        "key": str(key),
        "by": keys.actor(request),
        "at": clock.now(),
    }
    if body.places:
        people = letters.send_to(_chosen(offering, body.places), offering=offering, **sent)
    else:
        people = letters.count(offering, states=body.states)
        letters.send(offering, states=body.states, **sent)
    return Status(202, LetterSent(id=key, people=people))


def _chosen(offering: Offering, places: list[UUID]) -> list[Place]:
    return list(Place.objects.filter(pk__in=places, pool__offering=offering))

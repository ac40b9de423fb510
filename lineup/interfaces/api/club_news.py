"""What a club writes to those who agreed to hear of it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import Field

from lineup.core.clubs import permissions
from lineup.core.foundation import clock, ids
from lineup.core.participation import club_news, letters
from lineup.interfaces.api import keys
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Sent, Slug

router = Router(tags=["clubs"])


class News(Sent):
    subject: str = Field(max_length=letters.LONGEST_SUBJECT, examples=["Our winter season"])
    text: str = Field(max_length=letters.LONGEST_TEXT, examples=["We open the hall again in January."])


class NewsSent(Shown):
    id: UUID
    people: int


@router.post("/clubs/{slug}/news", response={202: NewsSent}, summary="Write news of a club")
def send(request: HttpRequest, slug: Slug, body: News) -> Any:
    """To members and to who took part in its events, as far as they agreed to news of clubs.

    Send an Idempotency-Key, so that a retry writes only once.
    """
    club = permissions.find(keys.person(request), permissions.EDIT_CLUB, slug=slug)
    people, key = club_news.count(club), ids.new()
    club_news.send(club, key=str(key), by=keys.actor(request), at=clock.now(), **body.model_dump())
    return Status(202, NewsSent(id=key, people=people))

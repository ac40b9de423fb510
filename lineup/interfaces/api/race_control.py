"""What race control says during a race: read, and said by who organises it."""

from datetime import datetime
from typing import Any, Literal, Self
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Status
from pydantic import Field

from lineup.core.foundation import clock
from lineup.domains.events import events
from lineup.domains.racing import race_control, races
from lineup.domains.racing.models import RaceNotice
from lineup.interfaces.api import keys, paging, shapes
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Sent, Slug

router = Router(tags=["racing"])

PATH = "/events/{slug}/race/control"
Sort = Literal["information", "incident", "penalty", "safety_car", "red_flag", "green_flag", "delay"]


class RaceNoticeShown(Shown):
    """A sentence of race control."""

    id: UUID
    kind: Sort
    sentence: str
    created_at: datetime

    @classmethod
    def of(cls, row: RaceNotice) -> Self:
        return cls.made(id=row.pk, **shapes.read(row, ("kind", "sentence", "created_at")))


class NewRaceNotice(Sent):
    kind: Sort
    sentence: str = Field(max_length=race_control.LONGEST, examples=["Debris after turn 4, pit lane stays open."])


@router.get(PATH, response=paging.Page[RaceNoticeShown], auth=keys.ANYBODY, summary="List what race control said")
def find(request: HttpRequest, slug: Slug, window: Query[paging.Window]) -> Any:
    """The latest first, for everybody who sees the event."""
    race = races.find(events.find_visible(keys.person(request), slug=slug))
    return paging.page(race_control.of(race), RaceNoticeShown, order=race_control.ORDER, window=window)


@router.post(PATH, response={201: RaceNoticeShown}, summary="Say something as race control")
def say(request: HttpRequest, slug: Slug, body: NewRaceNotice) -> Any:
    """Who sits in an entry is told, and the channel of the race at Discord. The same within a minute is said once."""
    race = races.find(events.find_managed(keys.person(request), slug=slug))
    made = race_control.say(race, by=keys.actor(request), at=clock.now(), **body.model_dump())
    return Status(201, RaceNoticeShown.of(made))

"""Events that repeat: begun, changed, skipped, ended; several days joined at once."""

from datetime import date, datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from django.db.models import Prefetch
from django.http import HttpRequest
from ninja import Query, Router, Status
from pydantic import Field, StringConstraints

from lineup.core.foundation import clock
from lineup.core.participation.models import Pool
from lineup.domains.events import events, repetitions, rules_said, spreading
from lineup.domains.events.kind import ATTENDEE
from lineup.domains.events.models import Occurrence, Repetition
from lineup.interfaces.api import briefs, keys, paging
from lineup.interfaces.api.event_shapes import EventCard, EventChanged, EventShown
from lineup.interfaces.api.event_values import values_of
from lineup.interfaces.api.places import PlaceShown
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Reason, Sent, Slug

router = Router(tags=["repetitions"])

RuleText = Annotated[
    str,
    StringConstraints(max_length=200),
    Field(
        description="Part of RFC 5545: FREQ=WEEKLY with BYDAY, or FREQ=MONTHLY with BYMONTHDAY or BYDAY=2TU; INTERVAL, "
        "and UNTIL or COUNT.",
        examples=["FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;UNTIL=20271231"],
    ),
]


class RepetitionShown(Shown):
    """A rule, in RFC 5545 and in words; it counts from `from_date`. `ended_at`: no further days are planned."""

    id: UUID
    title: str
    club: briefs.ClubBrief | None
    organiser: briefs.PersonBrief | None
    rule: str
    words: str
    from_date: date
    starts_clock: str
    lasts_minutes: int | None
    time_zone: str
    settled_to: date | None
    ended_at: datetime | None

    @classmethod
    def of(cls, row: Repetition) -> Self:
        return cls.made(
            id=row.pk,
            title=repetitions.title_of(row),
            club=briefs.club(row.club),
            organiser=briefs.person(row.organiser),
            rule=row.rule,
            words=rules_said.said(repetitions.rule_of(row)),
            from_date=row.from_date,
            starts_clock=f"{row.starts_clock:%H:%M}",
            lasts_minutes=row.lasts_minutes,
            time_zone=row.time_zone,
            settled_to=row.settled_to,
            ended_at=row.ended_at,
        )


class NewRepetition(Sent):
    rule: RuleText


class NewRule(Sent):
    rule: RuleText
    since: date = Field(description="A day ahead that the rule hits.", examples=["2027-04-06"])
    reason: Reason = Field("", examples=["The hall is free on Thursdays."])


class Ending(Sent):
    since: date = Field(description="The first day that is called off.", examples=["2027-04-06"])
    reason: Reason = ""


class Skipping(Sent):
    day: date = Field(examples=["2027-04-06"])
    reason: Reason = ""


class DaysWanted(Sent):
    events: list[Slug] = Field(min_length=1, max_length=60, examples=[["open-evening-2027-04-06"]])


class DayRefused(Shown):
    event: str
    code: str
    detail: str


class DaysJoined(Shown):
    """Places taken, or held already; and the days on which it was not possible."""

    places: list[PlaceShown]
    refused: list[DayRefused]


class Scope(Sent):
    scope: Literal["following", "all"] = Field(
        "following", description="This and the following, or all that have not begun."
    )


@router.post("/events/{slug}/repetition", response={201: RepetitionShown}, summary="Let an event repeat")
def begin(request: HttpRequest, slug: Slug, body: NewRepetition) -> Any:
    """The days to come are made within moments, three months ahead; each is an event of its own, like this one."""
    event = events.find_managed(keys.person(request), slug=slug)
    made = repetitions.begin(event, body.rule, by=keys.actor(request), at=clock.now())
    return Status(201, RepetitionShown.of(made))


@router.patch("/events/{slug}/following", response=EventShown, summary="Change an event and those that follow")
def change_following(request: HttpRequest, slug: Slug, body: EventChanged, wanted: Query[Scope]) -> Any:
    """What changed of this one is changed of the others within moments; the hour moves, the day is the rule's."""
    person, at = keys.person(request), clock.now()
    event = events.find_managed(person, slug=slug)
    found = Occurrence.objects.select_related("repetition").filter(event=event.pk).first()
    if found is None:
        raise repetitions.DoesNotRepeat
    found.event = event
    since = repetitions.today(found.repetition, at=at) if wanted.scope == "all" else found.day
    values = values_of(body, event.offering.club, person, event)
    spreading.change(found, since=since, by=keys.actor(request), at=at, **values)
    return EventShown.for_person(event, person)


@router.get("/repetitions/{repetition}", response=RepetitionShown, auth=keys.ANYBODY, summary="Show what repeats")
def show(request: HttpRequest, repetition: UUID) -> Any:
    """For who may see one of its events."""
    return RepetitionShown.of(repetitions.find_visible(keys.person(request), repetition))


@router.get(
    "/repetitions/{repetition}/events", response=paging.Page[EventCard], auth=keys.ANYBODY, summary="List its events"
)
def days(request: HttpRequest, repetition: UUID, window: Query[paging.Window]) -> Any:
    """Those that one may see, past ones too, the first first."""
    person = keys.person(request)
    rows = repetitions.events_of(repetitions.find_visible(person, repetition), person)
    pools = Prefetch("pools", Pool.objects.filter(role=ATTENDEE), to_attr="attendee_pools")
    rows = events.with_all(rows).prefetch_related(pools)
    return paging.page(rows, EventCard, order=("starts_at", "id"), window=window)


@router.post("/repetitions/{repetition}/rule", response=RepetitionShown, summary="Change the rule")
def change_rule(request: HttpRequest, repetition: UUID, body: NewRule) -> Any:
    """Days ahead that it does not want are called off (people are told why), those that are missing are made."""
    row, values = _managed(request, repetition), body.model_dump()
    return RepetitionShown.of(repetitions.change_rule(row, **values, by=keys.actor(request), at=clock.now()))


@router.post("/repetitions/{repetition}/end", response=RepetitionShown, summary="Call off the rest")
def end(request: HttpRequest, repetition: UUID, body: Ending) -> Any:
    """What has not begun by that day is called off within moments, and people are told why."""
    row, values = _managed(request, repetition), body.model_dump()
    return RepetitionShown.of(repetitions.end(row, **values, by=keys.actor(request), at=clock.now()))


@router.post("/repetitions/{repetition}/skips", response=RepetitionShown, summary="Skip a day")
def skip(request: HttpRequest, repetition: UUID, body: Skipping) -> Any:
    """Its event is called off, or never made."""
    row, by = _managed(request, repetition), keys.actor(request)
    repetitions.skip(row, body.day, reason=body.reason, by=by, at=clock.now())
    return RepetitionShown.of(row)


@router.post("/repetitions/{repetition}/publication", response=RepetitionShown, summary="Publish all drafts ahead")
def publish(request: HttpRequest, repetition: UUID) -> Any:
    """What is made from now on is published too."""
    row = _managed(request, repetition)
    repetitions.publish_drafts(row, by=keys.actor(request), at=clock.now())
    return RepetitionShown.of(row)


@router.post("/repetitions/{repetition}/places", response={201: DaysJoined}, summary="Join several days")
def join(request: HttpRequest, repetition: UUID, body: DaysWanted) -> Any:
    """Each by itself, by the rules of `POST /pools/{pool}/places`; questions can be answered afterwards."""
    by = keys.actor(request)
    row = repetitions.find_visible(by.person, repetition)
    shown = repetitions.events_of(row, by.person).filter(slug__in=body.events)
    pools = Pool.objects.select_related("offering").filter(offering__in=shown, role=ATTENDEE)
    taken, refused = repetitions.join(by.human, pools.order_by("offering__starts_at"), by=by, at=clock.now())
    told = [DayRefused.made(event=pool.offering.slug, code=why.code, detail=str(why)) for pool, why in refused]
    return Status(201, DaysJoined.made(places=[PlaceShown.of(place) for place in taken], refused=told))


def _managed(request: HttpRequest, pk: UUID) -> Repetition:
    return repetitions.find_managed(keys.person(request), pk)

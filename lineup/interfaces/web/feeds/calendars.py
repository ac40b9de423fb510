"""Calendar addresses that need no sign-in: as little work as can be when nothing changed."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lineup.core.foundation import clock, tokens
from lineup.core.participation import feeds
from lineup.core.participation.models import Feed, Offering, Place
from lineup.core.participation.transitions import OCCUPYING, State
from lineup.domains.courses.assignments import deadlines
from lineup.domains.courses.models import Assignment
from lineup.domains.events import calendar
from lineup.domains.events.models import Event
from lineup.domains.onsite import calendar as onsite_calendar
from lineup.domains.onsite import duties, favourites
from lineup.domains.onsite.models import RoomDuty
from lineup.interfaces.web.feeds import answers

MOST = 1000
LATELY = timedelta(days=30)


@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    answers.pace(tokens.digest(secret))
    found = feeds.find(secret)
    feeds.note_read(found, at=clock.now())
    waiting, works, due, own = _waiting(found), _works(found), _due(found), _own(found)
    seen = [*((duty.pk, duty.updated_at) for duty in works), *deadlines.told(due), *map(_seen, own)]
    told = [found.pk, answers.seen(_shown(found)), sorted(waiting), seen, found.person.language]
    response = answers.answer(
        request, told=told, write=lambda: _written(found, waiting, works, due, own), who="private"
    )
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _shown(found: Feed) -> "QuerySet[Event]":
    """The latest events of the feed, drafts never."""
    rows = feeds.offerings(found).exclude(state=Offering.State.DRAFT).filter(starts_at__isnull=False)
    return Event.objects.filter(pk__in=rows.values("pk")).order_by("-offering__starts_at", "-pk")[:MOST]


def _waiting(found: Feed) -> frozenset[Any]:
    """Where the feed's owner only waits: shown as tentative."""
    if found.club_id:
        return frozenset()
    rows = Place.objects.filter(contact=found.person_id, state__in=[*OCCUPYING, State.WAITLISTED])
    held = list(rows.values_list("pool__offering", "state"))
    sure = {offering for offering, state in held if state != State.WAITLISTED}
    return frozenset(offering for offering, _state in held) - sure


def _works(found: Feed) -> list[RoomDuty]:
    """The duties of the feed's owner, those of the last month and ahead."""
    if found.club_id:
        return []
    return list(duties.of_person(found.person, at=clock.now() - LATELY)[:MOST])


def _due(found: Feed) -> list[Assignment]:
    """The deadlines of the feed's owner in courses, those of the last month and ahead."""
    if found.club_id:
        return []
    rows = deadlines.of(found.person).filter(due_at__gt=clock.now() - LATELY)
    return list(rows.order_by(*deadlines.ORDER)[:MOST])


def _own(found: Feed) -> list[Any]:
    """The sessions in the own programmes of the feed's owner, those of the last month and ahead."""
    if found.club_id:
        return []
    return list(favourites.programmes_of(found.person, since=clock.now() - LATELY)[:MOST])


def _seen(session: Any) -> tuple[Any, ...]:
    """What tells whether the entry of a session is still the same."""
    event, room = session.event, session.room
    where = (room.name, event.venue.updated_at if event.venue else event.stream_url) if room else ()
    spoken = [speaker.name for speaker in session.speakers.all()]
    return session.pk, session.updated_at, session.waits, event.offering.state, event.updated_at, where, spoken


def _written(
    found: Feed, waiting: frozenset[Any], works: list[RoomDuty], due: list[Assignment], own: list[Any]
) -> bytes:
    keys = list(_shown(found).values_list("pk", flat=True))
    events = Event.objects.filter(pk__in=keys).select_related("offering", "venue", "category")
    with translation.override(found.person.language):
        name = found.club.name if found.club else _("My places on Lineup")
        return calendar.of_many(
            events.order_by("offering__starts_at", "pk"),
            name=name,
            base_url=settings.BASE_URL,
            tentative=waiting,
            more=[
                *(onsite_calendar.of_duty(duty, base_url=settings.BASE_URL) for duty in works),
                *(deadlines.entry(one, base_url=settings.BASE_URL) for one in due),
                *(
                    onsite_calendar.entry_of(one, one.event, base_url=settings.BASE_URL, tentative=one.waits)
                    for one in own
                ),
            ],
        )

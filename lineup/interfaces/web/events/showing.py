"""The page of an event."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lineup.core.foundation import clock
from lineup.core.participation import offerings, places, queue
from lineup.core.participation.models import Offering, Place, Pool
from lineup.core.participation.transitions import State
from lineup.core.people.models import Person
from lineup.domains.events import attendees, events, files, repetitions, rules_said, topics
from lineup.domains.events.models import Event
from lineup.domains.onsite import announcements, booths
from lineup.domains.racing import races
from lineup.interfaces.web import prose, secrets
from lineup.interfaces.web.events import contents, maps, structured
from lineup.interfaces.web.places import entry
from lineup.interfaces.web.shared import of_offering

MOST_NAMES = 60
MOST_ANNOUNCED = 3


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    person = request.person  # type: ignore[attr-defined]
    event = events.find_visible(person, related=contents.with_page, slug=slug)
    pool = events.pool_of(event)
    with secrets.clock_of(request, event.time_zone):
        return render(request, "events/event.html", _shown(event, pool, person, clock.now()))


def _shown(event: Event, pool: Pool, person: Person | None, at: datetime) -> dict[str, Any]:
    offering: Any = event.offering  # with what `contents` noted
    names = attendees.first_names(person, event, pool, most=MOST_NAMES)
    is_over = _is_over(offering, at)
    return {
        "event": event,
        "offering": offering,
        "pool": pool,
        "by": offering.club or offering.organiser,
        "description": prose.shown(event.description),
        "tags": topics.tags_of(event) if offering.has_tags else [],
        "map": maps.of(event),
        "files": files.of(event, person) if offering.has_files else [],
        "names": names,
        "names_left": pool.taken - MOST_NAMES if len(names) == MOST_NAMES else 0,
        "may_manage": offerings.may_manage(offering, person),
        "is_over": is_over,
        "has_programme": offering.has_programme,
        "announced": list(announcements.shown_to(event, person)[:MOST_ANNOUNCED]) if person else [],
        **(_raced(event, person, at, is_over=is_over) if offering.has_race else {}),
        **_exhibited(event, person),
        **_repeating(event),
        **_standing(pool, person, at),
        **_told(event, pool),
    }


def _raced(event: Event, person: Person | None, at: datetime, *, is_over: bool) -> dict[str, Any]:
    """The race, and as long as there is time, where the viewer stands as a driver, or what keeps them from it."""
    race = races.find(event)
    if is_over or event.offering.state != Offering.State.PUBLISHED:
        return {"race": race}
    held = places.held_by(race.pool, person) if person else None
    return {"race": race, "driving": held, "no_driving": None if held else entry.refusal(race.pool, person, at=at)}


def _exhibited(event: Event, person: Person | None) -> dict[str, Any]:
    """Whether the viewer exhibits, or may say what exhibitors know of them."""
    if person is None or not booths.has_places(event):
        return {}
    exhibits = booths.exhibits(event, person)
    return {"exhibits": exhibits, "may_share": exhibits or attendees.comes(person, event)}


def _repeating(event: Event) -> dict[str, Any]:
    """By which rule it comes again, if it does."""
    occurrence = getattr(event, "occurrence", None)
    if occurrence is None:
        return {}
    repetition = occurrence.repetition
    return {"repetition": repetition, "rule_words": rules_said.said(repetitions.rule_of(repetition))}


def _standing(pool: Pool, person: Person | None, at: datetime) -> dict[str, Any]:
    """Where the viewer stands, or else what joining would lead to."""
    held = places.held_by(pool, person) if person else None
    if held:
        held.pool = pool
        return {"place": held, "standing": _position(held, at)}
    refusal = entry.refusal(pool, person, at=at)
    return {"refusal": refusal, "outlook": None if refusal else entry.outlook(pool)}


def _position(held: Place, at: datetime) -> queue.Standing | None:
    return queue.standing(held, at=at) if held.state == State.WAITLISTED else None


def _told(event: Event, pool: Pool) -> dict[str, Any]:
    """What machines are told; nothing of what is not for everybody."""
    shared = of_offering(event.offering, summary=prose.plain(event.description))
    return {
        "shared": shared,
        "structured": structured.script(event, pool, url=shared.url) if shared.is_everybodys else "",
    }


def _is_over(offering: Offering, at: datetime) -> bool:
    last = offering.ends_at or offering.starts_at
    return offering.state == Offering.State.FINISHED or (last is not None and at >= last)

"""The programme of an event and the page of a session, for everybody who sees the event."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lineup.core.foundation import clock
from lineup.core.participation import offerings, places, queue
from lineup.core.participation.models import Offering
from lineup.core.participation.transitions import State
from lineup.core.people.models import Person
from lineup.domains.events import events
from lineup.domains.events.models import Event
from lineup.domains.onsite import favourites, floor, questions, rights, sessions, statuses
from lineup.domains.onsite.models import Session, Speaker
from lineup.interfaces.web import machine_words, prose
from lineup.interfaces.web.onsite import grid, planned, structured
from lineup.interfaces.web.places import entry
from lineup.interfaces.web.shared import of_offering


@require_safe
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    person = request.person  # type: ignore[attr-defined]
    event = events.find_visible(person, slug=slug)
    starred, at = favourites.of(person, event), clock.now()
    mine = bool(person) and "mine" in request.GET
    only = favourites.programme_of(person, event) if mine else None
    found = planned.of(event, request.GET.get("day", ""), only=only, at=at)
    # from here on: the address of the event is not said again for each session
    slot = grid.Public(event.time_zone, "programme", found.speakers, starred, with_stars=bool(person), at=at)
    shown = {
        "event": event,
        "offering": event.offering,
        "crumbs": crumbs(event),
        "shared": of_offering(
            event.offering,
            title=f"{_('Programme')} · {event.offering.title}",
            summary=_("The programme of %(title)s, by room and time.") % {"title": event.offering.title},
            path=request.path,
        ),
        "found": found,
        "mine": mine,
        "tabs": found.tabs(request.path, "&mine=1" if mine else ""),
        "table": grid.table(found.table, slot, zone=event.time_zone) if found.table else "",
        "may_manage": offerings.may_manage(event.offering, person),
    }
    return render(request, "onsite/programme.html", shown)


def crumbs(event: Event, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """Return where one is in the event: its programme, or what else is given."""
    path = reverse("events:event", kwargs={"slug": event.offering.slug})
    return [(_("Events"), reverse("events:list")), (event.offering.title, path), *(more or [(_("Programme"), "")])]


@require_safe
def session(request: HttpRequest, slug: str, pk: Any) -> HttpResponse:
    person, at = request.person, clock.now()  # type: ignore[attr-defined]
    event = events.find_visible(person, slug=slug)
    found = sessions.find(event, pk)
    programme, speakers = reverse("onsite:programme", kwargs={"slug": slug}), list(found.speakers.order_by("name"))
    shown = {
        "event": event,
        "offering": event.offering,
        "session": found,
        "status": statuses.of(found, at=at),
        "statuses": Session.Status.choices,
        "speakers": speakers,
        "shared": of_offering(
            event.offering,
            title=f"{found.title} · {event.offering.title}",
            summary=prose.plain(found.description) or found.title,
            path=request.path,
        ),
        "structured": _structured(request, event, found, speakers),
        "description": prose.shown(found.description),
        "starred": found.pk in favourites.of(person, event),
        "may_manage": offerings.may_manage(event.offering, person) and rights.keeps(event, found.room, person, at=at),
        "crumbs": crumbs(event, (_("Programme"), programme), (found.title, "")),
        "is_over": statuses.of(found, at=at) == Session.Status.OVER or event.offering.state == Offering.State.FINISHED,
        "floor": questions.floor_of(found, person),
        "owes": floor.owes(found, person),
        "live": floor.watcher(event, person).link(found) if found.youtube_live_url else "",
        **_standing(found, person, at),
    }
    return render(request, "onsite/session.html", shown)


def _structured(request: HttpRequest, event: Event, found: Session, speakers: list[Speaker]) -> str:
    """What machines read, of events that are everybody's."""
    if event.offering.visibility != Offering.Visibility.PUBLIC:
        return ""
    event_url = settings.BASE_URL + reverse("events:event", kwargs={"slug": event.offering.slug})
    told = structured.of(found, event, speakers, url=settings.BASE_URL + request.path, event_url=event_url)
    return machine_words.script(told)


def _standing(found: Session, person: Person | None, at: Any) -> dict[str, Any]:
    """Where the viewer stands in an atelier, or what joining it would lead to."""
    pool = found.pool
    if pool is None:
        return {}
    held = places.held_by(pool, person) if person else None
    if held:
        held.pool = pool
        waits = held.state == State.WAITLISTED
        return {"pool": pool, "place": held, "standing": queue.standing(held, at=at) if waits else None}
    refusal = entry.refusal(pool, person, at=at)
    return {"pool": pool, "refusal": refusal, "outlook": None if refusal else entry.outlook(pool)}

"""The page at a door: a camera, a hand scanner or a name, and one large answer. Works as a form without scripts."""

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Forbidden, Missing, Refusal
from lineup.domains.onsite import rooms
from lineup.domains.onsite.door import controllers, doors, finding, scans, telling
from lineup.domains.onsite.door.doors import Opened
from lineup.domains.onsite.door.scans import Wanted
from lineup.domains.onsite.models import Scan
from lineup.interfaces.web import acting, errors
from lineup.interfaces.web.door import counting

ENTRANCE = "entrance"
LONGEST_SEARCH = 80


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def scan(request: HttpRequest, slug: str) -> HttpResponse:
    if request.method == "POST":
        return _answer(request, slug)
    return render(request, "door/scan.html", _page(request, slug))


def _answer(request: HttpRequest, slug: str) -> HttpResponse:
    by, at = acting.actor(request), clock.now()
    shown: dict[str, Any]
    try:
        opened = doors.open_to(by.person, slug=slug, room_id=_room_sent(request.POST.get("room", "")), at=at)
        answer = scans.scan(opened, _wanted(request), by=by, at=at)
        shown = {"told": telling.told(answer, opened)}
    except (Missing, Forbidden):
        raise
    except Refusal as refusal:
        shown = {"refusal": errors.told(refusal)}
    status = 422 if "refusal" in shown else 200
    if request.htmx:  # type: ignore[attr-defined]
        # htmx swaps nothing in that came with an error
        return render(request, "door/answer.html", {**shown, "client_id": uuid.uuid4()})
    return render(request, "door/scan.html", {**_page(request, slug), **shown}, status=status)


def _wanted(request: HttpRequest) -> Wanted:
    sent = request.POST
    return Wanted(
        client_id=_uuid(sent.get("client_id", "")) or uuid.uuid4(),
        code=sent.get("code", "")[: scans.LONGEST_CODE],
        person_id=_uuid(sent.get("person", "")),
        way=sent.get("way") or Scan.Way.IN,
    )


def _room_sent(room: str) -> Any:
    return None if room in ("", ENTRANCE) else room


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _page(request: HttpRequest, slug: str) -> dict[str, Any]:
    at, asked = clock.now(), request.POST if request.method == "POST" else request.GET
    person = request.person  # type: ignore[attr-defined]
    event, standing = controllers.find_event(person, slug=slug, at=at)
    opened = _opened(person, slug, asked.get("room", ""), standing, at)
    q = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    return {
        "event": event,
        "offering": event.offering,
        "opened": opened,
        "room": opened.room,
        "standing": standing,
        "rooms": list(rooms.of(event)) if standing.organises else [],
        "way": asked.get("way") if asked.get("way") in Scan.Way.values else Scan.Way.IN,
        "ways": Scan.Way.choices,
        "client_id": uuid.uuid4(),
        "q": q,
        "found": finding.by_name(event, q) if q else None,
        "titles": list(opened.titles.items()),
        "ateliers": [one["id"] for one in opened.sessions if one["kind"] == "atelier"],
        **counting.shown(opened),
    }


def _opened(person: Any, slug: str, room: str, standing: Any, at: Any) -> Opened:
    """The door that is asked for; else the room of the slot that runs, for an organiser the entrance."""
    if not room and standing.slot:
        room = str(standing.slot.room_id)
    return doors.open_to(person, slug=slug, room_id=_room_sent(room), at=at)

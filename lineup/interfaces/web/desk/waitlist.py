"""The queue as it stands, with each one's position and why they still wait."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lineup.core.foundation import clock, cursors
from lineup.core.foundation.errors import Refusal
from lineup.core.participation import queue
from lineup.core.participation.models import Place, Pool
from lineup.interfaces.web import flash
from lineup.interfaces.web.desk import listing, opening
from lineup.interfaces.web.desk.opening import Desk

PAGE = 50


@require_safe
@opening.desk
def index(request: HttpRequest, desk: Desk) -> HttpResponse:
    pool = desk.pool(request.GET["pool"]) if request.GET.get("pool") else next(iter(desk.pools), None)
    page = _page(pool, request.GET.get("cursor", "")) if pool else cursors.Page([], None, None)
    shown = {
        "pool": pool,
        "page": page,
        "waiting": _rows(page, desk),
        "total": queue.length(pool) if pool else 0,
        "why": queue.standing(page.items[0], at=clock.now()) if page.items else None,
    }
    return opening.page(request, desk, "waitlist.html", shown, room="waitlist")


def _page(pool: Pool, cursor: str) -> Any:
    rows = queue.waiting(pool).only("priority", "queued_at", "party", "pool", "state")
    page = cursors.page(rows, order=queue.ORDER, cursor=cursor, size=PAGE)
    for place in page.items:
        place.pool = pool
    return page


def _rows(page: Any, desk: Desk) -> list[dict[str, Any]]:
    """The rows with their positions; the first one's is asked for, the others count on from it."""
    if not page.items:
        return []
    first = queue.standing(page.items[0], at=clock.now()).position
    shown = listing.details([place.pk for place in page.items])
    sizes: dict[Any, int] = {}
    for row in shown:
        sizes[row["party"]] = sizes.get(row["party"], 0) + 1
    return [
        {
            **row,
            "position": first + at,
            "group": sizes[row["party"]],
            "href": desk.path("guest", pk=row["pk"]),
            "prefer_path": desk.path("prefer", pk=row["pk"]),
        }
        for at, row in enumerate(shown)
    ]


@require_POST
@opening.desk
def prefer(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    move = queue.move_back if request.POST.get("to") == "back" else queue.move_up
    place = desk.place(pk)
    try:
        flash.done(request, _words(move(place, by=desk.by, at=clock.now())))
    except Refusal as refusal:
        flash.refused(request, refusal)
    return redirect(desk.path("waitlist"))


def _words(place: Place) -> str:
    name = place.shown_name
    if place.priority:
        return _("%(name)s is next in line.") % {"name": name}
    return _("%(name)s waits in the usual order again.") % {"name": name}

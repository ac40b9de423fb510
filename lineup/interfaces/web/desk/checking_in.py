"""The door with a list: find the name, tap once; a slip is taken back with one more tap."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from lineup.core.foundation import clock, cursors
from lineup.core.foundation.errors import Refusal
from lineup.core.participation import entered
from lineup.core.participation.models import Place
from lineup.core.participation.transitions import State
from lineup.core.people.models import Participant
from lineup.domains.events import attendance
from lineup.interfaces.web import flash
from lineup.interfaces.web.desk import listing, opening
from lineup.interfaces.web.desk.opening import Desk

PAGE = 40
ORDER = ("called", "id")


@require_safe
@opening.desk
def index(request: HttpRequest, desk: Desk) -> HttpResponse:
    q, only = request.GET.get("q", "").strip()[: listing.LONGEST_SEARCH], request.GET.get("show", "")
    rows = listing.search(_expected(desk, only), q).only("pk").annotate(called=entered.NAME_FOLDED)
    page = cursors.page(rows, order=ORDER, cursor=request.GET.get("cursor", ""), size=PAGE)
    shown = {
        "page": page,
        "guests": _guests(desk, page),
        "q": q,
        "only": only,
        "cursor": request.GET.get("cursor", ""),
        **_counts(desk),
    }
    return opening.page(request, desk, "check_in.html", shown, room="check-in")


def _expected(desk: Desk, only: str = "") -> "QuerySet[Place]":
    # people come through a door; of a team that races, each by themselves
    people = Participant.Kind.PERSON
    rows = Place.objects.filter(pool__in=desk.pool_ids, state=State.CONFIRMED, participant__kind=people)
    return rows.filter(attendance=None) if only == "missing" else rows


def _guests(desk: Desk, page: Any) -> list[dict[str, Any]]:
    return [_row(desk, row) for row in listing.details([place.pk for place in page.items])]


def _row(desk: Desk, row: dict[str, Any]) -> dict[str, Any]:
    act = "arrive-undo" if row["here_at"] else "arrive"
    return {**row, "path": desk.path(act, pk=row["pk"])}


def _counts(desk: Desk) -> dict[str, int]:
    """How many are here, and how many are expected. One query."""
    counted = _expected(desk).aggregate(here=Count("pk", filter=Q(attendance__isnull=False)), expected=Count("pk"))
    return {"here": counted["here"], "expected": counted["expected"]}


@require_POST
@opening.desk
def arrive(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    return _do(request, desk, pk, attendance.check_in)


@require_POST
@opening.desk
def undo(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    return _do(request, desk, pk, attendance.undo)


def _do(request: HttpRequest, desk: Desk, pk: Any, operate: Any) -> HttpResponse:
    """Do it and answer with the one row to htmx, else with the page as it was searched."""
    place = desk.place(pk)
    try:
        operate(place, by=desk.by, at=clock.now())
    except Refusal as refusal:
        flash.refused(request, refusal)
        return redirect(_back(request, desk))
    if request.htmx:  # type: ignore[attr-defined]
        row = _row(desk, listing.details([place.pk])[0])
        return render(request, "desk/door_row.html", {"guest": row, "swapped": True, **_counts(desk)})
    return redirect(_back(request, desk))


def _back(request: HttpRequest, desk: Desk) -> str:
    kept = {name: value for name in ("q", "show", "cursor") if (value := request.POST.get(name))}
    return desk.path("check-in") + (f"?{urlencode(kept)}" if kept else "")

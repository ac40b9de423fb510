"""The timetable as its organisers see it: sessions are dragged to another time or room, or opened and edited."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Refusal
from lineup.domains.events.models import Event
from lineup.domains.onsite import purging, rights, rooms, sessions
from lineup.domains.onsite.clashes import Clashes
from lineup.interfaces.web import binned, flash
from lineup.interfaces.web.onsite import grid, opening, planned
from lineup.interfaces.web.onsite.opening import Desk


class MoveForm(forms.Form):
    """Where a session was dropped."""

    session = forms.UUIDField()
    room = forms.UUIDField(required=False)
    starts_at = forms.DateTimeField(input_formats=["%Y-%m-%dT%H:%M:%S%z"])
    despite_clashes = forms.BooleanField(required=False)


@require_safe
@opening.desk
def index(request: HttpRequest, desk: Desk) -> HttpResponse:
    return _page(request, desk, opening.event_of(desk))


def _page(request: HttpRequest, desk: Desk, event: Event, *, status: int = 200, **more: Any) -> HttpResponse:
    day = request.GET.get("day", "") or request.POST.get("day", "")
    person = desk.by.person
    found = planned.of(event, day, keeper=person, at=clock.now())
    slot = grid.Kept(event.time_zone, opening.path(desk), found.speakers)
    gone = sessions.kept_by(event, person, binned=True).annotate(stays=purging.is_atelier())
    shown = {
        "event": event,
        "found": found,
        "tabs_of_days": found.tabs(opening.path(desk)),
        "table": grid.table(found.table, slot, zone=event.time_zone, targets=True) if found.table else "",
        "untimed": list(sessions.kept_by(event, person).filter(starts_at=None)[: sessions.MOST]),
        "binned": binned.page(request, gone),
        "looks_after": rights.rooms_seen(event, person) is not None,
        **more,
    }
    return opening.page(request, desk, "timetable.html", shown, status=status)


@require_POST
@opening.desk
def move(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Move what was dropped; a clash is shown first, with the choice to move it all the same."""
    event, form = opening.event_of(desk), MoveForm(request.POST)
    if not form.is_valid():
        flash.refused(request, _("Drop it on a time and a room of the table."))
        return redirect(opening.path(desk))
    session = sessions.find(event, form.cleaned_data["session"])
    room = rooms.find(event, form.cleaned_data["room"]) if form.cleaned_data["room"] else None
    starts_at: datetime = form.cleaned_data["starts_at"]
    despite = form.cleaned_data["despite_clashes"]
    try:
        sessions.move(session, room=room, starts_at=starts_at, despite_clashes=despite, by=desk.by, at=clock.now())
    except Clashes as clash:
        session = sessions.find(event, session.pk)
        asked = {"clash": clash, "moving": session, "sent": request.POST}
        return _page(request, desk, event, status=409, **asked)
    except Refusal as refusal:
        flash.refused(request, refusal)
    else:
        flash.done(request, _("“%(session)s” was moved.") % {"session": session.title})
    return redirect(f"{opening.path(desk)}?day={request.POST.get('day', '')[:10]}")

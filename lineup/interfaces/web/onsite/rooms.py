"""Rooms listed and added, changed, put into the bin and taken out."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lineup.core.foundation import clock, ordering
from lineup.core.foundation.errors import Refusal
from lineup.domains.onsite import purging, rooms
from lineup.interfaces.web import acting, binned, flash
from lineup.interfaces.web.onsite import opening
from lineup.interfaces.web.onsite.forms import RoomForm
from lineup.interfaces.web.onsite.opening import Desk


@require_http_methods(["GET", "HEAD", "POST"])
@opening.desk
def index(request: HttpRequest, desk: Desk) -> HttpResponse:
    event, form = opening.event_of(desk), RoomForm(acting.sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = rooms.create(event, by=desk.by, at=clock.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.say(refusal)
        else:
            flash.done(request, _("“%(room)s” can be chosen for sessions now.") % {"room": made.name})
            return redirect(opening.path(desk, "rooms"))
    gone = rooms.of(event, binned=True).annotate(stays=purging.is_used())
    shown = {"form": form, "all": list(rooms.of(event)), "binned": binned.page(request, gone)}
    return opening.page(request, desk, "rooms.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@opening.desk
def edit(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    room = rooms.find(opening.event_of(desk), pk)
    initial = {field: getattr(room, field) for field in RoomForm.base_fields}
    form = RoomForm(acting.sent(request), initial=initial)
    if form.carries_out(lambda: rooms.change(room, by=desk.by, at=clock.now(), **form.cleaned_data)):
        flash.done(request, _("Saved."))
        return redirect(opening.path(desk, "rooms"))
    shown = {"form": form, "room_name": initial["name"], "room_pk": room.pk}
    return opening.page(request, desk, "room.html", shown, status=422 if form.errors else 200)


@require_POST
@opening.desk
def move(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    event = opening.event_of(desk)
    room = rooms.find(event, pk)
    index = acting.index_sent(request, ordering.index_of(room, list(rooms.of(event))))
    rooms.change(room, position=max(index, 0), by=desk.by, at=clock.now())
    return redirect(opening.path(desk, "rooms"))


@require_POST
@opening.desk
def discard(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    room = rooms.find(opening.event_of(desk), pk)
    try:
        rooms.discard(room, by=desk.by, at=clock.now())
    except Refusal as refusal:
        flash.refused(request, refusal)
    else:
        undo = opening.path(desk, "room-restoration", pk=pk)
        flash.done(request, _("“%(room)s” is in the bin.") % {"room": room.name}, undo=undo)
    return redirect(opening.path(desk, "rooms"))


@require_POST
@opening.desk
def restore(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    room = rooms.find(opening.event_of(desk), pk, binned=True)
    try:
        rooms.restore(room, by=desk.by, at=clock.now())
        flash.done(request, _("“%(room)s” is back.") % {"room": room.name})
    except Refusal as refusal:
        flash.refused(request, refusal)
    return redirect(opening.path(desk, "rooms"))

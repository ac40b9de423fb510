"""The plan of a day: who looks after which room from when to when."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lineup.core.foundation import clock, zones
from lineup.core.foundation.errors import Refusal
from lineup.domains.events import organising
from lineup.domains.events.models import Event
from lineup.domains.onsite import day_plan, duties, rooms, sessions
from lineup.domains.onsite.day_plan import Slot
from lineup.domains.onsite.models import RoomDuty
from lineup.interfaces.web import acting, drawing, flash
from lineup.interfaces.web.onsite import grid, opening, planned
from lineup.interfaces.web.onsite.opening import Desk
from lineup.interfaces.web.onsite.staff_forms import DutyForm

HALF_A_DAY = timedelta(hours=4)


class MoveForm(forms.Form):
    """Where a duty was dropped."""

    duty = forms.UUIDField()
    room = forms.UUIDField()
    starts_at = forms.DateTimeField(input_formats=["%Y-%m-%dT%H:%M:%S%z"])


@require_http_methods(["GET", "HEAD", "POST"])
@opening.desk
def index(request: HttpRequest, desk: Desk) -> HttpResponse:
    event = opening.event_of(desk)
    day = _day(event, request)
    form = DutyForm(acting.sent(request), event=event, initial=_begins(event, day))
    if request.method == "POST" and form.is_valid():
        held = form.team[form.cleaned_data["who"]]
        try:
            made = duties.assign(event, held.person, role=held.role, by=desk.by, at=clock.now(), **form.place)
        except Refusal as refusal:
            form.say(refusal)
        else:
            facts = {"person": held.shown_name, "room": made.room.name}
            flash.done(request, _("%(person)s is on duty in %(room)s.") % facts)
            return redirect(_back(desk, made, event))
    return _page(request, desk, event, day, form)


def _page(request: HttpRequest, desk: Desk, event: Event, day: Any, form: DutyForm) -> HttpResponse:
    path, leads = opening.path(desk, "duties"), organising.leads(event, desk.by.person)
    days = day_plan.days(event, sessions.of(event).values_list("starts_at", flat=True))
    all_rooms = list(rooms.of(event))
    table = day_plan.of_day(event, all_rooms, day) if day else None
    slot = Kept(event.time_zone, path, leads=leads)
    shown = {
        "form": form,
        "event": event,
        "leads": leads,
        "day": day,
        "has_rooms": bool(all_rooms),
        "has_team": bool(form.team),
        "tabs_of_days": [
            {"label": planned.named(one), "href": f"{path}?day={one.isoformat()}", "current": one == day}
            for one in days
        ],
        "table": grid.table(table, slot, zone=event.time_zone, targets=leads) if table and table.rows else "",
    }
    status = 422 if form.errors else 200
    return opening.page(request, desk, "duties.html", shown, room="onsite:team", status=status)


def _day(event: Event, request: HttpRequest) -> Any:
    days = day_plan.days(event, sessions.of(event).values_list("starts_at", flat=True))
    return planned.chosen(days, request.GET.get("day", ""), zones.local(clock.now(), event.time_zone).date())


def _begins(event: Event, day: Any) -> dict[str, datetime]:
    """The day from when the event begins on a clock, for half a day."""
    if day is None or event.offering.starts_at is None:
        return {}
    begins = zones.local(event.offering.starts_at, event.time_zone)
    starts_at = zones.on_clock(day, begins.time().replace(tzinfo=None), event.time_zone)
    return {"starts_at": starts_at, "ends_at": starts_at + HALF_A_DAY}


def _back(desk: Desk, duty: RoomDuty, event: Event) -> str:
    day = zones.local(duty.starts_at, event.time_zone).date().isoformat()
    return f"{opening.path(desk, 'duties')}?day={day}"


class Kept:
    """Draws the part of a duty that lies on the day, to be dragged or opened."""

    def __init__(self, zone: str, path: str, *, leads: bool) -> None:
        self.zone, self.path, self.leads = zone, path, leads

    def __call__(self, slot: Slot) -> SafeString:
        duty = slot.duty
        times = f"{grid.clock(duty.starts_at, self.zone)}–{grid.clock(duty.ends_at, self.zone)}"
        drag = format_html(' data-drag="{}" draggable="true"', duty.pk) if self.leads else drawing.NOTHING
        name = duty.shown_name
        link = (
            format_html('<a href="{}/{}">{}</a>', self.path, duty.pk, name)
            if self.leads
            else format_html("<b>{}</b>", name)
        )
        return format_html(
            '<div data-role="{}"{}>{}{} · {}</div>',
            duty.role,
            drag,
            link,
            duty.get_role_display(),
            times,
        )


@require_http_methods(["GET", "HEAD", "POST"])
@opening.desk
def edit(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    event = opening.event_of(desk)
    organising.check_leads(event, desk.by)
    own = duties.find(event, pk)
    form = DutyForm(acting.sent(request), event=event, own=own)
    if request.method == "POST" and form.is_valid():
        try:
            moved = duties.move(event, own, by=desk.by, at=clock.now(), **form.place)
        except Refusal as refusal:
            form.say(refusal)
            own = duties.find(event, pk)
        else:
            flash.done(request, _("Saved."))
            return redirect(_back(desk, moved, event))
    shown = {"form": form, "own": own, "event": event, "is_over": own.ends_at <= clock.now()}
    return opening.page(request, desk, "duty.html", shown, room="onsite:team", status=422 if form.errors else 200)


@require_POST
@opening.desk
def move(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Move what was dropped to another room and time, as long as it was."""
    event, form = opening.event_of(desk), MoveForm(request.POST)
    if not form.is_valid():
        flash.refused(request, _("Drop it on a time and a room of the table."))
        return redirect(opening.path(desk, "duties"))
    own = duties.find(event, form.cleaned_data["duty"])
    room, starts_at = rooms.find(event, form.cleaned_data["room"]), form.cleaned_data["starts_at"]
    times = {"starts_at": starts_at, "ends_at": starts_at + (own.ends_at - own.starts_at)}
    try:
        duties.move(event, own, room=room, by=desk.by, at=clock.now(), **times)
    except Refusal as refusal:
        flash.refused(request, refusal)
    else:
        flash.done(request, _("%(person)s's duty was moved.") % {"person": own.shown_name})
    return redirect(f"{opening.path(desk, 'duties')}?day={request.POST.get('day', '')[:10]}")


@require_POST
@opening.desk
def end(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    """End a running duty now, or take away one that has not begun."""
    event = opening.event_of(desk)
    own = duties.find(event, pk)
    try:
        duties.end(event, own, by=desk.by, at=clock.now())
    except Refusal as refusal:
        flash.refused(request, refusal)
    else:
        flash.done(request, _("%(person)s is no longer on duty there.") % {"person": own.shown_name})
    return redirect(_back(desk, own, event))

"""Sessions planned, changed, marked, put into the bin and taken out."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Refusal
from lineup.domains.onsite import rights, sessions, statuses
from lineup.domains.onsite.models import Session
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.onsite import opening
from lineup.interfaces.web.onsite.forms import SessionForm
from lineup.interfaces.web.onsite.opening import Desk


@require_http_methods(["GET", "HEAD", "POST"])
@opening.desk
def add(request: HttpRequest, desk: Desk) -> HttpResponse:
    event = opening.event_of(desk)
    starts_at = event.offering.starts_at
    form = SessionForm(
        acting.sent(request), event=event, keeper=desk.by.person, initial={"kind": "conference", "starts_at": starts_at}
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = sessions.create(event, by=desk.by, at=clock.now(), **form.values)
        except Refusal as refusal:
            form.say(refusal)
        else:
            flash.done(request, _("“%(session)s” is in the programme.") % {"session": made.title})
            return redirect(opening.path(desk))
    return _page(request, desk, form)


@require_http_methods(["GET", "HEAD", "POST"])
@opening.desk
def edit(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    event = opening.event_of(desk)
    own = sessions.find(event, pk)
    rights.check_sees(event, own.room, desk.by.person)
    form = SessionForm(acting.sent(request), event=event, keeper=desk.by.person, own=own)
    if request.method == "POST" and form.is_valid():
        try:
            sessions.change(own, by=desk.by, at=clock.now(), **form.values)
        except Refusal as refusal:
            form.say(refusal)
            own = sessions.find(event, pk)
        else:
            flash.done(request, _("Saved."))
            return redirect(opening.path(desk))
    return _page(request, desk, form, own=own)


def _page(request: HttpRequest, desk: Desk, form: SessionForm, own: Session | None = None) -> HttpResponse:
    shown: dict[str, Any] = {"form": form, "own": own}
    if own:
        shown |= {"status": statuses.of(own, at=clock.now()), "statuses": Session.Status.choices}
    return opening.page(request, desk, "session_form.html", shown, status=422 if form.errors else 200)


@require_POST
@opening.desk
def mark(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    """Say where the session stands; an empty status leaves it to the clock."""
    session = sessions.find(opening.event_of(desk), pk)
    try:
        sessions.mark(session, request.POST.get("status") or None, by=desk.by, at=clock.now())
    except Refusal as refusal:
        flash.refused(request, refusal)
    return redirect("onsite:session", slug=desk.offering.slug, pk=pk)


@require_POST
@opening.desk
def discard(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    session = sessions.find(opening.event_of(desk), pk)
    try:
        sessions.discard(session, by=desk.by, at=clock.now())
    except Refusal as refusal:
        flash.refused(request, refusal)
        return redirect(opening.path(desk, "session-edit", pk=pk))
    undo = opening.path(desk, "session-restoration", pk=pk)
    flash.done(request, _("“%(session)s” is in the bin.") % {"session": session.title}, undo=undo)
    return redirect(opening.path(desk))


@require_POST
@opening.desk
def restore(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    session = sessions.find(opening.event_of(desk), pk, binned=True)
    try:
        sessions.restore(session, by=desk.by, at=clock.now())
        flash.done(request, _("“%(session)s” is back.") % {"session": session.title})
    except Refusal as refusal:
        flash.refused(request, refusal)
    return redirect(opening.path(desk))

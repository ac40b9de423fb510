"""Announcements: read by whom they are for, written and changed at the desk."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lineup.core.foundation import clock, cursors
from lineup.core.participation import offerings
from lineup.domains.events import events
from lineup.domains.onsite import announcements
from lineup.domains.onsite.models import Announcement
from lineup.interfaces.web import acting, binned, flash
from lineup.interfaces.web.onsite import opening
from lineup.interfaces.web.onsite.opening import Desk
from lineup.interfaces.web.onsite.staff_forms import AnnouncementForm

PAGE = 30
ORDER = ("-created_at", "-id")
ROOM = "onsite:announcements-desk"


@require_safe
@login_required
def read(request: HttpRequest, slug: str) -> HttpResponse:
    """Those of the event that are for the viewer."""
    person: Any = request.person  # type: ignore[attr-defined]
    event = events.find_visible(person, slug=slug)
    rows = announcements.shown_to(event, person)
    path = reverse("events:event", kwargs={"slug": slug})
    shown = {
        "event": event,
        "offering": event.offering,
        "crumbs": [(_("Events"), reverse("events:list")), (event.offering.title, path), (_("Announcements"), "")],
        "page": cursors.page(rows, order=ORDER, cursor=request.GET.get("cursor", ""), size=PAGE),
        "may_manage": offerings.may_manage(event.offering, person),
    }
    return render(request, "onsite/announcements.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@opening.desk
def index(request: HttpRequest, desk: Desk) -> HttpResponse:
    event, person = opening.event_of(desk), desk.by.person
    asked = {name: request.GET.get(name, "") for name in ("target", "room", "session")}
    form = AnnouncementForm(acting.sent(request), event=event, initial={"target": "all", **_known(asked)})
    if form.carries_out(lambda: announcements.make(event, by=desk.by, at=clock.now(), **form.values)):
        flash.done(request, _("Announced; whom it is for is told."))
        return redirect(opening.path(desk, "announcements-desk"))
    found = cursors.page(announcements.of(event), order=ORDER, cursor=request.GET.get("cursor", ""), size=PAGE)
    shown = {
        "form": form,
        "page": found,
        "rows": [(row, row.author_id == person.pk if person else False) for row in found.items],
        "binned": binned.page(request, announcements.binned(event, person)),
    }
    status = 422 if form.errors else 200
    return opening.page(request, desk, "announcements_desk.html", shown, room=ROOM, status=status)


def _known(asked: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in asked.items() if value}


@require_http_methods(["GET", "HEAD", "POST"])
@opening.desk
def edit(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    event = opening.event_of(desk)
    own = _own(event, desk, pk)
    form = AnnouncementForm(acting.sent(request), event=event, own=own)
    if form.carries_out(lambda: announcements.change(event, own, by=desk.by, at=clock.now(), **form.values)):
        flash.done(request, _("Saved."))
        return redirect(opening.path(desk, "announcements-desk"))
    shown = {"form": form, "own": own}
    status = 422 if form.errors else 200
    return opening.page(request, desk, "announcement.html", shown, room=ROOM, status=status)


def _own(event: Any, desk: Desk, pk: Any) -> Announcement:
    """The announcement, if it is the viewer's to change. Raises Missing, NotItsAuthor."""
    found = announcements.find(event, desk.by.person, pk)
    if not announcements.may_change(found, desk.by.person):
        raise announcements.NotItsAuthor
    return found


@require_POST
@opening.desk
def discard(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    found = _own(opening.event_of(desk), desk, pk)
    announcements.discard(found, by=desk.by, at=clock.now())
    undo = opening.path(desk, "announcement-restoration", pk=pk)
    flash.done(request, _("“%(title)s” is in the bin.") % {"title": found.title}, undo=undo)
    return redirect(opening.path(desk, "announcements-desk"))


@require_POST
@opening.desk
def restore(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    found = announcements.find_binned(opening.event_of(desk), desk.by.person, pk)
    announcements.restore(found, by=desk.by, at=clock.now())
    flash.done(request, _("“%(title)s” is back.") % {"title": found.title})
    return redirect(opening.path(desk, "announcements-desk"))

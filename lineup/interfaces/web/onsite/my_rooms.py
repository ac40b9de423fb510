"""What somebody looks after: their duties everywhere, and the sessions of their rooms at one event."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lineup.core.foundation import clock, cursors
from lineup.domains.onsite import announcements, duties, rights, sessions, statuses, team
from lineup.domains.onsite.models import Session
from lineup.domains.onsite.roles import Staff
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.onsite import opening
from lineup.interfaces.web.onsite.opening import Desk

PAGE = 50
MOST_ROLES = 100
MOST_ANNOUNCED = 5


@require_safe
@opening.desk
def index(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The sessions of the rooms somebody has duty in; who leads the event sees all of them."""
    event, person, at = opening.event_of(desk), desk.by.person, clock.now()
    rows = sessions.kept_by(event, person)
    found = cursors.page(rows, order=("starts_at", "id"), cursor=request.GET.get("cursor", ""), size=PAGE)
    kept = rights.rooms_kept(event, person, at=at)
    shown = {
        "event": event,
        "duties": [duty for duty in duties.of_person(person, at=at) if duty.offering_id == event.pk] if person else [],
        "page": found,
        "rows": [_row(one, kept, at) for one in found.items],
        "leads": kept is None,
        "announced": list(announcements.of(event)[:MOST_ANNOUNCED]),
        "statuses": Session.Status.choices,
    }
    return opening.page(request, desk, "my_rooms.html", shown, room="onsite:timetable")


def _row(session: Session, kept: Any, at: Any) -> dict[str, Any]:
    may = kept is None or session.room_id in kept
    return {"session": session, "status": statuses.of(session, at=at), "may_change": may}


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """My roles and my duties, at every event."""
    person: Any = request.person  # type: ignore[attr-defined]
    at = clock.now()
    rows = duties.of_person(person, at=at)
    found = cursors.page(rows, order=("starts_at", "id"), cursor=request.GET.get("cursor", ""), size=PAGE)
    shown = {
        "page": found,
        "now": [duty for duty in found.items if duty.starts_at <= at],
        "ahead": [duty for duty in found.items if duty.starts_at > at],
        "roles": list(team.works_at(person)[:MOST_ROLES]),
        "at": at,
        "manager": Staff.MANAGER,
        "controller": Staff.CONTROLLER,
    }
    return render(request, "onsite/mine.html", shown)


@require_POST
@login_required
def step_down(request: HttpRequest, pk: Any) -> HttpResponse:
    """Give up a role of one's own; duties that are ahead go with it."""
    by = acting.actor(request)
    held = team.find_own(by.human, pk)
    team.remove(held.offering.event, held, by=by, at=clock.now())
    flash.done(request, _("You no longer work at %(event)s in this role.") % {"event": held.offering.title})
    return redirect("onsite:mine")

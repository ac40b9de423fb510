"""Who has which role at the event, and its president."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Refusal
from lineup.domains.events import organising
from lineup.domains.events.kind import ATTENDEE
from lineup.domains.events.models import Event
from lineup.domains.onsite import duties, team
from lineup.domains.onsite.models import StaffRole
from lineup.domains.onsite.roles import ATELIER, EXHIBITOR, Staff
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.onsite import opening
from lineup.interfaces.web.onsite.opening import Desk
from lineup.interfaces.web.onsite.staff_forms import PresidentForm, RoleForm

# two forms on one page
OTHER_IDS = "president_%s"
# those who take part, as the documents name them
TAKING_PART = {
    ATTENDEE: gettext_lazy("Participants (participant)"),
    EXHIBITOR: gettext_lazy("Exhibitors (exposant)"),
    ATELIER: gettext_lazy("Places in workshops"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@opening.desk
def index(request: HttpRequest, desk: Desk) -> HttpResponse:
    event, form = opening.event_of(desk), RoleForm(acting.sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            held = team.add_address(event, by=desk.by, at=clock.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.say(refusal)
        else:
            flash.done(request, _("%(name)s is on the team.") % {"name": held.shown_name})
            return redirect(opening.path(desk, "team"))
    return _page(request, desk, event, form)


def _page(request: HttpRequest, desk: Desk, event: Event, form: RoleForm, **more: Any) -> HttpResponse:
    at, presides = clock.now(), event.president
    shown: dict[str, Any] = {
        "form": form,
        "event": event,
        "leads": organising.leads(event, desk.by.person),
        "roles": _by_role(event, at),
        "taking_part": [(TAKING_PART.get(row.role, row.role), row.people) for row in team.taking_part(event)],
        "president_form": PresidentForm(auto_id=OTHER_IDS, initial={"email": presides.email if presides else ""}),
        **more,
    }
    status = 422 if form.errors or ("president_form" in more and more["president_form"].errors) else 200
    return opening.page(request, desk, "team.html", shown, room="onsite:team", status=status)


def _by_role(event: Event, at: Any) -> list[tuple[object, list[tuple[StaffRole, Any]]]]:
    """Each staff role with its people, each with the duty that runs or comes next. Two queries."""
    ahead: dict[Any, Any] = {}
    for duty in duties.of(event).filter(ends_at__gt=at):
        ahead.setdefault((duty.person_id, duty.role), duty)
    rows = list(team.of(event))
    return [
        (label, [(held, ahead.get((held.person_id, held.role))) for held in rows if held.role == role])
        for role, label in Staff.choices
    ]


@require_POST
@opening.desk
def president(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Make somebody the president, or nobody."""
    event, form = opening.event_of(desk), PresidentForm(request.POST, auto_id=OTHER_IDS)
    if form.carries_out(lambda: team.preside(event, email=form.cleaned_data["email"], by=desk.by, at=clock.now())):
        flash.done(request, _("Saved."))
        return redirect(opening.path(desk, "team"))
    return _page(request, desk, event, RoleForm(), president_form=form)


@require_POST
@opening.desk
def remove(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    """Take somebody off the team; what they have ahead goes with it."""
    event = opening.event_of(desk)
    held = team.find(event, pk)
    name = held.shown_name
    try:
        team.remove(event, held, by=desk.by, at=clock.now())
    except Refusal as refusal:
        flash.refused(request, refusal)
    else:
        flash.done(request, _("%(name)s is off the team.") % {"name": name})
    return redirect(opening.path(desk, "team"))

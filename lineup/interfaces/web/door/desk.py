"""The doors' room of the desk: live counts, how doors are kept, the phones, and what they decided otherwise."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from lineup.core.foundation import clock, cursors
from lineup.domains.onsite import statuses
from lineup.domains.onsite.door import devices, doors, log, reasons
from lineup.domains.onsite.models import Session
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.desk import opening
from lineup.interfaces.web.desk.opening import Desk
from lineup.interfaces.web.door.forms import DeviceForm
from lineup.interfaces.web.onsite.opening import event_of
from lineup.interfaces.web.refusing import Refusing

PAGE = 50
MOST_ATELIERS = 50


class DoorForm(Refusing, forms.Form):
    """How the doors are kept; saved by `doors.keep`."""

    check_in_first = forms.BooleanField(
        label=gettext_lazy("Rooms only after the check-in at the entrance"), required=False
    )
    no_show_minutes = forms.IntegerField(
        label=gettext_lazy("Minutes after the start of a workshop at which places of who did not come are released"),
        required=False,
        min_value=1,
        max_value=doors.MOST_MINUTES,
        help_text=gettext_lazy("Empty: only by hand, at the door."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@opening.desk
def index(request: HttpRequest, desk: Desk) -> HttpResponse:
    event, at = event_of(desk), clock.now()
    kept = doors.of(event)
    initial = {"check_in_first": kept.check_in_first, "no_show_minutes": kept.no_show_minutes}
    form = DoorForm(acting.sent(request), initial=initial)
    if form.carries_out(lambda: doors.keep(event, by=desk.by, at=at, **form.cleaned_data)):
        flash.done(request, _("Saved."))
        return redirect("door:desk", slug=desk.offering.slug)
    shown = {
        "form": form,
        "device_form": DeviceForm(),
        "counts": log.counts(event),
        "devices": list(devices.of(event)[: devices.MOST]),
        "conflicts": log.conflicts(event).count(),
        "ateliers": _running(event, at),
    }
    return page(request, desk, "index.html", shown, status=422 if form.errors else 200)


def page(request: HttpRequest, desk: Desk, template: str, shown: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Return a page of the doors in the frame of the desk."""
    return opening.page(request, desk, f"door/{template}", shown, room="door:desk", status=status)


def _running(event: Any, at: Any) -> list[Session]:
    rows = Session.objects.filter(event=event, kind=Session.Kind.ATELIER, binned_at=None, room__isnull=False)
    rows = rows.filter(starts_at__lte=at, ends_at__gt=at).select_related("room").order_by("starts_at", "id")
    return [one for one in rows[:MOST_ATELIERS] if statuses.of(one, at=at) == Session.Status.RUNNING]


@require_safe
@opening.desk
def conflicts(request: HttpRequest, desk: Desk) -> HttpResponse:
    event = event_of(desk)
    page_ = cursors.page(log.conflicts(event), order=log.ORDER, cursor=request.GET.get("cursor", ""), size=PAGE)
    rows = [(row, reasons.of(row.reason), reasons.of(row.house_reason or "already_in")) for row in page_.items]
    return page(request, desk, "conflicts.html", {"page": page_, "rows": rows})

"""How sign-up went: over time, at the door, from the waitlist, in money; on the page and as a file."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lineup.core.foundation import clock
from lineup.core.participation.models import Offering
from lineup.domains.events import reports
from lineup.domains.events.reports import Report
from lineup.interfaces.web import downloads
from lineup.interfaces.web.desk import opening, report_words
from lineup.interfaces.web.desk.opening import Desk


@require_safe
@opening.desk
def show(request: HttpRequest, desk: Desk) -> HttpResponse:
    today = timezone.localtime(clock.now()).date()
    shown = {**report_words.about(_report(desk), today=today), "begun": _has_begun(desk)}
    return opening.page(request, desk, "figures.html", shown, room="figures")


def _report(desk: Desk) -> Report:
    events = Offering.objects.filter(pk=desk.offering.pk)
    return reports.of(events, zone=timezone.get_current_timezone(), at=clock.now())


def _has_begun(desk: Desk) -> bool:
    return bool(desk.offering.starts_at and clock.now() >= desk.offering.starts_at)


@require_safe
@opening.desk
def export(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    return downloads.table(request, report_words.sheet(_report(desk)), name=f"{desk.offering.slug}-{_('figures')}")

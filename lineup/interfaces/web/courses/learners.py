"""Who learns in a course and how far they are; how it is taken as a whole, and where people stop."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from lineup.core.foundation import clock, cursors, text
from lineup.domains.courses import enrolments, figures
from lineup.domains.courses.models import Enrolment
from lineup.interfaces.web.courses import charting, opening
from lineup.interfaces.web.courses.opening import Taught

PAGE = 50
SHOWN = (
    ("", _("Everybody")),
    ("begun", _("Under way")),
    ("idle", _("Not seen for two weeks")),
    ("paused", _("Paused")),
    ("completed", _("Completed")),
)


@require_safe
@opening.taught
def index(request: HttpRequest, taught: Taught) -> HttpResponse:
    course, at = taught.course, clock.now()
    which, query = request.GET.get("show", ""), request.GET.get("q", "").replace("\x00", "").strip()[:100]
    rows = _narrowed(figures.learning(course), which, query, at)
    rows = rows.select_related("place__participant", "place__entered", "last_lesson")
    page = cursors.page(rows, order=figures.ORDER, cursor=request.GET.get("cursor", ""), size=PAGE)
    found = figures.of(course, at=at)
    shown = {
        "figures": found,
        "page": page,
        "learners": [_row(enrolment, taught) for enrolment in page.items],
        **charting.of(course, found, figures.where_they_stop(course)),
        "which": which,
        "query": query,
        "choices": SHOWN,
    }
    return opening.page(request, taught, "learners.html", shown, room="learners")


def _narrowed(rows: "QuerySet[Enrolment]", which: str, query: str, at: Any) -> "QuerySet[Enrolment]":
    since = at - figures.ACTIVE_WITHIN
    unseen = Q(last_read_at=None, begun_at__lt=since) | Q(last_read_at__lt=since)
    conditions = {
        "begun": Q(completed_at=None, paused_at=None),
        "idle": Q(completed_at=None, paused_at=None) & unseen,
        "paused": Q(paused_at__isnull=False, completed_at=None),
        "completed": Q(completed_at__isnull=False),
    }
    rows = rows.filter(conditions.get(which, Q()))
    return rows.filter(place__participant__name_folded__contains=text.fold(query)) if query else rows


def _row(enrolment: Enrolment, taught: Taught) -> dict[str, Any]:
    enrolment.course = taught.course
    return {
        "enrolment": enrolment,
        "name": enrolment.place.shown_name,
        "status": enrolments.status(enrolment.place, enrolment),
    }

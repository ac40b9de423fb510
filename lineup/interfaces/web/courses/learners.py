"""Who learns in a course and how far they are; how it is taken as a whole, and where people stop."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from lineup.core.foundation import clock, cursors
from lineup.domains.courses import enrolments, figures
from lineup.domains.courses.models import Enrolment
from lineup.interfaces.web.courses import charting, opening
from lineup.interfaces.web.courses.opening import Taught

PAGE = 50
SHOWN = (
    (figures.EVERYBODY, _("Everybody")),
    (figures.BEGUN, _("Under way")),
    (figures.IDLE, _("Not seen for two weeks")),
    (figures.PAUSED, _("Paused")),
    (figures.COMPLETED, _("Completed")),
)


@require_safe
@opening.taught
def index(request: HttpRequest, taught: Taught) -> HttpResponse:
    course, at = taught.course, clock.now()
    which, query = request.GET.get("show", ""), request.GET.get("q", "").replace("\x00", "").strip()[:100]
    rows = figures.learners(course, which=which, query=query, at=at)
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


def _row(enrolment: Enrolment, taught: Taught) -> dict[str, Any]:
    enrolment.course = taught.course
    return {
        "enrolment": enrolment,
        "name": enrolment.place.shown_name,
        "status": enrolments.status(enrolment.place, enrolment),
    }

"""The guest list as a file for spreadsheets, harmless when it is opened."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lineup.interfaces.web import states
from lineup.interfaces.web.desk import listing, opening
from lineup.interfaces.web.desk.opening import Desk

# what a spreadsheet takes for a formula, also after blanks that it drops
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")
BYTE_ORDER_MARK = "\ufeff"
CHUNK = 500


@require_safe
@opening.desk
def guests(request: HttpRequest, desk: Desk) -> StreamingHttpResponse:
    question = listing.asked(request.GET)
    response = StreamingHttpResponse(_lines(desk, question), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{desk.offering.slug}.csv"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _lines(desk: Desk, question: listing.Question) -> Iterator[str]:
    yield BYTE_ORDER_MARK
    yield _line([_("Name"), _("E-mail address"), _("Comes with"), _("State"), _("Since"), _("Checked in")])
    rows = (
        listing.rows(desk, question)
        .order_by(*listing.ORDERS[question.sort])
        .values_list(
            "participant__display_name",
            "contact__email",
            "contact__name",
            "state",
            "queued_at",
            "attendance__at",
            "participant",
            "contact",
        )
    )
    for name, email, contact, state, since, here_at, participant_id, contact_id in rows.iterator(chunk_size=CHUNK):
        company = "" if participant_id == contact_id else contact
        yield _line([name, email, company, states.look(state).label, _moment(since), _moment(here_at)])


def _moment(at: Any) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M") if at else ""


def _line(cells: list[Any]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow([harmless(str(cell)) for cell in cells])
    return line.getvalue()


def harmless(cell: str) -> str:
    """Return the cell so that a spreadsheet shows it and calculates nothing."""
    return f"'{cell}" if cell.lstrip(" \u00a0").startswith(FORMULA) else cell

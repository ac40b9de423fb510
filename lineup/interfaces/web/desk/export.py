"""The guest list as a file for spreadsheets."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lineup.core.foundation import sheets
from lineup.core.participation import entered
from lineup.interfaces.web import downloads, states
from lineup.interfaces.web.desk import columns, listing, opening
from lineup.interfaces.web.desk.opening import Desk

CHUNK = 500


@require_safe
@opening.desk
def guests(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    return downloads.table(request, _rows(desk, listing.asked(request.GET)), name=desk.offering.slug)


def _rows(desk: Desk, question: listing.Question) -> Iterator[list[sheets.Cell]]:
    asked = columns.of(desk)
    head = [_("Name"), _("E-mail address"), _("Comes with"), _("State"), _("Since"), _("Checked in")]
    yield [*head, *(str(one) for one in asked)]
    rows = (
        listing.rows(desk, question)
        .order_by(*listing.ORDERS[question.sort])
        .values_list(
            "pk",
            entered.NAME,
            entered.EMAIL,
            "contact__name",
            "state",
            "queued_at",
            "attendance__at",
            "participant",
            "contact",
        )
    )
    for chunk in _chunks(rows.iterator(chunk_size=CHUNK)):
        answers = columns.read(asked, [row[0] for row in chunk])
        for pk, name, email, contact, state, since, here_at, participant_id, contact_id in chunk:
            company = "" if participant_id == contact_id else contact
            known = [name, email, company, str(states.look(state).label), since, here_at]
            yield [*known, *columns.cells(asked, answers.get(pk, {}))]


def _chunks(rows: Iterator[Any]) -> Iterator[list[Any]]:
    while chunk := list(islice(rows, CHUNK)):
        yield chunk

"""What is done with a table of people: entered, taken back, thrown away; and its refused lines as a file."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from lineup.core.foundation import clock, sheets
from lineup.core.foundation.errors import Refusal
from lineup.core.participation import imports
from lineup.core.participation.models import ImportLine, PeopleImport
from lineup.interfaces.web import downloads, flash
from lineup.interfaces.web.desk import import_forms, importing, opening
from lineup.interfaces.web.desk.opening import Desk


@require_POST
@opening.desk
def run(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    batch, form = importing.find(desk, pk), import_forms.RunForm(request.POST)
    try:
        imports.run(batch, tells=form.is_valid() and form.cleaned_data["tells"], by=desk.by, at=clock.now())
    except Refusal as refusal:
        flash.refused(request, refusal)
    else:
        _say(request, desk, batch)
    return redirect(desk.path("import", pk=pk))


@require_POST
@opening.desk
def undo(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    batch = importing.find(desk, pk)
    try:
        imports.take_back(batch, by=desk.by, at=clock.now())
    except Refusal as refusal:
        flash.refused(request, refusal)
    return redirect(desk.path("import", pk=pk))


@require_POST
@opening.desk
def discard(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    try:
        imports.discard(importing.find(desk, pk), by=desk.by, at=clock.now())
    except Refusal as refusal:
        flash.refused(request, refusal)
        return redirect(desk.path("import", pk=pk))
    flash.done(request, _("Nothing of the table is kept any more."))
    return redirect(desk.path("imports"))


def _say(request: HttpRequest, desk: Desk, batch: PeopleImport) -> None:
    if batch.state != PeopleImport.State.DONE:
        return
    numbers = imports.counts(batch)
    made = numbers.get("entered", 0) + numbers.get("waits", 0)
    words = ngettext("One line is on the list.", "%(n)d lines are on the list.", made) % {"n": made}
    path = desk.path("import-undo", pk=batch.pk) if imports.can_be_undone(batch, at=clock.now()) else ""
    flash.done(request, words, undo=path)


@require_safe
@opening.desk
def refused(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponseBase:
    batch = importing.find(desk, pk)
    return downloads.table(request, _sheet(batch), name=f"{desk.offering.slug}-{_('refused')}")


def _sheet(batch: PeopleImport) -> Iterator[list[sheets.Cell]]:
    """The lines as they were brought along, to be put right and brought along again."""
    width = len(batch.titles)
    yield [*batch.titles, _("Line"), _("Column"), _("Reason")]
    rows = batch.lines.filter(state=ImportLine.State.REFUSED).order_by("number")
    for line in rows.iterator(chunk_size=500):
        cells = [*line.cells, *[""] * (width - len(line.cells))]
        yield [*cells, line.number, line.column, line.reason]

"""People brought along in a table: choose it, say what its columns are, look at what would happen, and do it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from lineup.core.foundation import clock, cursors
from lineup.core.foundation.errors import Missing, Refusal
from lineup.core.participation import import_columns, import_preview, import_saying, imports
from lineup.core.participation.models import ImportLine, PeopleImport, Pool
from lineup.interfaces.web import acting, states, waiting
from lineup.interfaces.web.desk import import_forms, opening
from lineup.interfaces.web.desk.opening import Desk

PAGE = 50
SAMPLE = 3

State = PeopleImport.State
UNDER_WAY = (State.RUNNING, State.UNDOING)
IN_ORDER = tuple(state for state in ImportLine.State if state != ImportLine.State.PENDING)


def find(desk: Desk, pk: Any) -> PeopleImport:
    """Return an import into a pool of this desk. Raises Missing."""
    batch = imports.of(desk.pools).filter(pk=pk).first()
    if batch is None:
        raise Missing
    batch.pool = desk.pool(batch.pool_id)
    return batch


@require_http_methods(["GET", "HEAD", "POST"])
@opening.desk
def index(request: HttpRequest, desk: Desk) -> HttpResponse:
    if not desk.pools:
        raise Missing
    form = import_forms.UploadForm(acting.sent(request), request.FILES or None, pools=desk.main)
    if request.method == "POST" and form.is_valid():
        try:
            batch = imports.begin(_pool(desk, form), form.content, by=desk.by, at=clock.now())
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            return redirect(desk.path("import-columns", pk=batch.pk))
    cursor = request.GET.get("cursor", "")
    page = cursors.page(imports.of(desk.pools), order=("-created_at", "-id"), cursor=cursor, size=PAGE)
    shown = {"form": form, "page": page, "makers": import_columns.MAKER_NAMES}
    return opening.page(request, desk, "imports.html", shown, room="guests", status=422 if form.errors else 200)


def _pool(desk: Desk, form: import_forms.UploadForm) -> Pool:
    return desk.pool(form.cleaned_data["pool"]) if "pool" in form.fields else desk.main[0]


@require_http_methods(["GET", "HEAD", "POST"])
@opening.desk
def columns(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    batch = find(desk, pk)
    if batch.state not in (State.DRAFT, State.READING):
        return redirect(desk.path("import", pk=pk))
    form = import_forms.ColumnsForm(acting.sent(request), batch=batch)
    if request.method == "POST" and form.is_valid():
        try:
            imports.map_columns(batch, form.mapping, by=desk.by, at=clock.now())
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            return redirect(desk.path("import", pk=pk))
    shown = {
        "form": form,
        "batch": batch,
        "maker": import_columns.MAKER_NAMES.get(batch.maker, ""),
        "sample": [_filled(line.cells, len(batch.titles)) for line in batch.lines.order_by("number")[:SAMPLE]],
        "lacks_addresses": not import_columns.is_complete(batch.mapping, batch.titles),
    }
    return opening.page(request, desk, "import_columns.html", shown, room="guests", status=422 if form.errors else 200)


def _filled(cells: Sequence[str], width: int) -> list[str]:
    return [*cells, *[""] * (width - len(cells))]


@require_safe
@opening.desk
def show(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    """The dry run before, how far it is meanwhile, what became of each line afterwards."""
    batch = find(desk, pk)
    if batch.state in UNDER_WAY:
        return _under_way(request, desk, batch)
    if batch.state == State.READING or not import_columns.is_complete(batch.mapping, batch.titles):
        return redirect(desk.path("import-columns", pk=pk))
    only = request.GET.get("show", "")
    only = only if only in IN_ORDER else ""
    found = _foreseen if batch.state == State.DRAFT else _done
    numbers, page = found(batch, only, request.GET.get("cursor", ""))
    shown = {
        "batch": batch,
        "page": page,
        "only": only,
        "total": sum(numbers.values()),
        "tabs": [
            {"name": name, "label": states.look(f"line_{name}").label, "count": numbers[name]}
            for name in IN_ORDER
            if numbers.get(name)
        ],
        "entered": numbers.get("entered", 0) + numbers.get("waits", 0),
        "refused": numbers.get("refused", 0),
        "form": import_forms.RunForm(),
        "can_undo": imports.can_be_undone(batch, at=clock.now()),
    }
    return opening.page(request, desk, "import.html", shown, room="guests")


def _under_way(request: HttpRequest, desk: Desk, batch: PeopleImport) -> HttpResponse:
    numbers = imports.counts(batch)
    total = sum(numbers.values())
    waits = ("pending",) if batch.state == State.RUNNING else ("entered", "waits")
    shown = {"batch": batch, "total": total, "done": total - sum(numbers.get(name, 0) for name in waits)}
    return waiting.looks_again(opening.page(request, desk, "import_under_way.html", shown, room="guests"))


Found = tuple[Mapping[str, int], "cursors.Page[Any]"]


def _foreseen(batch: PeopleImport, only: str, cursor: str) -> Found:
    """The page of a list that was made in memory: its cursor is how many come before."""
    found = import_preview.foresee(batch)
    chosen = [one for one in found if not only or one.state == only]
    start = int(cursor) if cursor.isascii() and cursor.isdecimal() and len(cursor) < 6 else 0
    rows = [_row(one.line, one.name, one.email) for one in chosen[start : start + PAGE]]
    after = str(start + PAGE) if start + PAGE < len(chosen) else None
    return import_preview.counts(found), cursors.Page(rows, after, str(max(0, start - PAGE)) if start else None)


def _done(batch: PeopleImport, only: str, cursor: str) -> Found:
    rows = batch.lines.select_related("place__participant", "place__contact", "place__entered")
    page = cursors.page(rows.filter(state=only) if only else rows, order=("number",), cursor=cursor, size=PAGE)
    shown = [_row(line, *import_saying.who(line, batch)) for line in page.items]
    return imports.counts(batch), cursors.Page(shown, page.next, page.previous)


def _row(line: ImportLine, name: str, email: str) -> dict[str, Any]:
    return {"line": line, "name": name, "email": email, "look": f"line_{line.state}"}

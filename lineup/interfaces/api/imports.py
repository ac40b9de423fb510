"""People whom an organiser brings along in a table: read, mapped, looked at, run and taken back."""

from datetime import datetime
from typing import Any, Literal, Self
from uuid import UUID

from django.http import HttpRequest
from ninja import File, Query, Router, Status, UploadedFile
from pydantic import Field

from lineup.core.foundation import clock, tables
from lineup.core.participation import finding, import_preview, import_saying, imports
from lineup.core.participation.models import ImportLine, PeopleImport
from lineup.interfaces.api import keys, paging, shapes
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Number, Sent

router = Router(tags=["imports"])

ImportState = Literal["reading", "draft", "running", "done", "undoing", "undone"]
LineState = Literal["pending", "entered", "waits", "held", "skipped", "refused", "undone", "left"]


class ColumnsSent(Sent):
    """Which column has what, by its number from 0; null: none. An address and a name are needed."""

    name: Number | None = None
    first_name: Number | None = None
    last_name: Number | None = None
    email: Number | None = Field(None, examples=[1])
    buyer_email: Number | None = None
    guests: Number | None = None
    status: Number | None = None
    comes_with: Number | None = None
    answers: dict[UUID, Number] = Field(
        {}, max_length=100, description="Which columns answer what the pool asks: by the question's id."
    )


class RunSent(Sent):
    """`tells`: who is entered gets a mail with the link to their place."""

    tells: bool = True


class ImportShown(Shown):
    """A table and how far it is. `titles` are its columns, `mapping` says which has what (also the answer
    to a question, by its id), `maker` whose export it is.

    `lines` counts them by their state: while it is a draft, by the one they would have.
    """

    id: UUID
    pool: UUID
    state: ImportState
    maker: str
    titles: list[str]
    mapping: dict[str, int]
    tells: bool
    created_at: datetime
    done_at: datetime | None
    lines: dict[str, int]

    @classmethod
    def of(cls, batch: PeopleImport) -> Self:
        foreseen = batch.state == PeopleImport.State.DRAFT
        lines = import_preview.counts(import_preview.foresee(batch)) if foreseen else imports.counts(batch)
        return cls.made(**shapes.read(batch, AS_IS), id=batch.pk, pool=batch.pool_id, lines=dict(lines))


AS_IS = ("state", "maker", "titles", "mapping", "tells", "created_at", "done_at")


class ImportListed(Shown):
    """A table in a list, without a look at its lines."""

    id: UUID
    pool: UUID
    state: ImportState
    maker: str
    created_at: datetime
    done_at: datetime | None

    @classmethod
    def of(cls, batch: PeopleImport) -> Self:
        fields = ("state", "maker", "created_at", "done_at")
        return cls.made(**shapes.read(batch, fields), id=batch.pk, pool=batch.pool_id)


class LinesWanted(Sent):
    state: LineState | None = None


class LineShown(Shown):
    """A line by its number in the table; `column`, `code` and `reason` say what is wrong with it.

    `place` is that of the contact of the group with which the line came.
    """

    number: int
    state: LineState
    name: str
    email: str
    place: UUID | None
    column: str
    code: str
    reason: str

    @classmethod
    def of(cls, line: ImportLine, name: str, email: str) -> Self:
        fields = ("number", "state", "column", "code", "reason")
        return cls.made(**shapes.read(line, fields), name=name, email=email, place=line.place_id)


@router.post("/pools/{pool}/imports", response={201: ImportShown}, summary="Upload a table of people")
def begin(request: HttpRequest, pool: UUID, file: File[UploadedFile]) -> Any:
    """CSV or XLSX, up to 10 MB and 10,000 lines; nobody is entered yet. The file itself is not kept."""
    found = finding.managed_pool(keys.person(request), pool)
    content = file.read(tables.LARGEST_BYTES + 1)
    return Status(201, ImportShown.of(imports.begin(found, content, by=keys.actor(request), at=clock.now())))


@router.get("/pools/{pool}/imports", response=paging.Page[ImportListed], summary="List the imports into a pool")
def of_pool(request: HttpRequest, pool: UUID, window: Query[paging.Window]) -> Any:
    """Those of the last seven days, the newest first."""
    rows = imports.of([finding.managed_pool(keys.person(request), pool)])
    return paging.page(rows, ImportListed, order=("-created_at", "-id"), window=window)


@router.get("/imports/{people_import}", response=ImportShown, summary="Show an import")
def show(request: HttpRequest, people_import: UUID) -> Any:
    """How far it is, and how its lines stand or would stand."""
    return ImportShown.of(_managed(request, people_import))


@router.put("/imports/{people_import}/columns", response=ImportShown, summary="Say which column has what")
def map_columns(request: HttpRequest, people_import: UUID, body: ColumnsSent) -> Any:
    """Instead of what was proposed; as long as nobody is entered."""
    mapping = body.model_dump(exclude_none=True, exclude={"answers"})
    mapping |= {str(question): column for question, column in body.answers.items()}
    batch = _managed(request, people_import)
    return ImportShown.of(imports.map_columns(batch, mapping, by=keys.actor(request), at=clock.now()))


@router.get("/imports/{people_import}/lines", response=paging.Page[LineShown], summary="List the lines of an import")
def lines(request: HttpRequest, people_import: UUID, wanted: Query[LinesWanted], window: Query[paging.Window]) -> Any:
    """Before it is run: what would become of each. Afterwards: what became of it."""
    batch = _managed(request, people_import)
    if batch.state == PeopleImport.State.DRAFT:
        return _foreseen(batch, wanted, window)
    rows = batch.lines.select_related("place__participant", "place__contact", "place__entered")
    rows = rows.filter(state=wanted.state) if wanted.state else rows
    page = paging.found(rows, order=("number",), window=window)
    return paging.shown(page, LineShown, lambda line: LineShown.of(line, *import_saying.who(line, batch)))


def _foreseen(batch: PeopleImport, wanted: LinesWanted, window: paging.Window) -> Any:
    by_number = {one.line.number: one for one in import_preview.foresee(batch)}
    chosen = [number for number, one in by_number.items() if wanted.state in (None, one.state)]
    page = paging.found(batch.lines.filter(number__in=chosen), order=("number",), window=window)
    return paging.shown(page, LineShown, lambda line: _of_foreseen(by_number[line.number]))


def _of_foreseen(one: import_preview.Foreseen) -> LineShown:
    return LineShown.of(one.line, one.name, one.email)


@router.post("/imports/{people_import}/run", response=ImportShown, summary="Enter the people of an import")
def run(request: HttpRequest, people_import: UUID, body: RunSent | None = None) -> Any:
    """Once, however often it is asked for. A long table is `running` until a worker is through."""
    tells = body.tells if body else True
    batch = _managed(request, people_import)
    return ImportShown.of(imports.run(batch, tells=tells, by=keys.actor(request), at=clock.now()))


@router.post("/imports/{people_import}/undo", response=ImportShown, summary="Take an import back")
def take_back(request: HttpRequest, people_import: UUID) -> Any:
    """Within ten minutes after it was done. Places to which something happened since are left, as their lines say."""
    batch = _managed(request, people_import)
    return ImportShown.of(imports.take_back(batch, by=keys.actor(request), at=clock.now()))


@router.post("/imports/{people_import}/discard", response={204: None}, summary="Forget an import")
def discard(request: HttpRequest, people_import: UUID) -> Any:
    """Deletes what is kept of the table; the people who were entered stay."""
    imports.discard(_managed(request, people_import), by=keys.actor(request), at=clock.now())
    return Status(204, None)


def _managed(request: HttpRequest, pk: UUID) -> PeopleImport:
    return imports.find_managed(keys.person(request), pk)

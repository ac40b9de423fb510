"""A lesson as it is read, and the pictures and files that stand in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lineup.core.foundation import clock
from lineup.domains.courses import access, enrolments, outline, progress, releases, watched
from lineup.domains.courses.models import Enrolment, Item, Lesson, Module
from lineup.interfaces.web import files, prose
from lineup.interfaces.web.courses import assignment_working, filmed, quiz_taking

# a course of more lessons lists those of the module one is in, and the others when they are asked for
MOST_LISTED = 40


@dataclass(frozen=True)
class Piece:
    """An item ready to be shown.

    `html` of a text, `host` of a video elsewhere; of one stored here its `length`, as 12:05, and the `language` of its
    captions in its own words, and how much of it was `watched`, where the lesson is done by that.
    """

    item: Item
    html: str = ""
    host: str = ""
    length: str = ""
    language: str = ""
    watched: str = ""


def pieces(lesson: Lesson) -> list[Piece]:
    """Return what stands in the lesson, in its order. One query."""
    return [_piece(item) for item in outline.to_read(lesson)]


def _piece(item: Item) -> Piece:
    if item.kind == Item.Kind.TEXT:
        return Piece(item, html=prose.shown(item.text))
    if item.kind == Item.Kind.VIDEO and item.file:
        return Piece(item, length=filmed.length(item.seconds), language=filmed.own_name(item.captions_language))
    return Piece(item, host=(urlsplit(item.url).hostname or "").removeprefix("www.") if item.url else "")


def _with_share(piece: Piece, share: watched.Share | None) -> Piece:
    return replace(piece, watched=filmed.watched(share)) if share else piece


@require_safe
@login_required
def lesson(request: HttpRequest, slug: str, pk: Any) -> HttpResponse:
    person, at = request.person, clock.now()  # type: ignore[attr-defined]
    reader = access.reader(person, slug=slug)
    found = access.lesson(reader, pk, at=at)
    modules = outline.contents(reader.course)
    shown: dict[str, Any] = {
        "course": reader.course,
        "offering": reader.course.offering,
        "lesson": found,
        "pieces": pieces(found),
        "by_hand": progress.by_hand(found),
        "modules": modules,
        "unfolded": _unfolded(modules, found, request.GET.get("module", "")),
        "previews": reader.place is None,
        **_neighbours(modules, found),
        **(_learnt(reader.enrolment, found, modules, at) if reader.enrolment else {}),
    }
    if found.completion == Lesson.Completion.QUIZ:
        shown |= quiz_taking.panel(found, shown.get("enrolment"), at=at)
    elif found.completion == Lesson.Completion.ASSIGNMENT:
        shown |= assignment_working.panel(found, shown.get("enrolment"), at=at)
    if found.completion == Lesson.Completion.WATCHED and "enrolment" in shown:
        shares = watched.of(shown["enrolment"], found)
        shown["pieces"] = [_with_share(piece, shares.get(piece.item.pk)) for piece in shown["pieces"]]
    return render(request, "courses/lesson.html", shown)


def _learnt(enrolment: Enrolment, found: Lesson, modules: Sequence[Module], at: datetime) -> dict[str, Any]:
    """Note that the learner opened it, and say where they stand."""
    row = progress.view(enrolment, found, at=at)
    if row.completed_at == at:
        enrolment = enrolments.again(enrolment)
    ready_at = progress.ready_at(found, row)
    return {
        "enrolment": enrolment,
        "row": row,
        "done": {key for key, one in progress.of(enrolment).items() if one.completed_at},
        "closed": releases.closed(modules, enrolment, at=at),
        "ready_at": ready_at if ready_at > at and not row.completed_at else None,
    }


def _neighbours(modules: Sequence[Any], found: Lesson) -> dict[str, Any]:
    row = [lesson for module in modules for lesson in module.shown_lessons]
    at = next((number for number, lesson in enumerate(row) if lesson.pk == found.pk), 0)
    return {
        "number": at + 1,
        "total": len(row),
        "before": row[at - 1] if at else None,
        "after": row[at + 1] if at + 1 < len(row) else None,
    }


def _unfolded(modules: Sequence[Any], found: Lesson, asked: str) -> set[Any]:
    """Return the modules (ids) whose lessons are listed beside the one that is read."""
    if sum(len(module.shown_lessons) for module in modules) <= MOST_LISTED:
        return {module.pk for module in modules}
    return {found.module_id} | {module.pk for module in modules if str(module.pk) == asked}


@require_safe
@login_required
def content(request: HttpRequest, slug: str, pk: Any, item: Any) -> HttpResponseBase:
    """Answer a picture or a video to be shown, or a file to be kept; asked anew each time who wants it."""
    found = _item(request, slug, pk, item)
    if found.kind == Item.Kind.IMAGE:
        return files.picture(str(found.file.name))
    if found.kind == Item.Kind.VIDEO and found.file:
        return files.video(found, asked=request.headers.get("Range", ""))
    return files.of_item(found)


@require_safe
@login_required
def captions(request: HttpRequest, slug: str, pk: Any, item: Any) -> HttpResponse:
    return files.captions(_item(request, slug, pk, item))


def _item(request: HttpRequest, slug: str, pk: Any, item: Any) -> Item:
    reader = access.reader(request.person, slug=slug)  # type: ignore[attr-defined]
    return outline.find_item(access.lesson(reader, pk, at=clock.now()), item)

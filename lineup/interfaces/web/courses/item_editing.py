"""A piece of a lesson: written, shown first, changed, moved, put into the bin and taken out."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lineup.core.foundation import clock, ordering
from lineup.core.foundation.errors import Missing, Refusal
from lineup.domains.courses import items, outline
from lineup.domains.courses.models import Item, Lesson
from lineup.interfaces.web import acting, flash, prose
from lineup.interfaces.web.courses import item_forms, opening
from lineup.interfaces.web.courses.opening import Taught

page = require_http_methods(["GET", "HEAD", "POST"])


@page
@opening.taught
def new(request: HttpRequest, taught: Taught, pk: Any, kind: str) -> HttpResponse:
    lesson = outline.find_lesson(taught.course, pk)
    if kind not in Item.Kind.values:
        raise Missing
    form = item_forms.ItemForm(acting.sent(request), request.FILES or None, kind=kind)
    if request.method == "POST" and form.is_valid() and not form.previews:
        upload = form.cleaned_data.get("file")
        try:
            items.add(lesson, kind, upload=upload, by=taught.by, at=clock.now(), **form.values())
        except Refusal as refusal:
            form.say(refusal)
        else:
            flash.done(request, _("It stands in the lesson."))
            return redirect(taught.path("lesson-edit", pk=pk))
    return _page(request, taught, lesson, form, kind)


@page
@opening.taught
def edit(request: HttpRequest, taught: Taught, pk: Any, item: Any) -> HttpResponse:
    lesson = outline.find_lesson(taught.course, pk)
    own = outline.find_item(lesson, item)
    form = item_forms.ItemForm(acting.sent(request), request.FILES or None, kind=own.kind, item=own)
    if request.method == "POST" and form.is_valid() and not form.previews:
        try:
            items.change(own, by=taught.by, at=clock.now(), **form.values())
        except Refusal as refusal:
            form.say(refusal)
        else:
            flash.done(request, _("Saved."))
            return redirect(taught.path("lesson-edit", pk=pk))
    return _page(request, taught, lesson, form, own.kind, own=own)


def _page(
    request: HttpRequest, taught: Taught, lesson: Lesson, form: item_forms.ItemForm, kind: str, own: Item | None = None
) -> HttpResponse:
    written = form.data.get("text", "") if form.previews else ""
    shown = {
        "form": form,
        "lesson": lesson,
        "own": own,
        "kind": kind,
        "kind_label": Item.Kind(kind).label,
        "preview": prose.shown(written[: items.LONGEST_TEXT]) if written.strip() else "",
    }
    return opening.page(request, taught, "item.html", shown, room="outline", status=422 if form.errors else 200)


@require_POST
@opening.taught
def move(request: HttpRequest, taught: Taught, pk: Any, item: Any) -> HttpResponse:
    lesson = outline.find_lesson(taught.course, pk)
    own = outline.find_item(lesson, item)
    index = acting.index_sent(request, ordering.index_of(own, list(outline.items(lesson))))
    return opening.act(
        request,
        lambda: items.move(own, index=index, by=taught.by, at=clock.now()),
        "",
        then=f"{taught.path('lesson-edit', pk=pk)}#item-{own.pk}",
    )


@require_POST
@opening.taught
def discard(request: HttpRequest, taught: Taught, pk: Any, item: Any) -> HttpResponse:
    lesson = outline.find_lesson(taught.course, pk)
    own = outline.find_item(lesson, item)
    return opening.act(
        request,
        lambda: items.discard(own, by=taught.by, at=clock.now()),
        _("It is in the bin."),
        undo=taught.path("item-restoration", pk=pk, item=item),
        then=taught.path("lesson-edit", pk=pk),
    )


@require_POST
@opening.taught
def restore(request: HttpRequest, taught: Taught, pk: Any, item: Any) -> HttpResponse:
    lesson = outline.find_lesson(taught.course, pk)
    own = outline.find_item(lesson, item, binned=True)
    return opening.act(
        request,
        lambda: items.restore(own, by=taught.by, at=clock.now()),
        _("It is back."),
        then=taught.path("lesson-edit", pk=pk),
    )

"""A lesson put together: its settings, and what stands in it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lineup.core.foundation import clock, ordering
from lineup.domains.courses import lessons, outline
from lineup.domains.courses.models import Item
from lineup.interfaces.web import acting, binned, flash
from lineup.interfaces.web.courses import forms, opening, reading
from lineup.interfaces.web.courses.opening import Taught

ICONS = {"text": "document-text", "image": "photo", "video": "play-circle", "file": "paper-clip"}


@require_http_methods(["GET", "HEAD", "POST"])
@opening.taught
def edit(request: HttpRequest, taught: Taught, pk: Any) -> HttpResponse:
    lesson = outline.find_lesson(taught.course, pk)
    initial = {field: getattr(lesson, field) for field in lessons.FIELDS}
    form = forms.LessonForm(acting.sent(request), initial=initial, is_set=lesson.completion in forms.OWN)
    if form.carries_out(lambda: lessons.change(lesson, by=taught.by, at=clock.now(), **form.cleaned_data)):
        flash.done(request, _("Saved."))
        return redirect(taught.path("lesson-edit", pk=pk))
    shown = {
        "form": form,
        "lesson": lesson,
        "heading": initial["title"],
        "pieces": reading.pieces(lesson),
        "kinds": [(kind, label, ICONS[kind]) for kind, label in Item.Kind.choices],
        "binned": binned.page(request, Item.objects.filter(lesson=lesson, binned_at__isnull=False)),
    }
    return opening.page(request, taught, "lesson_edit.html", shown, room="outline", status=422 if form.errors else 200)


@require_POST
@opening.taught
def move(request: HttpRequest, taught: Taught, pk: Any) -> HttpResponse:
    """One up or down, past the ends into the neighbouring module; or to an index of a module (from a drop)."""
    lesson = outline.find_lesson(taught.course, pk)
    index = acting.index_sent(request, ordering.index_of(lesson, list(outline.lessons(lesson.module))))
    to = None
    if request.POST.get("module"):
        to = outline.find_module(taught.course, request.POST["module"])
    elif request.POST.get("to") in ("up", "down"):
        index, to = _past_the_end(taught, lesson, index)
    return opening.act(
        request,
        lambda: lessons.move(lesson, index=index, to=to, by=taught.by, at=clock.now()),
        "",
        then=f"{taught.path('outline')}#lesson-{lesson.pk}",
    )


def _past_the_end(taught: Taught, lesson: Any, index: int) -> tuple[int, Any]:
    within = outline.lessons(lesson.module).count()
    if 0 <= index < within:
        return index, None
    all_modules = list(outline.modules(taught.course))
    number = ordering.index_of(lesson.module, all_modules) + (1 if index >= within else -1)
    if not 0 <= number < len(all_modules):
        return index, None
    return (0 if index >= within else lessons.MOST), all_modules[number]


@require_POST
@opening.taught
def copy(request: HttpRequest, taught: Taught, pk: Any) -> HttpResponse:
    lesson = outline.find_lesson(taught.course, pk)
    return opening.act(
        request,
        lambda: lessons.duplicate(lesson, by=taught.by, at=clock.now()),
        _("The copy stands right after it."),
        then=f"{taught.path('outline')}#lesson-{lesson.pk}",
    )


@require_POST
@opening.taught
def discard(request: HttpRequest, taught: Taught, pk: Any) -> HttpResponse:
    lesson = outline.find_lesson(taught.course, pk)
    return opening.act(
        request,
        lambda: lessons.discard(lesson, by=taught.by, at=clock.now()),
        _("“%(title)s” is in the bin.") % {"title": lesson.title},
        undo=taught.path("lesson-restoration", pk=pk),
        then=taught.path("outline"),
    )


@require_POST
@opening.taught
def restore(request: HttpRequest, taught: Taught, pk: Any) -> HttpResponse:
    lesson = outline.find_lesson(taught.course, pk, binned=True)
    return opening.act(
        request,
        lambda: lessons.restore(lesson, by=taught.by, at=clock.now()),
        _("“%(title)s” is back, as the last lesson of its module.") % {"title": lesson.title},
        then=taught.path("outline"),
    )

"""What a course is made of, put together: modules and their lessons."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lineup.core.foundation import clock, ordering
from lineup.core.foundation.errors import Refusal
from lineup.domains.courses import copying, lessons, modules, outline
from lineup.domains.courses.models import Lesson
from lineup.interfaces.web import acting, binned, flash
from lineup.interfaces.web.courses import forms, opening
from lineup.interfaces.web.courses.opening import Taught

# kinds of lesson that are put together on a page of their own
OWN_PAGE = {Lesson.Completion.QUIZ.value: "quiz", Lesson.Completion.ASSIGNMENT.value: "assignment"}
page = require_http_methods(["GET", "HEAD", "POST"])


@page
@opening.taught
def index(request: HttpRequest, taught: Taught) -> HttpResponse:
    form = forms.ModuleForm(acting.sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = modules.add(taught.course, by=taught.by, at=clock.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.say(refusal)
        else:
            flash.done(request, _("“%(title)s” is there; add its first lesson.") % {"title": made.title})
            return redirect(f"{taught.path('outline')}#module-{made.pk}")
    gone_modules, gone_lessons = outline.binned(taught.course)
    shown = {
        "form": form,
        "modules": outline.whole(taught.course),
        "gone_modules": binned.page(request, gone_modules, key="modules"),
        "gone_lessons": binned.page(request, gone_lessons, key="lessons"),
    }
    return opening.page(request, taught, "outline.html", shown, room="outline", status=422 if form.errors else 200)


@page
@opening.taught
def edit(request: HttpRequest, taught: Taught, pk: Any) -> HttpResponse:
    module = outline.find_module(taught.course, pk)
    initial = {field: getattr(module, field) for field in modules.FIELDS}
    form = forms.ModuleForm(acting.sent(request), initial=initial)
    if form.carries_out(lambda: modules.change(module, by=taught.by, at=clock.now(), **form.cleaned_data)):
        flash.done(request, _("Saved."))
        return redirect(taught.path("outline"))
    shown = {"form": form, "module": module, "heading": initial["title"]}
    return opening.page(request, taught, "module.html", shown, room="outline", status=422 if form.errors else 200)


@require_POST
@opening.taught
def add_lesson(request: HttpRequest, taught: Taught, pk: Any) -> HttpResponse:
    module = outline.find_module(taught.course, pk)
    kind = request.POST.get("completion", "")
    said = {"completion": kind} if kind in OWN_PAGE else {}
    try:
        made = lessons.add(module, title=request.POST.get("title", ""), by=taught.by, at=clock.now(), **said)
    except Refusal as refusal:
        flash.refused(request, refusal)
        return redirect(f"{taught.path('outline')}#module-{module.pk}")
    return redirect(taught.path(OWN_PAGE.get(kind, "lesson-edit"), pk=made.pk))


@require_POST
@opening.taught
def move(request: HttpRequest, taught: Taught, pk: Any) -> HttpResponse:
    module = outline.find_module(taught.course, pk)
    index = acting.index_sent(request, ordering.index_of(module, list(outline.modules(taught.course))))
    return opening.act(
        request,
        lambda: modules.move(module, index=index, by=taught.by, at=clock.now()),
        "",
        then=f"{taught.path('outline')}#module-{module.pk}",
    )


@require_POST
@opening.taught
def copy(request: HttpRequest, taught: Taught, pk: Any) -> HttpResponse:
    module = outline.find_module(taught.course, pk)
    return opening.act(
        request,
        lambda: copying.duplicate_module(module, by=taught.by, at=clock.now()),
        _("The copy stands right after it, with its lessons, quizzes and assignments; what learners did is not in it."),
        then=f"{taught.path('outline')}#module-{pk}",
    )


@require_POST
@opening.taught
def discard(request: HttpRequest, taught: Taught, pk: Any) -> HttpResponse:
    module = outline.find_module(taught.course, pk)
    return opening.act(
        request,
        lambda: modules.discard(module, by=taught.by, at=clock.now()),
        _("“%(title)s” is in the bin.") % {"title": module.title},
        undo=taught.path("module-restoration", pk=pk),
        then=taught.path("outline"),
    )


@require_POST
@opening.taught
def restore(request: HttpRequest, taught: Taught, pk: Any) -> HttpResponse:
    module = outline.find_module(taught.course, pk, binned=True)
    return opening.act(
        request,
        lambda: modules.restore(module, by=taught.by, at=clock.now()),
        _("“%(title)s” is back, as the last module.") % {"title": module.title},
        then=taught.path("outline"),
    )

"""A course taken along as a file, and one that comes as a file: looked at first, then made."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lineup.core.foundation import clock, cursors
from lineup.core.foundation.errors import Refusal
from lineup.domains.courses import teaching
from lineup.domains.courses.models import CoursePackage
from lineup.domains.courses.packages import arriving, layout, writing
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.courses import forms, opening, package_forms
from lineup.interfaces.web.courses.opening import Taught

PAGE = 50


@require_safe
@opening.taught
def package(request: HttpRequest, taught: Taught) -> FileResponse:
    """Hand the course out as it is written; no copy of it is kept."""
    name, file = f"{taught.offering.slug}.zip", writing.packed(taught.course)
    response = FileResponse(file, as_attachment=True, filename=name, content_type=layout.MEDIA_TYPE)
    response.headers["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """The form to bring one, and those brought in the last days."""
    by = acting.actor(request)
    if not forms.offerers(by.human):
        raise teaching.MayNotTeach
    form = package_forms.PackageForm(acting.sent(request), request.FILES or None, person=by.human)
    found: list[CoursePackage] = []
    if form.carries_out(lambda: found.append(arriving.begin(by=by, at=clock.now(), **form.values()))):
        return redirect("courses:arrived", pk=found[0].pk)
    rows = arriving.of(by.human)
    page = cursors.page(rows, order=arriving.LATEST_FIRST, cursor=request.GET.get("cursor", ""), size=PAGE)
    shown = {"form": form, "page": page, "states": package_forms.STATES}
    return render(request, "courses/packages.html", shown, status=422 if form.errors else 200)


@require_safe
@login_required
def arrived(request: HttpRequest, pk: Any) -> HttpResponse:
    """What would be made of it, what is left out, and what is wrong."""
    found = arriving.find(acting.actor(request).human, pk)
    return render(request, "courses/package.html", {"package": found, "outlook": found.outlook})


@require_POST
@login_required
def make(request: HttpRequest, pk: Any) -> HttpResponse:
    by = acting.actor(request)
    found = arriving.find(by.human, pk)
    try:
        course = arriving.make(found, by=by, at=clock.now())
    except Refusal as refusal:
        flash.refused(request, refusal)
        return redirect("courses:arrived", pk=pk)
    flash.done(request, _("It is kept as a draft. Look it through, then publish it."))
    return redirect(reverse("courses:outline", kwargs={"slug": course.offering.slug}))


@require_POST
@login_required
def discard(request: HttpRequest, pk: Any) -> HttpResponse:
    arriving.discard(arriving.find(acting.actor(request).human, pk), at=clock.now())
    flash.done(request, _("The file is thrown away."))
    return redirect("courses:packages")

"""A course made and changed."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Refusal
from lineup.domains.courses import courses, teaching
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.courses import forms, opening
from lineup.interfaces.web.courses.opening import Taught

page = require_http_methods(["GET", "HEAD", "POST"])


@page
@login_required
def new(request: HttpRequest) -> HttpResponse:
    person = request.person  # type: ignore[attr-defined]
    if not forms.offerers(person):
        raise teaching.MayNotTeach
    form = forms.CourseForm(acting.sent(request), person=person, initial=_asked(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = courses.create(club=form.club, by=acting.actor(request), at=clock.now(), **form.values())
        except Refusal as refusal:
            form.say(refusal)
        else:
            flash.done(request, _("It is kept as a draft. Now its modules and lessons."))
            return redirect("courses:outline", slug=made.offering.slug)
    return render(request, "courses/new.html", {"form": form}, status=422 if form.errors else 200)


def _asked(request: HttpRequest) -> dict[str, str]:
    """The club named in the address offers it, if it is among those to choose from."""
    wanted = request.GET.get("club", "")
    clubs = forms.clubs_of(request.person)  # type: ignore[attr-defined]
    return next(({"offered_by": str(club.pk)} for club in clubs if club.slug == wanted), {})


@page
@opening.taught
def edit(request: HttpRequest, taught: Taught) -> HttpResponse:
    form = forms.CourseForm(acting.sent(request), person=taught.by.human, course=taught.course)
    heading = taught.offering.title
    if form.carries_out(lambda: courses.change(taught.course, by=taught.by, at=clock.now(), **form.values())):
        flash.done(request, _("Saved."))
        return redirect("courses:course", slug=taught.offering.slug)
    shown = {"form": form, "heading": heading}
    return opening.page(request, taught, "edit.html", shown, room="edit", status=422 if form.errors else 200)

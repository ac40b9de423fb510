"""Who teaches a course: named by their account, and taken off the list."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Refusal
from lineup.domains.courses import teaching
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.courses import forms, opening
from lineup.interfaces.web.courses.opening import Taught


@require_http_methods(["GET", "HEAD", "POST"])
@opening.taught
def index(request: HttpRequest, taught: Taught) -> HttpResponse:
    form = forms.InstructorForm(acting.sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = teaching.name(taught.course, email=form.cleaned_data["email"], by=taught.by, at=clock.now())
        except Refusal as refusal:
            form.say(refusal)
        else:
            flash.done(request, _("%(name)s teaches this course now.") % {"name": made.person.name})
            return redirect(taught.path("instructors"))
    shown = {"form": form, "instructors": list(teaching.of(taught.course))}
    return opening.page(
        request, taught, "instructors.html", shown, room="instructors", status=422 if form.errors else 200
    )


@require_POST
@opening.taught
def dismiss(request: HttpRequest, taught: Taught, pk: Any) -> HttpResponse:
    instructor = teaching.find(taught.course, pk)
    sentence = _("%(name)s does not teach this course any more.") % {"name": instructor.person.name}
    # who takes themselves off may not open the list any more
    then = "courses:teaching" if instructor.person_id == taught.by.human.pk else taught.path("instructors")
    return opening.act(request, lambda: teaching.dismiss(instructor, by=taught.by, at=clock.now()), sentence, then=then)

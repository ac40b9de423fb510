"""A course opened to those who manage it and to nobody else, as its desk opens to them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation.errors import Refusal
from lineup.core.participation.models import Offering
from lineup.core.people.actors import Actor
from lineup.domains.courses import courses
from lineup.domains.courses.models import Course
from lineup.interfaces.web import acting, flash

ROOMS = (
    ("courses:outline", _("Lessons")),
    ("courses:edit", _("About the course")),
    ("courses:instructors", _("Instructors")),
    ("courses:learners", _("Progress")),
    ("courses:certificates", _("Certificates")),
    ("desk:guests", _("Enrolments")),
    ("desk:waitlist", _("Waitlist")),
    ("desk:invitations", _("Invitations")),
)


@dataclass(frozen=True)
class Taught:
    """A course, and who manages it now."""

    course: Course
    by: Actor

    @property
    def offering(self) -> Offering:
        return self.course.offering

    def path(self, room: str, **key: Any) -> str:
        """Return the address of a page of the course."""
        return reverse(f"courses:{room}", kwargs={"slug": self.offering.slug, **key})


def taught(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Give `view(request, taught, …)` the course behind the slug. Missing and NotManager become their pages."""

    @login_required
    @wraps(view)
    def wrapped(request: HttpRequest, slug: str, **key: Any) -> HttpResponseBase:
        by = acting.actor(request)
        return view(request, Taught(courses.find_managed(by.person, slug=slug), by), **key)

    return wrapped


def page(
    request: HttpRequest, taught: Taught, template: str, shown: dict[str, Any], *, room: str = "", status: int = 200
) -> HttpResponse:
    """Return a page in the frame of the course's makers, with the links to its rooms."""
    slug = {"slug": taught.offering.slug}
    frame = {
        "course": taught.course,
        "offering": taught.offering,
        "rooms": [
            {"label": label, "href": reverse(route, kwargs=slug), "current": route == f"courses:{room}"}
            for route, label in ROOMS
        ],
    }
    return render(request, f"courses/{template}", {**frame, **shown}, status=status)


def act(
    request: HttpRequest, operate: Callable[[], Any], sentence: object, *, then: str, undo: str = ""
) -> HttpResponse:
    """Do it, say that it is done or why not, and go on to `then`."""
    try:
        operate()
    except Refusal as refusal:
        flash.refused(request, refusal)
    else:
        if sentence:
            flash.done(request, sentence, undo=undo)
    return redirect(then)

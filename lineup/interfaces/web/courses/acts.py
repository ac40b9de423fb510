"""What is done with a course as a whole. A GET names the consequences, only a POST acts."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lineup.core.clubs.models import Club
from lineup.core.foundation import clock
from lineup.core.foundation.errors import Refusal
from lineup.core.participation import offerings
from lineup.domains.courses import copying, courses, teaching, ways_in
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.courses import opening
from lineup.interfaces.web.courses.opening import Taught

page = require_http_methods(["GET", "HEAD", "POST"])


@page
@opening.taught
def publication(request: HttpRequest, taught: Taught) -> HttpResponse:
    if request.method == "POST":
        return _act(request, taught, offerings.publish, _("It is published. Share its address with whom you like."))
    seen = {
        ways_in.OPEN: _("Everybody who finds it can enrol."),
        ways_in.APPROVAL: _("Everybody who finds it can ask for a place."),
        ways_in.RESTRICTED: _("Only members of the club and the invited see it."),
    }[ways_in.of(taught.offering, courses.pool_of(taught.course))]
    consequences = [seen, _("You can still change everything; what learners completed stays completed.")]
    question = _("Publish “%(title)s”?") % {"title": taught.offering.title}
    return _sure(request, taught, question, consequences, _("Publish"), "globe-alt")


@page
@opening.taught
def copy(request: HttpRequest, taught: Taught) -> HttpResponse:
    club = copying.offered_by(taught.course, taught.by)
    teaching.check_may(club, taught.by)
    if request.method != "POST":
        return _sure(request, taught, *_of_copy(taught, club))
    try:
        made = copying.duplicate(taught.course, by=taught.by, at=clock.now())
    except Refusal as refusal:
        flash.refused(request, refusal)
        return redirect("courses:course", slug=taught.offering.slug)
    flash.done(request, _("This is the copy, a draft: look it through, then publish it."))
    return redirect("courses:outline", slug=made.offering.slug)


def _of_copy(taught: Taught, club: Club | None) -> tuple[str, list[str], str, str]:
    title = taught.offering.title
    said = {"title": copying.named(title), "who": club.name if club else taught.by.human.name}
    consequences = [
        _("A draft is made, “%(title)s”, offered by %(who)s. You teach it.") % said,
        _("It has the modules, lessons, quizzes with questions and assignments of this one, and how people enrol."),
        _("Learners, their work, certificates and the other instructors stay here; so does what is in the bin."),
        _("Opening days and deadlines come along as they are; look them through."),
    ]
    return _("Copy “%(title)s”?") % {"title": title}, consequences, _("Make the copy"), "document-duplicate"


@page
@opening.taught
def archive(request: HttpRequest, taught: Taught) -> HttpResponse:
    if request.method == "POST":
        return _act(request, taught, offerings.finish, _("It is archived. Its learners can go on reading."))
    consequences = [
        _("Nobody can enrol any more, and freed places are no longer handed on."),
        _("Its learners go on reading and completing, and keep what they reached."),
        _("This is final: to offer it again, make a new course."),
    ]
    question = _("Archive “%(title)s”?") % {"title": taught.offering.title}
    return _sure(request, taught, question, consequences, _("Archive"), "archive-box")


@page
@opening.taught
def discard(request: HttpRequest, taught: Taught) -> HttpResponse:
    if request.method != "POST":
        consequences = [
            _("Nobody sees it any more, its learners neither."),
            _("You can take it out of the bin again, as it was."),
        ]
        question = _("Put “%(title)s” into the bin?") % {"title": taught.offering.title}
        return _sure(request, taught, question, consequences, _("Put into the bin"), "trash", tone="bad")
    try:
        offerings.discard(taught.offering, by=taught.by, at=clock.now())
    except Refusal as refusal:
        flash.refused(request, refusal)
        return redirect("courses:course", slug=taught.offering.slug)
    title = taught.offering.title
    flash.done(request, _("“%(title)s” is in the bin.") % {"title": title}, undo=taught.path("restoration"))
    return redirect("courses:teaching")


@require_POST
@login_required
def restoration(request: HttpRequest, slug: str) -> HttpResponse:
    by = acting.actor(request)
    course = courses.find_managed(by.person, binned=True, slug=slug)
    return _act(request, Taught(course, by), offerings.restore, _("It is back, as it was."))


def _act(request: HttpRequest, taught: Taught, operate: Callable[..., Any], sentence: str) -> HttpResponse:
    return opening.act(
        request,
        lambda: operate(taught.offering, by=taught.by, at=clock.now()),
        sentence,
        then=taught.path("course"),
    )


def _sure(
    request: HttpRequest,
    taught: Taught,
    question: str,
    consequences: list[str],
    submit: str,
    icon: str,
    tone: str = "info",
) -> HttpResponse:
    shown = {"question": question, "consequences": consequences, "submit": submit, "icon": icon, "tone": tone}
    back = taught.path("course")
    return render(request, "courses/sure.html", {**shown, "action": request.path, "back": back})

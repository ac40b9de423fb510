"""The page of a course."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lineup.core.foundation import clock
from lineup.core.participation import offerings, places, queue
from lineup.core.participation.models import Place, Pool
from lineup.core.participation.transitions import State
from lineup.core.people.models import Person
from lineup.domains.courses import courses, enrolments, outline, prerequisites, progress, releases, teaching, ways_in
from lineup.domains.courses.models import Course, Module
from lineup.interfaces.web import prose
from lineup.interfaces.web.places import entry
from lineup.interfaces.web.shared import of_offering


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    person = request.person  # type: ignore[attr-defined]
    course = courses.find_visible(person, slug=slug)
    return render(request, "courses/course.html", _shown(course, person, clock.now()))


def _shown(course: Course, person: Person | None, at: datetime) -> dict[str, Any]:
    offering, pool = course.offering, courses.pool_of(course)
    modules = outline.whole(course)
    return {
        "course": course,
        "offering": offering,
        "pool": pool,
        "by": offering.club or offering.organiser,
        "crumbs": [(_("Courses"), reverse("courses:list")), (offering.title, "")],
        "overview": prose.shown(course.overview),
        "shared": of_offering(offering, summary=prose.plain(course.overview)),
        "teachers": [one.person for one in teaching.of(course)],
        "modules": modules,
        "ready": any(lesson.things for module in modules for lesson in module.shown_lessons),  # type: ignore[attr-defined]
        "builds_on": list(prerequisites.seen_of(course, person)),
        "way_in": ways_in.of(offering, pool),
        "may_manage": offerings.may_manage(offering, person),
        **_standing(course, pool, person, at, modules),
    }


def _standing(
    course: Course, pool: Pool, person: Person | None, at: datetime, modules: Sequence[Module]
) -> dict[str, Any]:
    """Where the viewer stands, or else what enrolling would lead to."""
    held = places.held_by(pool, person) if person else None
    if held and person:
        held.pool = pool
        waits = queue.standing(held, at=at) if held.state == State.WAITLISTED else None
        return {**_learnt(course, person, held, modules, at), "place": held, "standing": waits}
    refusal = entry.refusal(pool, person, at=at)
    return {"refusal": refusal, "outlook": None if refusal else entry.outlook(pool)}


def _learnt(course: Course, person: Person, held: Place, modules: Sequence[Module], at: datetime) -> dict[str, Any]:
    """How far the viewer is, and what is done, by lesson; which modules are closed to them yet."""
    enrolment = enrolments.of(course, person) if held.state == State.CONFIRMED else None
    if enrolment is None:
        return {}
    done = {key for key, row in progress.of(enrolment).items() if row.completed_at}
    return {"enrolment": enrolment, "done": done, "closed": releases.closed(modules, enrolment, at=at)}

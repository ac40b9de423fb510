"""The catalogue of courses, with search and filters."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from lineup.core.foundation import cursors
from lineup.domains.courses import courses, listing, teaching
from lineup.domains.courses.models import Course
from lineup.interfaces.web import prose
from lineup.interfaces.web.courses import cards

PAGE = 24
LONGEST = 100
NARROWING = ("q", "subject", "level", "way", "club")
WAYS = [("", _("Any way in")), ("open", _("Open")), ("approval", _("By approval")), ("restricted", _("Restricted"))]


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    person = request.person  # type: ignore[attr-defined]
    chosen = {name: request.GET.get(name, "").replace("\x00", "").strip()[:LONGEST] for name in NARROWING}
    rows = listing.catalogue(person, wanted=_wanted(chosen))
    page = cursors.page(rows, order=listing.ORDER, cursor=request.GET.get("cursor", ""), size=PAGE)
    shown = {
        "chosen": chosen,
        "narrows": any(chosen.values()),
        "page": page,
        "cards": cards.of(page.items, person),
        "may_teach": teaching.may_offer(person),
        **_choices(),
    }
    return render(request, "courses/list.html", shown)


@require_safe
def instructor(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who teaches, what they say of themselves, and their courses that the viewer finds."""
    person = request.person  # type: ignore[attr-defined]
    teacher = listing.instructor(person, pk)
    rows = listing.catalogue(person, wanted=listing.Wanted(instructor=pk))
    page = cursors.page(rows, order=listing.ORDER, cursor=request.GET.get("cursor", ""), size=PAGE)
    shown = {
        "teacher": teacher,
        "bio": prose.shown(teacher.bio),
        "page": page,
        "cards": cards.of(page.items, person),
        "crumbs": [(gettext("Courses"), reverse("courses:list")), (teacher.name, "")],
    }
    return render(request, "courses/instructor.html", shown)


def _wanted(chosen: dict[str, str]) -> listing.Wanted:
    return listing.Wanted(
        text=chosen["q"],
        subject=chosen["subject"],
        difficulty=chosen["level"],
        enrolment_type=chosen["way"],
        club=chosen["club"],
    )


def _choices() -> dict[str, Any]:
    return {
        "subjects": [("", _("All subjects")), *((row.slug, str(row)) for row in courses.subjects())],
        "levels": [("", _("Any level")), *Course.Difficulty.choices],
        "ways": WAYS,
    }

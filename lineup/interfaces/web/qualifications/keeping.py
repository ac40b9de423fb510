"""Qualifications of a club: the list, one of them with who holds it, and for who looks after courses what it is."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lineup.core.clubs import permissions
from lineup.core.clubs.models import Club
from lineup.core.foundation import clock, cursors
from lineup.core.foundation.errors import Refusal
from lineup.core.participation import holdings, qualifications
from lineup.core.participation.models import Offering, Qualification
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.clubs import frame
from lineup.interfaces.web.qualifications.forms import QualificationForm

page = require_http_methods(["GET", "HEAD", "POST"])
PAGE = 50


@require_safe
@login_required
def index(request: HttpRequest, slug: str) -> HttpResponse:
    person = request.person  # type: ignore[attr-defined]
    club = permissions.find(person, permissions.SEE_MEMBERS, slug=slug)
    shown: dict[str, Any] = {
        "page": cursors.page(
            qualifications.of_club(club),
            order=qualifications.ORDER,
            cursor=request.GET.get("cursor", ""),
            size=PAGE,
        ),
        "may_manage": qualifications.may_manage(club, person),
    }
    return render(request, "qualifications/list.html", frame.around(request, club, "qualifications", **shown))


@page
@login_required
def new(request: HttpRequest, slug: str) -> HttpResponse:
    club = permissions.find(request.person, permissions.MANAGE_COURSES, slug=slug)  # type: ignore[attr-defined]
    form = QualificationForm(acting.sent(request), courses=_courses(club))
    made: list[Qualification] = []
    by, at = acting.actor(request), clock.now()

    def make() -> None:
        one = qualifications.create(club, by=by, at=at, granted_by=_slugs(form), **form.values())
        made.append(one)

    if form.carries_out(make):
        flash.done(request, _("The qualification is there. Grant it, or let a sign-up ask for it."))
        return redirect("qualifications:one", pk=made[0].pk)
    shown = {"club": club, "form": form, "crumbs": crumbs(club, (_("New"), ""))}
    return render(request, "qualifications/form.html", shown, status=422 if form.errors else 200)


@require_safe
@login_required
def show(request: HttpRequest, pk: Any) -> HttpResponse:
    person = request.person  # type: ignore[attr-defined]
    found = qualifications.find_visible(person, pk)
    may_manage = qualifications.may_manage(found.club, person)
    shown: dict[str, Any] = {
        "qualification": found,
        "club": found.club,
        "ways": qualifications.ways(found, person)[: qualifications.MOST_GRANTING],
        "may_manage": may_manage,
        "crumbs": crumbs(found.club, (found.name, "")),
    }
    if may_manage:
        rows = holdings.of_qualification(found)
        held = cursors.page(rows, order=holdings.ORDER, cursor=request.GET.get("cursor", ""), size=PAGE)
        at = clock.now()
        shown |= {"page": held, "rows": [(row, row.status(at)) for row in held.items]}
    return render(request, "qualifications/one.html", shown)


@page
@login_required
def edit(request: HttpRequest, pk: Any) -> HttpResponse:
    found = qualifications.find_managed(request.person, pk)  # type: ignore[attr-defined]
    form = QualificationForm(acting.sent(request), courses=_courses(found.club), qualification=found)
    by, at = acting.actor(request), clock.now()
    if form.carries_out(lambda: qualifications.change(found, by=by, at=at, granted_by=_slugs(form), **form.values())):
        flash.done(request, _("Saved."))
        return redirect("qualifications:one", pk=pk)
    shown = {
        "club": found.club,
        "qualification": found,
        "form": form,
        "crumbs": crumbs(found.club, named(found), (_("Edit"), "")),
    }
    return render(request, "qualifications/form.html", shown, status=422 if form.errors else 200)


@require_POST
@login_required
def remove(request: HttpRequest, pk: Any) -> HttpResponse:
    found = qualifications.find_managed(request.person, pk)  # type: ignore[attr-defined]
    slug = found.club.slug
    try:
        qualifications.remove(found, by=acting.actor(request), at=clock.now())
    except Refusal as refusal:
        flash.refused(request, refusal)
        return redirect("qualifications:one", pk=pk)
    flash.done(request, _("The qualification is deleted."))
    return redirect("qualifications:list", slug=slug)


def _courses(club: Club) -> list[Offering]:
    """Those that may grant one; of a club with more, the first by title."""
    return list(qualifications.candidates(club, Offering.Kind.COURSE)[: qualifications.MOST_CANDIDATES])


def _slugs(form: QualificationForm) -> list[str]:
    return list(form.cleaned_data.get("granted_by", ()))


def named(found: Qualification) -> tuple[str, str]:
    """Return the crumb that leads to it."""
    return found.name, reverse("qualifications:one", args=[found.pk])


def crumbs(club: Club, *after: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the way from the club to a page of its qualifications."""
    return [
        (club.name, reverse("clubs:page", args=[club.slug])),
        (_("Qualifications"), reverse("qualifications:list", args=[club.slug])),
        *after,
    ]

"""The courses that I teach and how they are taken, and those of them in the bin."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lineup.core.foundation import clock, cursors
from lineup.core.participation import purging
from lineup.domains.courses import courses, figures, listing
from lineup.interfaces.web import binned
from lineup.interfaces.web.courses import cards, forms

PAGE = 24
ORDER = ("-created_at", "-id")


@require_safe
@login_required
def index(request: HttpRequest) -> HttpResponse:
    person = request.person  # type: ignore[attr-defined]
    rows = listing.with_pools(courses.managed(person))
    page = cursors.page(rows, order=ORDER, cursor=request.GET.get("cursor", ""), size=PAGE)
    gone = courses.managed(person, binned=True).annotate(stays=purging.had_places())
    shown = {
        "page": page,
        "cards": cards.of(page.items, None),
        "figures": figures.of_all(person, at=clock.now()),
        "binned": binned.page(request, gone),
        "may_teach": bool(forms.offerers(person)),
    }
    return render(request, "courses/teaching.html", shown)

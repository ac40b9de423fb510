"""My badge at an event, for who is signed in: a GET shows it, a POST makes it the first time."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Refusal
from lineup.domains.events import events
from lineup.domains.onsite import badge_holders, badges
from lineup.interfaces.web.places import badge_showing


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, slug: str) -> HttpResponse:
    person, at = request.person, clock.now()  # type: ignore[attr-defined]
    event, refusal = events.find_visible(person, slug=slug), None
    if request.method == "POST":
        try:
            badges.ensure(event, person, at=at)
            return redirect("places:badge", slug=slug)
        except Refusal as no:
            refusal = no
    shown = {
        "event": event,
        "offering": event.offering,
        "badges": badge_showing.of(event, [person.pk], at=at),
        "refusal": refusal,
        "may_have_one": badge_holders.may_have_one(event, person),
        "crumbs": [(event.offering.title, f"/events/{slug}"), (_("My badge"), "")],
    }
    return render(request, "places/badge.html", shown, status=refusal.status if refusal else 200)

"""The star beside a session: in one's own programme, or not."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from lineup.core.foundation import clock
from lineup.domains.events import events
from lineup.domains.onsite import favourites, sessions


@require_POST
@login_required
def star(request: HttpRequest, slug: str) -> HttpResponse:
    person: Any = request.person  # type: ignore[attr-defined]
    event = events.find_visible(person, slug=slug)
    if end := request.POST.get("star"):
        favourites.star(sessions.find_ending(event, end), person, at=clock.now())
    if end := request.POST.get("unstar"):
        favourites.unstar(sessions.find_ending(event, end), person)
    return redirect(_back(request, slug))


def _back(request: HttpRequest, slug: str) -> str:
    """The page that was shown, on the same day."""
    came_from = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(came_from, allowed_hosts=None):
        return came_from
    return reverse("onsite:programme", kwargs={"slug": slug})

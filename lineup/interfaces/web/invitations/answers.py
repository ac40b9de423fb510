"""An invitation read, accepted or refused. Reading it changes nothing."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Refusal
from lineup.core.participation import finding, invitations, place_links
from lineup.core.participation.models import Place
from lineup.domains.events.models import Event
from lineup.interfaces.web import flash
from lineup.interfaces.web.invitations.doors import Door


@require_safe
def show(request: HttpRequest, door: Door) -> HttpResponse:
    return _page(request, door)


@require_POST
def accept(request: HttpRequest, door: Door) -> HttpResponse:
    return _answer(request, door, lambda: invitations.accept(door.invitation, by=door.by, at=clock.now()))


@require_POST
def decline(request: HttpRequest, door: Door) -> HttpResponse:
    return _answer(request, door, lambda: invitations.decline(door.invitation, by=door.by, at=clock.now()))


def _answer(request: HttpRequest, door: Door, operate: Callable[[], Place | None]) -> HttpResponse:
    try:
        place = operate()
    except Refusal as refusal:
        return _page(request, door, refusal=refusal)
    return _to_place(request, door, place) if place else _thanks(request, door)


def _to_place(request: HttpRequest, door: Door, place: Place) -> HttpResponse:
    viewer = request.person  # type: ignore[attr-defined]
    if viewer and viewer.pk == place.contact_id:
        flash.done(request, _("You accepted the invitation."))
        return redirect("places:place", pk=place.pk)
    # the link proved the address: it is exchanged for one that shows the place
    return redirect("places:link", secret=place_links.mint(place, at=clock.now()))


def _thanks(request: HttpRequest, door: Door) -> HttpResponse:
    door.invitation.refresh_from_db(fields=["accepted_at", "declined_at"])
    return _page(request, door)


def _page(request: HttpRequest, door: Door, *, refusal: Refusal | None = None) -> HttpResponse:
    invitation, viewer = door.invitation, request.person  # type: ignore[attr-defined]
    offering = invitation.offering
    shown: dict[str, Any] = {
        "invitation": invitation,
        "offering": offering,
        "event": Event.objects.select_related("venue").filter(pk=offering.pk).first(),
        "event_path": finding.path_for(viewer, offering),
        "refusal": refusal,
        "is_open": _is_open(door) and refusal is None,
        "is_other": bool(viewer and door.is_link and viewer.pk != invitation.person_id),
        "acceptance_path": door.path("acceptance"),
        "refusal_path": door.path("refusal"),
    }
    return render(request, "invitations/invitation.html", shown, status=refusal.status if refusal else 200)


def _is_open(door: Door) -> bool:
    invitation = door.invitation
    answered = invitation.accepted_at or invitation.declined_at or invitation.revoked_at
    return not answered and clock.now() < invitation.expires_at

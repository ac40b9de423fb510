"""The badges of a place and its group, shown at the door from the phone: by account, or by a guest's link."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Missing, Refusal
from lineup.core.participation.models import Place
from lineup.core.participation.transitions import State
from lineup.domains.events.models import Event
from lineup.domains.onsite import badges
from lineup.interfaces.web.places import badge_showing
from lineup.interfaces.web.places.doors import Door


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, door: Door) -> HttpResponse:
    """A GET shows what there is, a POST makes those that are missing."""
    event, at, refusal = _event(door.place), clock.now(), None
    people = holders(door)
    if request.method == "POST":
        refusal = _make(event, people)
        if refusal is None:
            return redirect(door.path("badge"))
    offering = door.place.pool.offering
    shown = {
        "event": event,
        "offering": offering,
        "badges": badge_showing.of(event, [person.pk for person in people], at=at),
        "refusal": refusal,
        "may_have_one": bool(people),
        "back": door.path(),
        "crumbs": [] if door.is_link else _crumbs(door),
    }
    return render(request, "places/badge.html", shown, status=refusal.status if refusal else 200)


def holders(door: Door) -> list[Any]:
    """Return the people with confirmed places in the group whose badges this door shows: all to their contact."""
    rows = Place.objects.filter(party=door.place.party, state=State.CONFIRMED).select_related("participant__person")
    person = door.by.person
    if not door.is_link and person and door.place.contact_id != person.pk:
        rows = rows.filter(participant=person.pk)
    return [place.participant.person for place in rows.order_by("id")]


def _make(event: Event, people: list[Any]) -> Refusal | None:
    try:
        for person in people:
            badges.ensure(event, person, at=clock.now())
    except Refusal as refusal:
        return refusal
    return None if people else badges.NoBadge()


def _event(place: Place) -> Event:
    event = Event.objects.filter(pk=place.pool.offering_id).first()
    if event is None:
        raise Missing
    event.offering = place.pool.offering
    return event


def _crumbs(door: Door) -> list[tuple[str, str]]:
    title = door.place.pool.offering.title
    return [(_("My places"), reverse("places:mine")), (title, door.path()), (_("My badge"), "")]

"""One guest: who they are, where they stand, what happened, and what can be done now."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from lineup.core.foundation import clock
from lineup.core.participation import fee_standing, queue
from lineup.core.participation.models import Place
from lineup.core.participation.transitions import State
from lineup.domains.events.models import Attendance
from lineup.interfaces.web.desk import fees, guests, opening
from lineup.interfaces.web.desk.opening import Desk
from lineup.interfaces.web.places import answered, history


@require_safe
@opening.desk
def show(request: HttpRequest, desk: Desk, pk: object) -> HttpResponse:
    place = desk.place(pk)
    # a team is looked after by its contact
    person = getattr(place.participant, "person", place.contact)
    waits, by_hand = place.state == State.WAITLISTED, getattr(place, "entered", None)
    shown = {
        "place": place,
        "person": person,
        "by_hand": by_hand,
        "picture": "" if by_hand else person.avatar,
        "company": _company(place),
        "history": list(history.steps(place, named=True)),
        "standing": queue.standing(place, at=clock.now()) if waits else None,
        "here": Attendance.objects.select_related("by").filter(place=place).first(),
        "acts": guests.ACTS.get(place.state, ()),
        **_fee(desk, place),
        **answered.about(place, at=clock.now()),
    }
    return opening.page(request, desk, "guest.html", shown, room="guests")


def _fee(desk: Desk, place: Place) -> dict[str, Any]:
    found = fee_standing.of(desk.offering).select_related("settled_by").filter(pk=place.pk).first()
    return {"fee": found, "fee_acts": fees.ACTS[found.standing] if found else ()}


def _company(place: Place) -> list[Place]:
    rows = Place.objects.select_related("participant", "entered").filter(party=place.party).exclude(pk=place.pk)
    return list(rows.order_by("id"))

"""What the page of a place says: where it stands, what comes next, what can be done."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Refusal
from lineup.core.participation import entering, fee_standing, finding, queue
from lineup.core.participation.models import Fee, Offering, Place
from lineup.core.participation.transitions import State
from lineup.domains.events import files
from lineup.domains.events.models import Event
from lineup.interfaces.web import states
from lineup.interfaces.web.places import answered, history
from lineup.interfaces.web.places.doors import Door

# events without an end last for an evening
AFTER_THE_END = timedelta(hours=12)


def page(request: HttpRequest, door: Door, *, refusal: Refusal | None = None) -> HttpResponse:
    """Return the page of the place; with a refusal, what was just not possible and why."""
    event_path = finding.path_for(request.person, door.place.pool.offering)  # type: ignore[attr-defined]
    shown = {**_of(door, at=clock.now()), "event_path": event_path, "refusal": refusal, **_paths(door)}
    return render(request, "places/place.html", shown, status=refusal.status if refusal else 200)


def _of(door: Door, *, at: datetime) -> dict[str, Any]:
    place, offering = door.place, door.place.pool.offering
    company = [member for member in entering.party(place) if member.pk != place.pk]
    return {
        "door": door,
        "place": place,
        "look": states.look("cancelled" if offering.state == Offering.State.CANCELLED else place.state),
        "crumbs": [(_("My places"), reverse("places:mine")), (offering.title, "")],
        "offering": offering,
        "event": Event.objects.select_related("venue").filter(pk=offering.pk).first(),
        "standing": queue.standing(place, at=at) if place.state == State.WAITLISTED else None,
        "company": company,
        "company_live": any(member.is_live for member in company),
        "may_rename": place.is_live and (place.contact.is_guest or bool(company)),
        "fees": _fees(place),
        "files": [(file, door.path("file", file=file.pk)) for file in files.of_place(place)],
        **answered.about(place, at=at),
        "history": list(history.steps(place)),
        "can_answer": place.state == State.OFFERED and place.held_until is not None and at < place.held_until,
        "has_badge": has_badge(place, at=at),
        "is_course": offering.kind == Offering.Kind.COURSE,
        "is_ahead": offering.starts_at is None or at < offering.starts_at,
    }


def has_badge(place: Place, *, at: datetime) -> bool:
    """Whether the place comes with a badge that is still of use."""
    offering = place.pool.offering
    end = offering.ends_at or offering.starts_at
    over = end is not None and at - end > AFTER_THE_END
    if offering.kind != Offering.Kind.EVENT:
        return False
    return place.state == State.CONFIRMED and offering.state == Offering.State.PUBLISHED and not over


def _fees(place: Place) -> list[Fee]:
    """What the group owes, has paid, or got back. One query."""
    rows = fee_standing.with_standing(Fee.objects.filter(place__party=place.party))
    return list(rows.select_related("place__participant").order_by("place__id"))


def _paths(door: Door) -> dict[str, str]:
    return {
        f"{act}_path": door.path(act)
        for act in ("acceptance", "refusal", "withdrawal", "names", "answers", "calendar", "badge")
    }

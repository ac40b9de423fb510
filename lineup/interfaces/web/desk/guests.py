"""The guest list, like a spreadsheet: searched, sorted, picked from."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from lineup.interfaces.web import drawing, moments
from lineup.interfaces.web.desk import listing, opening
from lineup.interfaces.web.desk.opening import Desk

# (verb, words, variant) of what can be done with picked rows, by tab
ACTS: dict[str, tuple[tuple[str, object, str], ...]] = {
    "requested": (("approve", _("Approve"), "primary"), ("reject", _("Turn down…"), "danger-quiet")),
    "waitlisted": (
        ("promote", _("Confirm"), "primary"),
        ("offer", _("Offer a place"), ""),
        ("revoke", _("Remove…"), "danger-quiet"),
    ),
    "offered": (("revoke", _("Take back…"), "danger-quiet"),),
    "confirmed": (("revoke", _("Take the place back…"), "danger-quiet"),),
    "all": (
        ("approve", _("Approve"), ""),
        ("promote", _("Confirm"), ""),
        ("offer", _("Offer a place"), ""),
        ("revoke", _("Take back…"), "danger-quiet"),
    ),
    "gone": (),
}


@require_safe
@opening.desk
def index(request: HttpRequest, desk: Desk) -> HttpResponse:
    question = listing.asked(request.GET)
    page = listing.page(desk, question)
    shown = {
        "question": question,
        "page": page,
        "guests": _rows(page.items, desk),
        "tabs": listing.tabs(desk, question),
        "acts": ACTS[question.tab],
    }
    return opening.page(request, desk, "guests.html", shown, room="guests")


def _rows(found: Iterable[Any], desk: Desk) -> list[dict[str, Any]]:
    """The rows with what is the same for many of them drawn once."""
    found = list(found)
    pills = {state: drawing.badge(state) for state in {row["state"] for row in found}}
    address = f"{desk.path()}/guests/"
    return [
        {
            **row,
            "pill": pills[row["state"]],
            "href": f"{address}{row['pk']}",
            "since": moments.element(row["queued_at"], style="short"),
        }
        for row in found
    ]

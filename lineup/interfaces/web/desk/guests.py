"""The guest list, like a spreadsheet: searched, sorted, picked from."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from lineup.interfaces.web.desk import listing, opening, rows
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
        "guests": page.items,
        "rows": rows.draw(page.items, address=f"{desk.path()}/guests/"),
        "tabs": listing.tabs(desk, question),
        "acts": ACTS[question.tab],
    }
    return opening.page(request, desk, "guests.html", shown, room="guests")

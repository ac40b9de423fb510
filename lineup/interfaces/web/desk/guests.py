"""The guest list, like a spreadsheet: searched, sorted, picked from."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from lineup.core.participation.models import Question
from lineup.interfaces.web.desk import columns, listing, opening, rows
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
    asked = columns.of(desk) if question.with_answers else []
    answers = columns.read(asked, [row["pk"] for row in page.items])
    more = {place: columns.said(asked, found) for place, found in answers.items()}
    shown = {
        "question": question,
        "page": page,
        "guests": page.items,
        "asks": any(pool.asks for pool in desk.pools),
        "asked": asked,
        "filtered_by": _filter_words(asked, question.answer),
        "rows": rows.draw(page.items, address=f"{desk.path()}/guests/", heads=[str(one) for one in asked], more=more),
        "tabs": listing.tabs(desk, question),
        "acts": ACTS[question.tab],
    }
    return opening.page(request, desk, "guests.html", shown, room="guests")


def _filter_words(asked: Sequence[Question], answer: str) -> str:
    """The filter by an answer in words; nothing without one."""
    if answer == listing.MISSING:
        return gettext("A needed answer is missing")
    question, _colon, value = answer.partition(":")
    found = next((one for one in asked if str(one.pk) == question), None)
    if found is None:
        return ""
    labels = {str(choice.pk): choice.label for choice in found.open_choices}  # type: ignore[attr-defined]
    return f"{found}: {({'yes': gettext('Yes'), 'no': gettext('No')} | labels).get(value, '')}"

"""Access to ateliers that cost something: marked by hand, singly or many at once; what came in, and from whom."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from lineup.core.foundation import clock, cursors, money, sheets
from lineup.core.foundation.errors import Refusal
from lineup.core.participation import fees
from lineup.domains.onsite import payments, sessions
from lineup.interfaces.web import downloads, flash
from lineup.interfaces.web.desk import many
from lineup.interfaces.web.onsite import opening
from lineup.interfaces.web.onsite.opening import Desk

PAGE = 50
# the badge of a fee that stands so
LOOKS = {payments.Payment.PENDING: "owed", payments.Payment.PAID: "paid", payments.Payment.FREE: "waived"}


@require_safe
@opening.desk
def access(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    """Who has a place in the atelier, and where each stands."""
    session = sessions.find(opening.event_of(desk), pk)
    rows = payments.of(session)
    found = cursors.page(rows, order=payments.ORDER, cursor=request.GET.get("cursor", ""), size=PAGE)
    shown = {
        "session": session,
        "page": found,
        "rows": [_row(payments.access(place)) for place in found.items],
        "marks": [(status.value, label) for status, label in payments.LABELS.items()],
    }
    return opening.page(request, desk, "access.html", shown)


def _row(access: payments.Access) -> dict[str, Any]:
    said = money.said(access.amount_paid, access.currency) if access.amount_paid else "–"
    return {"access": access, "look": LOOKS[access.status], "label": payments.LABELS[access.status], "amount": said}


@require_POST
@opening.desk
def mark(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    session = sessions.find(opening.event_of(desk), pk)
    back = many.back(request, opening.path(desk, "access", pk=pk))
    chosen, status = many.picked(request, most=fees.MOST), request.POST.get("payment_status", "")
    if not chosen:
        flash.refused(request, _("Choose at least one row first."))
        return redirect(back)
    try:
        outcome = payments.mark(chosen, status, session=session, by=desk.by, at=clock.now())
    except Refusal as refusal:
        flash.refused(request, refusal)
    else:
        _say(request, desk, outcome)
    return redirect(back)


def _say(request: HttpRequest, desk: Desk, outcome: fees.Outcome) -> None:
    done = len(outcome.done)
    if done:
        undo = desk.path("fees-undo", act=outcome.act) if outcome.act else ""
        flash.done(request, ngettext("One place is marked.", "%(n)d places are marked.", done) % {"n": done}, undo=undo)
    refused = [(fee.place, refusal) for fee, refusal in outcome.refused]
    for sentence, names in many.reasons(refused).items():
        flash.refused(request, _("Not done for %(names)s: %(sentence)s") % {"names": names, "sentence": sentence})


@require_safe
@opening.desk
def receipts(request: HttpRequest, desk: Desk) -> HttpResponse:
    event = opening.event_of(desk)
    rows = payments.receipts(event)
    found = cursors.page(rows, order=payments.NEWEST, cursor=request.GET.get("cursor", ""), size=PAGE)
    shown = {
        "totals": [
            (total, money.said(total.paid, total.currency), money.said(total.owed, total.currency))
            for total in payments.totals(event)
        ],
        "page": found,
    }
    return opening.page(request, desk, "receipts.html", shown)


@require_safe
@opening.desk
def export(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    lines = _lines(opening.event_of(desk))
    return downloads.table(request, lines, name=f"{desk.offering.slug}-{_('receipts')}")


def _lines(event: Any) -> Iterator[list[sheets.Cell]]:
    yield [_("Session"), _("Name"), _("E-mail address"), _("Amount"), _("Currency"), _("Paid"), _("Marked by")]
    for fee in payments.receipts(event).order_by("settled_at", "pk").iterator(chunk_size=500):
        yield [
            fee.place.pool.session.title,
            fee.place.shown_name,
            fee.place.shown_email,
            money.rounded(fee.amount, fee.currency),
            fee.currency,
            fee.settled_at,
            fee.settled_by.name if fee.settled_by else "",
        ]

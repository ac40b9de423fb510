"""Who owes what: marked by hand, singly or many at once, with a way back; and as a file."""

import uuid
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from lineup.core.foundation import clock, cursors, money, sheets, text
from lineup.core.participation import fee_standing, fees
from lineup.interfaces.web import downloads, flash, states
from lineup.interfaces.web.desk import listing, many, opening
from lineup.interfaces.web.desk.opening import Desk

PAGE = 50
ORDER = ("called", "pk")
CALLED = Coalesce("place__entered__name_folded", "place__participant__name_folded")

# what can be done with fees that stand so: (act, words, variant)
PAY = ("pay", gettext_lazy("Mark as paid"), "primary")
WAIVE = ("waive", gettext_lazy("Waive"), "")
REFUND = ("refund", gettext_lazy("Mark as given back"), "")
REOPEN = ("reopen", gettext_lazy("Make due again"), "")
ACTS: dict[str, tuple[tuple[str, object, str], ...]] = {
    "owed": (PAY, WAIVE),
    "paid": (REOPEN, REFUND),
    "waived": (REOPEN, PAY),
    "to_refund": (REFUND, REOPEN),
    "refunded": (REOPEN,),
    "dropped": (PAY,),
}


@require_safe
@opening.desk
def index(request: HttpRequest, desk: Desk) -> HttpResponse:
    rows, shown = fee_standing.of(desk.offering), _asked(request)
    totals = fee_standing.totals(rows)
    page = cursors.page(_narrowed(rows, shown), order=ORDER, cursor=request.GET.get("cursor", ""), size=PAGE)
    numbers = _numbers(totals)
    context = {
        **shown,
        "page": page,
        "stats": [(states.look(total.standing).label, total) for total in totals],
        "tabs": [
            {"name": name, "label": states.look(name).label, "count": numbers[name]}
            for name in fee_standing.STANDINGS
            if numbers[name] or name == shown["only"]
        ],
        "number": sum(numbers.values()),
        "acts": ACTS.get(shown["only"], (PAY, WAIVE, REFUND, REOPEN)),
        "priced": [pool for pool in desk.pools if pool.price is not None],
    }
    return opening.page(request, desk, "fees.html", context, room="fees")


def _asked(request: HttpRequest) -> dict[str, str]:
    only = request.GET.get("show", "")
    q = request.GET.get("q", "").strip()[: listing.LONGEST_SEARCH]
    return {"only": only if only in fee_standing.STANDINGS else "", "q": q}


def _narrowed(rows: "QuerySet[Any]", shown: dict[str, str]) -> "QuerySet[Any]":
    rows = rows.select_related("place__participant", "place__contact", "place__entered", "settled_by")
    rows = rows.annotate(called=CALLED)
    if shown["only"]:
        rows = rows.filter(fee_standing.STANDINGS[shown["only"]])
    for word in text.fold(shown["q"]).split():
        rows = rows.filter(called__contains=word)
    return rows


def _numbers(totals: list[fee_standing.Total]) -> dict[str, int]:
    numbers = dict.fromkeys(fee_standing.STANDINGS, 0)
    for total in totals:
        numbers[total.standing] += total.number
    return numbers


@require_POST
@opening.desk
def mark(request: HttpRequest, desk: Desk) -> HttpResponse:
    chosen, act = many.picked(request, most=fees.MOST), request.POST.get("act", "")
    if not chosen:
        flash.refused(request, _("Choose at least one row first."))
        return redirect(many.back(request, desk.path("fees")))
    outcome = fees.mark(chosen, act, offering=desk.offering, by=desk.by, at=clock.now())
    _say(request, desk, act, outcome)
    return redirect(many.back(request, desk.path("fees")))


@require_POST
@opening.desk
def undo(request: HttpRequest, desk: Desk, act: uuid.UUID) -> HttpResponse:
    outcome = fees.take_back(act, offering=desk.offering, by=desk.by, at=clock.now())
    if not outcome.done and not outcome.refused:
        flash.refused(request, _("There is nothing left to undo here."))
    _say(request, desk, "undo", outcome)
    return redirect(desk.path("fees"))


def _say(request: HttpRequest, desk: Desk, act: str, outcome: fees.Outcome) -> None:
    if outcome.done:
        path = desk.path("fees-undo", act=outcome.act) if outcome.act and act != "undo" else ""
        flash.done(request, _done_words(act, len(outcome.done)), undo=path)
    refused = [(fee.place, refusal) for fee, refusal in outcome.refused]
    for sentence, names in many.reasons(refused).items():
        flash.refused(request, _("Not done for %(names)s: %(sentence)s") % {"names": names, "sentence": sentence})


def _done_words(act: str, done: int) -> str:
    words = {
        "pay": ngettext("One fee is marked as paid.", "%(n)d fees are marked as paid.", done),
        "waive": ngettext("One fee is waived.", "%(n)d fees are waived.", done),
        "refund": ngettext("One fee is marked as given back.", "%(n)d fees are marked as given back.", done),
        "reopen": ngettext("One fee is due again.", "%(n)d fees are due again.", done),
        "undo": ngettext("One mark was undone.", "%(n)d marks were undone.", done),
    }
    return words[act] % {"n": done}


@require_safe
@opening.desk
def export(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    rows = _narrowed(fee_standing.of(desk.offering), _asked(request)).order_by(*ORDER)
    return downloads.table(request, _sheet(rows), name=f"{desk.offering.slug}-{_('fees')}")


def _sheet(rows: "QuerySet[Any]") -> Iterator[list[sheets.Cell]]:
    yield [_("Name"), _("E-mail address"), _("Amount"), _("Currency"), _("State"), _("Marked"), _("By")]
    for fee in rows.iterator(chunk_size=500):
        yield _line(fee)


def _line(fee: Any) -> list[sheets.Cell]:
    return [
        fee.place.shown_name,
        fee.place.shown_email,
        money.rounded(fee.amount, fee.currency),
        fee.currency,
        str(states.look(fee.standing).label),
        fee.settled_at,
        fee.settled_by.name if fee.settled_by else "",
    ]

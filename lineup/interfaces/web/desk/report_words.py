"""A report in words and charts: what its numbers mean, and how they are drawn and saved."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from lineup.core.foundation.sheets import Cell
from lineup.core.participation.figures import Share
from lineup.domains.events.reports import Report
from lineup.interfaces.web import calendars, charts, growth, states

# a longer span is drawn by months
MOST_DAYS = 92

SOURCES: Mapping[str, object] = {
    "web": pgettext_lazy("source of a sign-up", "Signed in"),
    "link": pgettext_lazy("source of a sign-up", "By e-mail link"),
    "hand": pgettext_lazy("source of a sign-up", "Entered by an organiser"),
    "import": pgettext_lazy("source of a sign-up", "Imported"),
    "api": pgettext_lazy("source of a sign-up", "Through the API"),
    "discord": pgettext_lazy("source of a sign-up", "From Discord"),
    "queue": pgettext_lazy("source of a sign-up", "The waitlist"),
    "jobs": pgettext_lazy("source of a sign-up", "Lineup"),
}
LEADS: Mapping[str, object] = {
    "after": gettext_lazy("After the start"),
    "day": gettext_lazy("On the last day"),
    "three_days": gettext_lazy("1 to 3 days before"),
    "week": gettext_lazy("3 to 7 days before"),
    "month": gettext_lazy("7 to 30 days before"),
    "longer": gettext_lazy("Earlier"),
}
# below a bar there is room for little
SHORT_LEADS: Mapping[str, object] = {
    "after": pgettext_lazy("before the start", "after"),
    "day": pgettext_lazy("before the start", "< 1 day"),
    "three_days": pgettext_lazy("before the start", "1–3"),
    "week": pgettext_lazy("before the start", "3–7"),
    "month": pgettext_lazy("before the start", "7–30"),
    "longer": pgettext_lazy("before the start", "> 30"),
}
DEFINITIONS: Sequence[tuple[object, object]] = (
    (
        gettext_lazy("Sign-ups"),
        gettext_lazy("Places that were ever asked for, each person of a group counted, also those given up since."),
    ),
    (
        gettext_lazy("Still coming"),
        gettext_lazy("Of all sign-ups, those that hold a place, wait or asked for one now."),
    ),
    (
        gettext_lazy("From the waitlist"),
        gettext_lazy("Of all who ever waited, those who have a confirmed place now."),
    ),
    (
        gettext_lazy("Showed up"),
        gettext_lazy("Of all with a confirmed place in what has begun, those who were checked in."),
    ),
    (
        gettext_lazy("Given up"),
        gettext_lazy("Confirmed places that their holders gave up, by how long before the start they did."),
    ),
    (
        gettext_lazy("Marked paid"),
        gettext_lazy("Fees that an organiser noted as paid and not as given back; sums are kept apart by currency."),
    ),
    (
        gettext_lazy("Where from"),
        gettext_lazy("By which way in each place began: signed in, by e-mail link, entered by hand, imported …"),
    ),
)


def about(report: Report, *, today: date) -> dict[str, Any]:
    """Return what the template of a report shows."""
    months = by_month(report.by_day)
    return {
        "report": report,
        "states": report.by_state,
        "total": report.sign_ups,
        "growth": charts.line(growth.curve(report.by_day, today=today)),
        "rhythm": charts.bars(months, labels=3) if len(months) > 1 else None,
        "sources": charts.bars([(source(name), number) for name, number in report.sources]),
        "leads": charts.bars([(str(SHORT_LEADS[name]), number) for name, number in report.leads]),
        "given_up": sum(number for _name, number in report.leads),
        "fee_stats": [(states.look(total.standing).label, total) for total in report.fees],
        "definitions": DEFINITIONS,
    }


def source(name: str) -> str:
    """Return where a sign-up came from, in words; a way in without words by its name."""
    return str(SOURCES.get(name, name))


def by_month(days: Sequence[tuple[date, int]]) -> list[tuple[str, float]]:
    """Return the sign-ups of each month from the first in which there were some to the last."""
    counted = {
        month: sum(number for _day_, number in pairs)
        for month, pairs in groupby(days, key=lambda pair: pair[0].replace(day=1))
    }
    pattern = pgettext("date format", "M Y")
    return [(date_format(month, pattern), counted.get(month, 0)) for month in _from_first_to_last(counted)]


def _from_first_to_last(months: Collection[date]) -> Iterator[date]:
    month = min(months, default=date.max)
    while month <= max(months, default=date.min):
        yield month
        month = calendars.next_month(month)


def sheet(report: Report) -> Iterator[list[Cell]]:
    """Yield the report as a table: what is counted, of what, how many, of how many, and amounts with their currency."""
    yield [_("Figure"), _("Of what"), _("Number"), _("Out of"), _("Amount"), _("Currency")]
    for day, number in report.by_day:
        yield [_("Sign-ups"), day, number, None, None, None]
    for state, number in report.by_state.items():
        yield [_("State"), str(states.look(state).label), number, report.sign_ups, None, None]
    for name, share in _shares(report):
        yield [name, None, share.part, share.whole, None, None]
    for name, number in report.sources:
        yield [_("Where from"), source(name), number, report.sign_ups, None, None]
    for name, number in report.leads:
        yield [_("Given up"), str(LEADS[name]), number, None, None, None]
    for total in report.fees:
        yield [_("Fees"), str(states.look(total.standing).label), total.number, None, total.amount, total.currency]


def _shares(report: Report) -> list[tuple[str, Share]]:
    return [
        (_("Still coming"), report.kept),
        (_("From the waitlist"), report.conversion),
        (_("Showed up"), report.showed_up),
    ]

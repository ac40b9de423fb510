"""Results of a race, for everybody who sees the event: the tables, the lap chart, a file for spreadsheets."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from lineup.core.foundation import sheets
from lineup.core.foundation.errors import Missing
from lineup.core.participation import offerings
from lineup.domains.events import events
from lineup.domains.racing import laps as lap_times
from lineup.domains.racing import races, result_tables, results
from lineup.domains.racing.models import Race, RaceResults
from lineup.interfaces.web import downloads
from lineup.interfaces.web.racing import entries, lap_chart, result_words


@require_safe
def index(request: HttpRequest, slug: str) -> HttpResponse:
    race = _race(request, slug)
    found = results.of(race, request.person)  # type: ignore[attr-defined]
    return _page(request, race, found, found[0] if found else None)


@require_safe
def show(request: HttpRequest, slug: str, pk: Any) -> HttpResponse:
    race = _race(request, slug)
    person = request.person  # type: ignore[attr-defined]
    return _page(request, race, results.of(race, person), results.find(race, pk, person))


@require_safe
def laps(request: HttpRequest, slug: str, pk: Any) -> HttpResponse:
    """The lap chart, of so many cars at once as can be told apart."""
    found, manages = _found(request, slug, pk)
    cars = result_tables.traces(found)
    if not cars:
        raise Missing
    by_gap, first = request.GET.get("by") == "gap", _number(request.GET.get("from", ""), len(cars))
    some = cars[first : first + lap_chart.CARS]
    named = [(line.number, result_words.name(line, manages=manages)) for line, _trace in some]
    names = [f"{number} {name}".strip() for number, name in named]
    traces = [trace for _line, trace in some]
    shown = {
        **_frame(found.race),
        "found": found,
        "by_gap": by_gap,
        "chart": (lap_chart.gaps if by_gap else lap_chart.positions)(traces, names),
        "cars": named,
        "rows": lap_chart.table([one.behind_ms for one in traces], lap_times.said)
        if by_gap
        else lap_chart.table([one.positions for one in traces], str),
        "parts": _parts(len(cars), first) if len(cars) > lap_chart.CARS else (),
        "crumbs": entries.crumbs(
            found.race,
            (_("Results"), entries.path(found.race, "results")),
            (str(found), entries.path(found.race, "results-of", pk=found.pk)),
            (_("Lap chart"), ""),
        ),
    }
    return render(request, "racing/laps.html", shown)


@require_safe
def table(request: HttpRequest, slug: str, pk: Any) -> HttpResponseBase:
    found, manages = _found(request, slug, pk)
    return downloads.table(request, _sheet(found, manages), name=f"{slug} {found}")


def _sheet(found: RaceResults, manages: bool) -> Iterator[list[sheets.Cell]]:  # noqa: FBT001
    yield [
        *(
            _("Class"),
            _("Position"),
            _("Car number"),
            _("Team"),
            _("Drivers"),
            _("Laps"),
            pgettext("of a race", "Time"),
        ),
        *(_("Gap"), _("Best lap"), _("Laps led"), _("Note")),
    ]
    rows = result_tables.table(found)
    placed = {row.line.pk: row for row in rows}
    for name, lines in result_words.tables(rows, manages=manages):
        for line in lines:
            row = placed[line.pk]
            drivers = ", ".join(driver for driver, _address in line.drivers)
            time = result_words.clock(row.placed.time_ms)
            led = row.line.laps_led
            place, number = row.placed.class_place, row.line.number
            yield [name, place, number, line.name, drivers, line.laps, time, line.time, line.best, led, line.note]


def _page(request: HttpRequest, race: Race, every: list[RaceResults], found: RaceResults | None) -> HttpResponse:
    manages = offerings.may_manage(race.event.offering, request.person)  # type: ignore[attr-defined]
    shown = {
        **_frame(race),
        "every": every,
        "found": found,
        "may_manage": manages,
        "tables": result_words.tables(result_tables.table(found), manages=manages) if found else (),
        "has_laps": found is not None and result_tables.has_laps(found),
        "crumbs": entries.crumbs(race, (_("Results"), "")),
    }
    return render(request, "racing/results.html", shown)


def _frame(race: Race) -> dict[str, Any]:
    return {"race": race, "offering": race.event.offering}


def _race(request: HttpRequest, slug: str) -> Race:
    return races.find(events.find_visible(request.person, slug=slug))  # type: ignore[attr-defined]


def _found(request: HttpRequest, slug: str, pk: Any) -> tuple[RaceResults, bool]:
    person, race = request.person, _race(request, slug)  # type: ignore[attr-defined]
    return results.find(race, pk, person), offerings.may_manage(race.event.offering, person)


def _number(said: str, count: int) -> int:
    """Where the shown cars begin; from the first for what is no such number."""
    found = int(said) if said.isascii() and said.isdecimal() and len(said) < 4 else 0
    return found if found < count else 0


def _parts(count: int, first: int) -> list[dict[str, Any]]:
    return [
        {"first": start, "label": f"{start + 1}–{min(start + lap_chart.CARS, count)}", "current": start == first}
        for start in range(0, count, lap_chart.CARS)
    ]

"""Results on the desk of a race: a file is read as a draft, looked through, corrected and published."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Refusal
from lineup.domains.events import events
from lineup.domains.racing import races, result_tables, results
from lineup.domains.racing.models import Race, RaceResults
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.desk import opening
from lineup.interfaces.web.desk.opening import Desk, desk
from lineup.interfaces.web.racing import result_words
from lineup.interfaces.web.racing.result_forms import ResultLineForm, ResultsFileForm

ROOM = "racing:race-desk"


@require_http_methods(["GET", "HEAD", "POST"])
@desk
def index(request: HttpRequest, desk: Desk) -> HttpResponse:
    race = _race(desk)
    form = ResultsFileForm(acting.sent(request), request.FILES or None)
    made: list[RaceResults] = []

    def read() -> None:
        said = form.cleaned_data
        made.append(
            results.import_file(
                race, form.content, kind=said["kind"], number=said["number"], by=desk.by, at=clock.now()
            )
        )

    if form.carries_out(read):
        flash.done(request, _("Read. Nobody else sees it yet: look it through, then publish it."))
        return redirect(desk.path("racing:results-draft", pk=made[0].pk))
    shown = {"race": race, "form": form, "every": results.of(race, desk.by.person)}
    return opening.page(request, desk, "racing/results_desk.html", shown, room=ROOM, status=422 if form.errors else 200)


@require_safe
@desk
def show(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    found = _found(desk, pk)
    rows = result_tables.table(found)
    shown = {
        "race": found.race,
        "found": found,
        "rows": [(row, result_words.gap(row.placed), result_words.note(row.line)) for row in rows],
        "unmatched": [row.line for row in rows if row.line.entry is None],
        "unknown": sum(one.profile is None for row in rows for one in row.line.drivers.all()),
        "missing": results.without_line(found),
    }
    return opening.page(request, desk, "racing/results_draft.html", shown, room=ROOM)


@require_http_methods(["GET", "HEAD", "POST"])
@desk
def line(request: HttpRequest, desk: Desk, pk: Any, line: Any) -> HttpResponse:
    found = _found(desk, pk)
    row = results.find_line(found, line)
    form = ResultLineForm(acting.sent(request), race=found.race, line=row)
    if form.carries_out(lambda: results.correct(row, by=desk.by, at=clock.now(), **form.cleaned_data)):
        flash.done(request, _("Saved."))
        return redirect(desk.path("racing:results-draft", pk=pk))
    shown = {"race": found.race, "found": found, "line": row, "form": form}
    return opening.page(request, desk, "racing/result_line.html", shown, room=ROOM, status=422 if form.errors else 200)


@require_POST
@desk
def publish(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    return _done(request, desk, pk, results.publish, _("Published: everybody who sees the event sees the results."))


@require_POST
@desk
def take_back(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    return _done(request, desk, pk, results.take_back, _("Taken back: only organisers see these results."))


def _done(request: HttpRequest, desk: Desk, pk: Any, act: Callable[..., object], words: str) -> HttpResponse:
    act(_found(desk, pk), by=desk.by, at=clock.now())
    flash.done(request, words)
    return redirect(desk.path("racing:results-draft", pk=pk))


@require_POST
@desk
def remove(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    try:
        results.remove(_found(desk, pk), by=desk.by, at=clock.now())
    except Refusal as refusal:
        flash.refused(request, refusal)
        return redirect(desk.path("racing:results-draft", pk=pk))
    flash.done(request, _("The results are deleted."))
    return redirect(desk.path("racing:results-desk"))


def _race(desk: Desk) -> Race:
    return races.find(events.find_managed(desk.by.person, pk=desk.offering.pk))


def _found(desk: Desk, pk: Any) -> RaceResults:
    return results.find(_race(desk), pk, desk.by.person)

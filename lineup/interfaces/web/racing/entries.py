"""Entries in a race: the list for everybody, an entry with its line-up, and entering as a team or a driver."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lineup.core.foundation import clock, cursors
from lineup.core.foundation.errors import Forbidden, Missing, Refusal
from lineup.core.participation import offerings
from lineup.domains.events import events
from lineup.domains.racing import entry_rights, entry_states, race_entries, races, seats, stint_plans
from lineup.domains.racing.entry_states import EntryAct
from lineup.domains.racing.models import Race, RaceEntry
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.racing import race as race_pages
from lineup.interfaces.web.racing.entry_forms import EntryForm, LineUp, TeamEntryForm, split

PAGE, MOST_FREE = 50, 200
ORDER = ("number", "id")
# an act is a resource: how it is called in addresses, and on its button
ACTS: Mapping[str, tuple[EntryAct, Any]] = {
    "submission": (EntryAct.SUBMIT, gettext_lazy("Send it in")),
    "confirmation": (EntryAct.CONFIRM, gettext_lazy("Confirm the entry")),
    "return": (EntryAct.SEND_BACK, gettext_lazy("Send it back")),
    "finish": (EntryAct.FINISH, gettext_lazy("It raced")),
    "withdrawal": (EntryAct.WITHDRAW, gettext_lazy("Withdraw the entry")),
    "disqualification": (EntryAct.DISQUALIFY, gettext_lazy("Disqualify")),
}


@require_safe
def index(request: HttpRequest, slug: str) -> HttpResponse:
    person, race = request.person, _race(request, slug)  # type: ignore[attr-defined]
    rows = entry_rights.shown(race, person, at=clock.now()).exclude(status=entry_states.EntryStatus.WITHDRAWN)
    shown = {
        "race": race,
        "offering": race.event.offering,
        "page": cursors.page(rows, order=ORDER, cursor=request.GET.get("cursor", ""), size=PAGE),
        "may_enter": bool(person) and race_entries.may_enter(race, person, at=clock.now()),
        "crumbs": crumbs(race, (_("Entries"), "")),
    }
    return render(request, "racing/entries.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request: HttpRequest, slug: str) -> HttpResponse:
    race, by, at = _race(request, slug), acting.actor(request), clock.now()
    form = _form(request, race)
    made: list[RaceEntry] = []

    def enter() -> None:
        values = {**form.cleaned_data}
        (team,) = split(values, "team")
        made.append(
            race_entries.propose(race, team, by=by, at=at, **values)
            if race.is_team_race
            else race_entries.enter(race, by=by, at=at, **values)
        )

    if form.carries_out(enter):
        flash.done(request, _("Entered. Choose who drives, then send it in.") if race.is_team_race else _("Entered."))
        return redirect("racing:entry", slug=slug, pk=made[0].pk)
    refusal = race_entries.refusal(race, by.human, at=at)
    shown = {
        "race": race,
        "offering": race.event.offering,
        "form": form,
        "refusal": refusal,
        "must_sign_up": isinstance(refusal, race_entries.SignUpFirst),
        "no_team": race.is_team_race and not form.fields["team"].queryset.exists(),
        "own_entries": entry_rights.own_of(race, by.human, at=at),
        "crumbs": crumbs(race, (_("Entries"), path(race, "entries")), (_("Enter"), "")),
    }
    return render(request, "racing/entry_new.html", shown, status=422 if form.errors else 200)


def _form(request: HttpRequest, race: Race) -> Any:
    if not race.is_team_race:
        return EntryForm(acting.sent(request), race=race)
    teams = entry_rights.teams_to_enter(race, request.person, at=clock.now())  # type: ignore[attr-defined]
    return TeamEntryForm(acting.sent(request), race=race, teams=teams)


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, slug: str, pk: Any) -> HttpResponse:
    return _change(request, slug, pk) if request.method == "POST" else _page(request, find(request, slug, pk))


@login_required
def _change(request: HttpRequest, slug: str, pk: Any) -> HttpResponse:
    entry, by = find(request, slug, pk), acting.actor(request)
    entry_rights.check_may_change(entry, by.person, at=clock.now())
    form = EntryForm(request.POST, race=entry.race, entry=entry)
    if form.carries_out(lambda: race_entries.change(entry, by=by, at=clock.now(), **form.cleaned_data)):
        flash.done(request, _("Saved."))
        return redirect("racing:entry", slug=slug, pk=pk)
    return _page(request, find(request, slug, pk), form=form)


@require_POST
@login_required
def line_up(request: HttpRequest, slug: str, pk: Any) -> HttpResponse:
    entry, by = find(request, slug, pk), acting.actor(request)
    entry_rights.check_may_change(entry, by.person, at=clock.now())
    table = _line_up(entry, by.person, request.POST.get("q", ""))
    try:
        seats.set_line_up(entry, table.said(request.POST), by=by, at=clock.now())
    except Refusal as refusal:
        table.say(refusal)
        return _page(request, entry, table=table)
    flash.done(request, _("The line-up is saved."))
    return redirect("racing:entry", slug=slug, pk=pk)


@require_POST
@login_required
def act(request: HttpRequest, slug: str, pk: Any, act: str) -> HttpResponse:
    entry = find(request, slug, pk)
    if act not in ACTS:
        raise Missing
    try:
        entry = race_entries.move(entry, ACTS[act][0], by=acting.actor(request), at=clock.now())
    except Forbidden:
        # a page of its own
        raise
    except Refusal as refusal:
        flash.refused(request, refusal)
    else:
        flash.done(request, _("Done: %(entry)s, %(status)s.") % {"entry": entry, "status": entry.get_status_display()})
    return redirect("racing:entry", slug=slug, pk=pk)


def _page(
    request: HttpRequest, entry: RaceEntry, *, form: EntryForm | None = None, table: LineUp | None = None
) -> HttpResponse:
    person, at, race = request.person, clock.now(), entry.race  # type: ignore[attr-defined]
    query = request.GET.get("q", "")
    may = entry_rights.may_change(entry, person, at=at)
    is_open = may and entry.status in entry_states.OPEN
    sees = entry_rights.sees_line_up(entry, person, at=at)
    shown = {
        "entry": entry,
        "race": race,
        "offering": race.event.offering,
        "seats": seats.of(entry) if sees else (),
        "sees": sees,
        "form": (form or EntryForm(race=race, entry=entry)) if is_open else None,
        "table": (table or _line_up(entry, person, query)) if is_open and race.is_team_race else None,
        "acts": list(_acts(entry, person)) if may else (),
        "may_manage": offerings.may_manage(race.event.offering, person),
        "reads_plan": race.is_team_race and stint_plans.may_read(entry, person, at=at),
        "crumbs": crumbs(race, (_("Entries"), path(race, "entries")), (str(entry), "")),
    }
    failed = (form is not None and form.errors) or (table is not None and table.error)
    return render(request, "racing/entry.html", shown, status=422 if failed else 200)


def _acts(entry: RaceEntry, person: Any) -> Any:
    manages = offerings.may_manage(entry.race.event.offering, person)
    begun = race_entries.has_begun(entry, at=clock.now())
    for name, (act, words) in ACTS.items():
        if act == EntryAct.FINISH and not begun:
            continue
        if (act, entry.status) in entry_states.TABLE and (manages or act in race_entries.OWN_ACTS):
            yield {"path": path(entry.race, "entry-act", pk=entry.pk, act=name), "name": name, "words": words}


def _line_up(entry: RaceEntry, person: Any, query: str = "") -> LineUp:
    found = seats.to_choose(entry, person, at=clock.now(), named=query)
    # one more tells whether there are others
    return LineUp(seats.of(entry), found[: MOST_FREE + 1], most=MOST_FREE, query=query)


def _race(request: HttpRequest, slug: str) -> Race:
    return races.find(events.find_visible(request.person, slug=slug))  # type: ignore[attr-defined]


def find(request: HttpRequest, slug: str, pk: Any) -> RaceEntry:
    """Return the entry that the viewer may know of. Raises Missing."""
    person = request.person  # type: ignore[attr-defined]
    return entry_rights.find(_race(request, slug), pk, person, at=clock.now())


def path(race: Race, room: str, **keys: Any) -> str:
    """Return the address of a page of the race."""
    return reverse(f"racing:{room}", kwargs={"slug": race.event.offering.slug, **keys})


def crumbs(race: Race, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """Return where one is: in the race of its event, at this."""
    return race_pages.crumbs(race.event, (_("Race"), path(race, "race")), *more)

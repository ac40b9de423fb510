"""The entries of a race on its desk: all of them with where they stand, and one more."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lineup.core.foundation import clock, cursors
from lineup.domains.events import events
from lineup.domains.racing import entry_rights, race_entries, races, teams
from lineup.domains.racing.models import Race, RaceEntry
from lineup.domains.racing.models.entry import ENTRY_STATUSES
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.desk import opening
from lineup.interfaces.web.desk.opening import Desk, desk
from lineup.interfaces.web.racing.entries import ORDER, PAGE
from lineup.interfaces.web.racing.entry_forms import OrganiserEntryForm, split

ROOM = "racing:race-desk"


@require_http_methods(["GET", "HEAD", "POST"])
@desk
def index(request: HttpRequest, desk: Desk) -> HttpResponse:
    race = races.find(events.find_managed(desk.by.person, pk=desk.offering.pk))
    form = OrganiserEntryForm(acting.sent(request), race=race, teams=_teams(race, desk))
    made: list[RaceEntry] = []
    if form.carries_out(lambda: made.append(_add(race, {**form.cleaned_data}, desk))):
        flash.done(request, _("Entered. Choose who drives, then confirm it."))
        return redirect("racing:entry", slug=desk.offering.slug, pk=made[0].pk)
    status = request.GET.get("status", "")
    rows = entry_rights.of(race).prefetch_related("seats")
    shown = {
        "race": race,
        "page": cursors.page(
            rows.filter(status=status) if status else rows, order=ORDER, cursor=request.GET.get("cursor", ""), size=PAGE
        ),
        "statuses": [("", _("All")), *ENTRY_STATUSES],
        "status": status,
        "form": form if race.is_team_race else None,
        "has_classes": race.classes.exists(),
    }
    return opening.page(request, desk, "racing/entries_desk.html", shown, room=ROOM, status=422 if form.errors else 200)


def _teams(race: Race, desk: Desk) -> Any:
    club, person = desk.offering.club, desk.by.human
    rows = teams.of_club(club, person) if club else entry_rights.teams_to_enter(race, person, at=clock.now())
    return entry_rights.not_entered(race, rows).order_by("participant__name_folded", "pk")


def _add(race: Race, values: dict[str, Any], desk: Desk) -> RaceEntry:
    (team, name), at = split(values, "team", "name"), clock.now()
    if team is None:
        return race_entries.add_temporary(race, name or "", by=desk.by, at=at, **values)
    return race_entries.add(race, team.participant, contact=team.owner or desk.by.human, by=desk.by, at=at, **values)

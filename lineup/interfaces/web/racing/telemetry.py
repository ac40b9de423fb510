"""The key of a race's timing tool on its desk, and the order of a race that runs, for everybody who sees the event."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lineup.core.foundation import clock, cursors
from lineup.core.foundation.errors import Refusal
from lineup.domains.events import events
from lineup.domains.racing import laps, leaderboards, races, telemetry_keys
from lineup.domains.racing.models import CarStanding, Race
from lineup.interfaces.web import acting, flash, secrets
from lineup.interfaces.web.desk import opening
from lineup.interfaces.web.desk.opening import Desk, desk
from lineup.interfaces.web.racing import entries

ROOM = "racing:race-desk"
PAGE = 60


@require_safe
def leaderboard(request: HttpRequest, slug: str) -> HttpResponse:
    """The order of the race; where scripts run it is brought up to date each few seconds."""
    person, at = request.person, clock.now()  # type: ignore[attr-defined]
    race = races.find(events.find_visible(person, slug=slug))
    feed, sees = leaderboards.feed(race), leaderboards.sees_driver(race, person, at=at)
    cursor = request.GET.get("cursor", "")
    found = cursors.page(leaderboards.of(race), order=leaderboards.ORDER, cursor=cursor, size=PAGE)
    shown = {
        "race": race,
        "offering": race.event.offering,
        "feed": feed,
        "silent": leaderboards.silent_minutes(feed, at=at) if feed else 0,
        "page": found,
        "rows": [_words(row, shows_driver=sees(row)) for row in found.items],
        "crumbs": entries.crumbs(race, (_("Leaderboard"), "")),
    }
    with secrets.clock_of(request, race.event.time_zone):
        return render(request, "racing/leaderboard.html", shown)


def _words(row: CarStanding, *, shows_driver: bool) -> dict[str, Any]:
    return {
        "standing": row,
        "driver": row.driver.person.name if shows_driver and row.driver else "",
        "gap": leaderboards.gap(row),
        "last": laps.said(row.last_lap_ms) if row.last_lap_ms else "",
        "best": laps.said(row.best_lap_ms) if row.best_lap_ms else "",
    }


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@desk
def on_desk(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Where a timing tool tells of the race; POST makes its key, whose secret is in that answer and nowhere else."""
    race = _race(desk)
    if request.method != "POST":
        return _page(request, desk, race)
    try:
        _key, secret = telemetry_keys.make(race, by=desk.by, at=clock.now())
    except Refusal as refusal:
        flash.refused(request, refusal)
        return redirect(desk.path("racing:telemetry-desk"))
    return _page(request, desk, race, secret=secret)


@require_POST
@never_cache
@desk
def rotate(request: HttpRequest, desk: Desk) -> HttpResponse:
    race = _race(desk)
    secret = telemetry_keys.rotate(telemetry_keys.find(race), by=desk.by, at=clock.now())
    return _page(request, desk, race, secret=secret)


@require_POST
@desk
def revoke(request: HttpRequest, desk: Desk) -> HttpResponse:
    telemetry_keys.revoke(telemetry_keys.find(_race(desk)), by=acting.actor(request), at=clock.now())
    flash.done(request, _("The key is taken back: nothing is heard at its address any more."))
    return redirect(desk.path("racing:telemetry-desk"))


def _race(desk: Desk) -> Race:
    return races.find(events.find_managed(desk.by.person, pk=desk.offering.pk))


def _page(request: HttpRequest, desk: Desk, race: Race, *, secret: str = "") -> HttpResponse:
    key = telemetry_keys.of(race)
    shown = {
        "race": race,
        "key": key,
        "secret": secret,
        "address": f"{settings.BASE_URL}/api/telemetry/{key.pk}" if key else "",
        "feed": leaderboards.feed(race),
    }
    return opening.page(request, desk, "racing/telemetry_desk.html", shown, room=ROOM)

"""Whatever an address answers by GET, it asks the database as often with 3 rows in every list as with 40.

Every address of the URL table is asked, lists or not; a list is an operation of the API that answers with a page, or a
page whose template is given one. A new list that `growing` does not make longer fails here, or stands among the short.
"""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from lineup.domains.events.models import Venue
from lineup.interfaces.api.venues import VenueShown
from lineup.interfaces.web.accounts import seen
from tests.architecture.authorisation import operations, pages, trying
from tests.architecture.authorisation import world as worlds
from tests.architecture.authorisation.matrix import Row
from tests.architecture.authorisation.world import World
from tests.architecture.queries import counting
from tests.architecture.queries.counting import Count
from tests.architecture.queries.growing import Growth

FEW, MANY = 3, 40
# of webhooks and files there may be 20, and some pages show no more at once
LEAST_SHOWN = 18
# as long as they are by nature: one row for each kind, purpose, switch, currency, subject or driver of a car; nobody
# not asked for
SHORT = {
    "/api/webhook-kinds",
    "/api/me/consents",
    "/api/platform/flags",
    "/api/events/{slug}/fee-totals",
    "/api/events/{slug}/door/people",
    "/api/subjects",
    "/api/events/{slug}/race/classes",
    "/api/events/{slug}/race/sessions",
    "/api/events/{slug}/race/entries/{entry}/stint-rules",
    "/api/racing/series/{series_id}/rounds",
    "/api/racing/series/{series_id}/standings",
    "/api/events/{slug}/race/results/{result_set}/lines/{line}/laps",
}
# more than a page from the start
FULL = {"platform:people", "desk:check-in"}
# one query for each sort of thing that acts on the page were about, not for each act: tests/interfaces/web/audit
BY_SORT = {"/api/audit", "audit:list", "audit:club"}

pytestmark = [pytest.mark.slow, pytest.mark.once, pytest.mark.req("Q21")]


@pytest.fixture
def world(db: None, own_folders: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> World:
    settings.MAILBOX = settings.DEMO = False
    # by the clock, whichever request comes next notes that its session is in use: on a slow machine a counted one
    monkeypatch.setattr(seen, "GRAIN_SECONDS", 10**8)
    return worlds.build()


def test_every_address_asks_as_much_of_3_rows_as_of_40(world: World) -> None:
    growth, clients = Growth(world), trying.clients(world)
    growth.grow(range(FEW))
    few = _counted(world, clients)
    growth.grow(range(FEW, MANY))
    many = {row.route: _counted_again(row, few[row.route], world, clients) for row in _rows()}

    assert [_told(route, few[route], many[route]) for route in few if _differs(route, few[route], many[route])] == []
    lists = {route: (few[route].rows, count.rows) for route, count in many.items() if count.rows is not None}
    assert lists.keys() >= counting.api_lists()
    grown = {route for route, (before, after) in lists.items() if FEW <= before < after and after >= LEAST_SHOWN}
    assert lists.keys() - grown - BY_SORT - FULL == SHORT


def _counted(world: World, clients: dict[str, Client]) -> dict[str, Count]:
    return {row.route: counting.count(row, world, clients[counting.visitor(row)]) for row in _rows()}


def _counted_again(row: Row, few: Count, world: World, clients: dict[str, Client]) -> Count:
    """What asks as often as before need not be asked twice; else it may have looked up what is kept from then on."""
    client = clients[counting.visitor(row)]
    many = counting.count_once(row, world, client)
    return counting.count(row, world, client) if _differs(row.route, few, many) else many


def _rows() -> list[Row]:
    """One row for each address that somebody may ask for; of several, the first."""
    rows = [row for row in [*pages.ROWS, *operations.ROWS] if "GET" in row.methods and counting.visitor(row)]
    return list({row.route: row for row in reversed(rows)}.values())


def _differs(route: str, few: Count, many: Count) -> bool:
    if route not in BY_SORT:
        return many.queries != few.queries
    # which sorts stand on the page changes with what is newest: a new one is asked for once, and none more often
    more = Counter(map(counting.shape, many.asked)) - Counter(map(counting.shape, few.asked))
    known = set(map(counting.shape, few.asked))
    return any(shape in known or times > 1 for shape, times in more.items())


def _told(route: str, few: Count, many: Count) -> str:
    more = [query for query in many.asked if many.asked.count(query) > few.asked.count(query)]
    return f"{route}: {few} became {many}, as in {more[-1:]}"


def test_a_list_that_asks_once_more_for_each_row_is_found(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(VenueShown, "of", _asking_first(VenueShown.of))
    row = next(row for row in operations.ROWS if (row.methods, row.route) == ("GET", "/api/venues"))
    growth, clients = Growth(world), trying.clients(world)
    few = counting.count(row, world, clients["club_owner"])
    growth.grow(range(2))
    many = counting.count(row, world, clients["club_owner"])

    assert (few.rows, many.rows, many.queries - few.queries) == (1, 3, 2)


def _asking_first(plain: Callable[[Venue], VenueShown]) -> Callable[[Venue], VenueShown]:
    def shown(venue: Venue) -> VenueShown:
        assert Venue.objects.filter(pk=venue.pk).exists()
        return plain(venue)

    return shown

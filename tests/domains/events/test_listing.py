"""Lists of events: what is ahead, runs or is over, with filters and a fixed number of queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lineup.core.foundation import cursors
from lineup.core.participation import offerings
from lineup.domains.events import listing, topics, venues
from lineup.domains.events.listing import Wanted
from tests.support import factories


def names(rows):
    return [row.title for row in rows.order_by("starts_at", "id")]


@pytest.mark.req("B01")
def test_an_event_is_ahead_then_runs_then_is_over(make_event, organiser, at):
    event = make_event(starts_at=at + timedelta(hours=1))
    begun, over = at + timedelta(hours=2), at + timedelta(hours=9)
    assert [names(rows(None, at=at)) for rows in (listing.upcoming, listing.running)] == [["Night hike"], []]
    assert [names(rows(None, at=begun)) for rows in (listing.upcoming, listing.running)] == [[], ["Night hike"]]
    offerings.finish(event.offering, by=factories.actor(organiser), at=over)
    lists = (listing.upcoming, listing.running, listing.past)
    assert [names(rows(None, at=over)) for rows in lists] == [[], [], ["Night hike"]]


@pytest.mark.req("P13")
def test_each_filter_narrows_the_list(make_event, organiser, at):
    by = factories.actor(organiser)
    club = factories.club(owner=organiser)
    hall = venues.create(name="Hall", address="1 Road", city="Lyon", country="FR", by=by, at=at)
    make_event("A", venue=hall, starts_at=at + timedelta(days=1), category=topics.category("food"), tags=["Bread"])
    make_event("B", stream_url="https://youtu.be/x", starts_at=at + timedelta(days=2), club=club, tags=["Bread"])
    make_event("C", starts_at=at + timedelta(days=3))
    expected = {
        Wanted(): ["A", "B", "C"],
        Wanted(category="food"): ["A"],
        Wanted(tag="bread"): ["A", "B"],
        Wanted(city="LYON"): ["A"],
        Wanted(where="onsite"): ["A"],
        Wanted(where="online"): ["B"],
        Wanted(club=club.slug): ["B"],
        Wanted(after=at + timedelta(days=2)): ["B", "C"],
        Wanted(before=at + timedelta(days=2)): ["A"],
        Wanted(tag="bread", city="Lyon"): ["A"],
        Wanted(category="nothing"): [],
    }
    assert {wanted: names(listing.upcoming(None, at=at, wanted=wanted)) for wanted in expected} == expected


@pytest.mark.parametrize("with_person", [False, True])
def test_the_number_of_queries_does_not_grow(with_person, make_event, organiser, at):
    person = factories.member() if with_person else None
    counts = []
    made = 0
    for rows in (1, 3, 30):
        while made < rows:
            make_event(f"Event {made}", tags=["One", "Two"], starts_at=at + timedelta(days=made + 1))
            made += 1
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page = cursors.page(listing.upcoming(person, at=at), order=Wanted().order(), size=50)
            shown = [(row.event.venue, row.event.category, row.attendee_pools[0].free, row.club) for row in page.items]
        assert len(shown) == rows
        counts.append(len(queries))
    assert counts == [2, 2, 2]


def test_pages_follow_each_other_without_a_gap(make_event, at):
    for number in range(7):
        make_event(f"E{number}", starts_at=at + timedelta(days=1 + number // 3))
    seen, cursor = [], ""
    while True:
        page = cursors.page(listing.upcoming(None, at=at), order=Wanted().order(), cursor=cursor, size=2)
        seen += [row.title for row in page.items]
        if not page.next:
            break
        cursor = page.next
    assert sorted(seen) == [f"E{number}" for number in range(7)]
    assert len(seen) == 7


def test_a_list_reads_its_index(make_event, at):
    if connection.vendor != "sqlite":
        pytest.skip("the plan is asked of SQLite")
    sql, params = listing.upcoming(None, at=at).order_by(*Wanted().order())[:50].query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        plan = [row[3] for row in cursor.fetchall()]
    assert "offerings_by_kind_and_time (state=? AND kind=? AND starts_at>?)" in plan[0]
    assert not any("TEMP B-TREE" in step for step in plan)
    # of two ways to say the state, a million counted events made SQLite take the list, and sort them all
    assert '"state" IN' not in sql

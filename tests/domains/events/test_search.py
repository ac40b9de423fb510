"""Events are found by words in any spelling, and no query can break the search."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from lineup.core.foundation import cursors
from lineup.core.outbox.models import Message
from lineup.core.participation import offerings
from lineup.core.participation.models import Offering
from lineup.domains.events import events, listing, reindexing, search, topics, venues
from lineup.domains.events.listing import Wanted
from lineup.domains.events.models import SearchRow
from tests.support import factories


def titles(query, at):
    wanted = Wanted(text=query)
    return [row.title for row in listing.upcoming(None, at=at, wanted=wanted).order_by(*wanted.order())]


@pytest.mark.req("P13", "P11")
@pytest.mark.parametrize(
    "query", ["École", "ecole", "ÉCOLE", "eco", "ecole ete", "été école", "l'école", "  ecole  ", "“école”!"]
)
def test_accents_case_and_word_order_do_not_matter(query, make_event, at):
    make_event("L'École d'été")
    make_event("Winter school")
    assert titles(query, at) == ["L'École d'été"]


@pytest.mark.req("P13")
def test_every_word_must_begin_a_word(make_event, at):
    make_event("Harbour race", starts_at=at + timedelta(days=1))
    make_event("Harbour supper", starts_at=at + timedelta(days=2))
    assert titles("harb", at) == ["Harbour race", "Harbour supper"]
    assert titles("harbour sup", at) == ["Harbour supper"]
    assert titles("arbour", at) == []


@pytest.mark.req("P13")
def test_description_tags_category_and_venue_are_searched(make_event, organiser, at):
    venue = venues.create(
        name="Théâtre", address="Place 1", city="Besançon", country="FR", by=factories.actor(organiser), at=at
    )
    make_event(
        "Something", description="A recital of Fauré.", tags=["Piano"], category=topics.category("arts"), venue=venue
    )
    for query in ("faure", "piano", "music", "musique", "theatre", "besancon"):
        assert titles(query, at) == ["Something"], query


@pytest.mark.req("P13")
def test_a_change_is_found_at_once_and_the_old_words_no_more(make_event, organiser, at):
    event = make_event("Old words")
    events.change(event, title="Fresh words", by=factories.actor(organiser), at=at)
    assert (titles("old", at), titles("fresh", at)) == ([], ["Fresh words"])


@pytest.mark.req("P13", "B02")
def test_a_renamed_venue_is_found_under_its_new_name(make_event, organiser, at, monkeypatch):
    by = factories.actor(organiser)
    venue = venues.create(name="Barn", address="Field 1", city="Gex", country="FR", by=by, at=at)
    for number in range(3):
        make_event(f"Dance {number}", venue=venue, starts_at=at + timedelta(days=number + 1))
    monkeypatch.setattr(reindexing, "BATCH", 2)
    venues.change(venue, name="Grange", by=by, at=at)
    for _ in range(2):
        message = Message.objects.filter(topic=venues.REINDEX).order_by("-pk").first()
        reindexing.venue_changed(message, at=at)
    assert titles("grange", at) == ["Dance 0", "Dance 1", "Dance 2"]
    assert titles("barn", at) == []


HOSTILE = [
    '"', "'", "''", '" OR 1=1 --', "NEAR(a b)", "a AND", "NOT", "title:x", "^a", "a*b", "(", ")", "{a b}:c", "\x00",
    "a\x00b", "%", "_", "\\", "';DROP TABLE events_event;--", "&|!<->", ":*", "a:*", "ß" * 600, "𝕳𝖆𝖗𝖇", "\ud7a3", "🏁",
    "a " * 500,
]  # fmt: skip


@pytest.mark.req("P13")
@pytest.mark.parametrize("query", HOSTILE)
def test_a_hostile_query_is_only_words(query, make_event, at):
    make_event("Plain title")
    assert isinstance(titles(query, at), list)


@pytest.mark.req("P13")
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=60))
@example(query="\u0345")
def test_no_query_breaks_the_search(query, db):
    assert list(Offering.objects.filter(search.found(query))) == []


def test_a_query_without_words_finds_nothing(make_event, at):
    make_event("Plain title")
    assert titles("!?", at) == []
    assert titles("   ", at) == ["Plain title"]


@pytest.mark.req("P13")
def test_what_is_found_comes_in_the_order_of_time_page_after_page(make_event, organiser, at):
    made = [make_event(f"Dance {number}", starts_at=at + timedelta(days=9 - number)) for number in range(7)]
    events.change(
        made[0],
        starts_at=at + timedelta(hours=1),
        ends_at=at + timedelta(hours=2),
        by=factories.actor(organiser),
        at=at,
    )
    wanted, cursor, seen = Wanted(text="dance"), "", []
    while cursor is not None:
        page = cursors.page(
            listing.upcoming(None, at=at, wanted=wanted), order=wanted.order(), cursor=cursor or "", size=2
        )
        seen += [row.title for row in page.items]
        cursor = page.next
    assert seen == [f"Dance {number}" for number in (0, 6, 5, 4, 3, 2, 1)]


@pytest.mark.req("P13")
def test_what_runs_and_what_is_over_is_found_too(make_event, organiser, at):
    hike, ride = make_event("Long hike", starts_at=at + timedelta(hours=1)), make_event("Long ride")
    now, wanted = at + timedelta(hours=2), Wanted(text="long")
    lists = (listing.running, listing.upcoming, listing.past)
    assert [[row.pk for row in rows(None, at=now, wanted=wanted)] for rows in lists] == [[hike.pk], [ride.pk], []]
    offerings.finish(hike.offering, by=factories.actor(organiser), at=at + timedelta(hours=9))
    over = listing.past(None, at=at + timedelta(hours=9), wanted=wanted).order_by(*wanted.order(last_first=True))
    assert [row.pk for row in over] == [hike.pk]


@pytest.mark.req("P13")
def test_two_events_whose_rows_would_have_one_number_are_both_found(make_event, at, monkeypatch):
    monkeypatch.setattr(search, "KEY_BITS", 0)
    make_event("Dance in the hall")
    make_event("Dance in the yard")
    assert titles("dance", at) == ["Dance in the hall", "Dance in the yard"]


def test_rows_of_before_are_numbered_by_time(make_event, at):
    late, soon = (
        make_event("Dance", starts_at=at + timedelta(days=3)),
        make_event("Dance", starts_at=None, published=False),
    )
    wanted = dict(SearchRow.objects.values_list("event", "id"))
    for number, event in enumerate((late, soon), 1):
        SearchRow.objects.filter(event=event).update(id=number)
    import_module("lineup.domains.events.migrations.0006_words_are_found_by_time").number(apps, None)
    assert dict(SearchRow.objects.values_list("event", "id")) == wanted

"""Events are found by words in any spelling, and no query can break the search."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from lineup.core.outbox.models import Message
from lineup.domains.events import events, listing, reindexing, search, topics, venues
from lineup.domains.events.listing import Wanted
from tests.support import factories


def titles(query, at):
    rows = listing.upcoming(None, at=at, wanted=Wanted(text=query)).order_by(*listing.UPCOMING_ORDER)
    return [row.title for row in rows]


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
    make_event("Harbour race")
    make_event("Harbour supper")
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
    assert list(search.events_with(query)) == []


def test_a_query_without_words_finds_nothing(make_event, at):
    make_event("Plain title")
    assert titles("!?", at) == []
    assert titles("   ", at) == ["Plain title"]

"""Venues are kept by a club or a person, reused by many events, and nobody else's."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lineup.core.clubs import permissions
from lineup.core.clubs.models import Role
from lineup.core.foundation import cursors
from lineup.core.foundation.errors import Invalid, Missing
from lineup.domains.events import venues
from tests.support import factories

HALL = {
    "name": "Hall",
    "address": "1 Road",
    "city": "Lyon",
    "country": "fr",
    "latitude": 45.7,
    "longitude": 4.8,
    "website": "https://hall.example",
}


@pytest.mark.req("B02")
def test_a_venue_keeps_its_address_position_and_website(organiser, at):
    made = venues.create(by=factories.actor(organiser), at=at, **HALL)
    kept = venues.find_managed(organiser, pk=made.pk)
    assert {field: getattr(kept, field) for field in HALL} == {**HALL, "country": "FR"}


@pytest.mark.req("B02")
def test_many_events_use_one_venue(make_event, organiser, at):
    venue = venues.create(by=factories.actor(organiser), at=at, **HALL)
    made = [make_event(venue=venue) for _ in range(3)]
    assert [event.venue for event in made] == [venue] * 3


@pytest.mark.req("B02")
@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({"name": " "}, "venue_incomplete", "name"),
        ({"address": ""}, "venue_incomplete", "address"),
        ({"city": ""}, "venue_incomplete", "city"),
        ({"country": "France"}, "unknown_country", "country"),
        ({"country": "1é"}, "unknown_country", "country"),
        ({"latitude": 120.0}, "not_on_earth", "latitude"),
        ({"longitude": None}, "half_a_position", "latitude"),
        ({"website": "javascript:alert(1)"}, "not_a_web_address", "website"),
        ({"name": "x" * 201}, "too_long", "name"),
    ],
)
def test_what_is_no_venue_is_refused(values, code, field, organiser, at):
    with pytest.raises(Invalid) as refused:
        venues.create(by=factories.actor(organiser), at=at, **{**HALL, **values})
    assert (refused.value.code, refused.value.field) == (code, field)


@pytest.mark.req("P10")
def test_a_venue_is_seen_by_its_keepers_alone(at, db):
    club = factories.club()
    manager = factories.club_member(club, role=Role.EVENT_MANAGER)
    plain = factories.club_member(club)
    venue = venues.create(club=club, by=factories.actor(manager), at=at, **HALL)
    who = {"manager": manager, "member": plain, "other": factories.club_owner(factories.club()), "nobody": None}
    assert {name for name, person in who.items() if venue in venues.managed_by(person)} == {"manager"}
    with pytest.raises(Missing):
        venues.find_managed(plain, pk=venue.pk)
    with pytest.raises(permissions.NotAllowed):
        venues.create(club=club, by=factories.actor(plain), at=at, **HALL)


@pytest.mark.req("P08")
def test_a_venue_in_the_bin_still_shows_on_its_events(make_event, organiser, at):
    by = factories.actor(organiser)
    venue = venues.create(by=by, at=at, **HALL)
    event = make_event(venue=venue)
    venues.discard(venue, by=by, at=at)
    event.refresh_from_db()
    assert (list(venues.managed_by(organiser)), event.venue) == ([], venue)
    assert list(venues.binned(organiser)) == [venue]
    venues.restore(venues.find_managed(organiser, binned=True, pk=venue.pk), by=by, at=at)
    assert list(venues.managed_by(organiser)) == [venue]


def test_a_list_of_venues_takes_the_same_queries_for_1_3_and_30(organiser, at):
    counts = []
    for number in range(1, 31):
        venues.create(by=factories.actor(organiser), at=at, **{**HALL, "name": f"Hall {number}"})
        if number in (1, 3, 30):
            with CaptureQueriesContext(connection) as queries:
                page = cursors.page(venues.managed_by(organiser), order=("name", "id"))
                assert len([row.club for row in page.items]) == number
            counts.append(len(queries))
    assert counts == [1, 1, 1]

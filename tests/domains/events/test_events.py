"""Events are made, changed and copied, with every field of the document."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from lineup.core.audit.models import Entry
from lineup.core.clubs import permissions
from lineup.core.clubs.models import Role
from lineup.core.foundation.errors import Refusal
from lineup.core.outbox.models import Message
from lineup.core.participation import offerings, pools, qualifications
from lineup.core.participation.models import Offering
from lineup.core.people.models import Account
from lineup.domains.events import copying, events, organising, topics, venues
from lineup.domains.events.kind import StartNeeded
from lineup.domains.events.models import Event
from tests.support import factories

VENUE = {"name": "Town hall", "address": "1 Main street", "city": "Lyon", "country": "FR"}


@pytest.mark.req("B01", "A04")
def test_an_event_keeps_every_field_of_the_document(organiser, at):
    venue = venues.create(by=factories.actor(organiser), at=at, **VENUE)
    given = {
        "description": "Bring a torch.",
        "starts_at": at + timedelta(days=3),
        "ends_at": at + timedelta(days=3, hours=2),
        "visibility": "unlisted",
        "source": "user",
        "remind_minutes": 120,
        "time_zone": "Europe/Paris",
        "venue": venue,
        "stream_url": "https://www.youtube.com/watch?v=abc",
        "map_latitude": 45.76,
        "map_longitude": 4.84,
        "map_zoom": 15,
        "category": topics.category("sport"),
        "shows_participants": True,
    }
    pool = {
        "capacity": 20,
        "admission": "approval",
        "waitlist": "offer",
        "offer_minutes": 90,
        "party_limit": 3,
        "opens_at": at,
        "closes_at": at + timedelta(days=2),
    }
    made = events.create(
        title="  Night\nhike ",
        slug="hike",
        tags=["Nuit", "nuit", "Été"],
        by=factories.actor(organiser),
        at=at,
        **given,
        **pool,
    )

    event = events.find_managed(organiser, pk=made.pk)
    offering = event.offering
    seen = {field: getattr(offering if field in events.OFFERING else event, field) for field in given}
    assert seen == given
    assert {field: getattr(events.pool_of(event), field) for field in pool} == pool
    assert (offering.title, offering.slug, offering.state) == ("Night hike", "hike", "draft")
    assert (offering.organiser, offering.club, offering.kind) == (organiser, None, "event")
    assert [tag.slug for tag in event.tags.all()] == ["ete", "nuit"]


@pytest.mark.req("A04")
def test_a_club_offers_an_event_through_whoever_may_manage_its_events(at, db):
    club = factories.club()
    manager = factories.club_member(club, role=Role.EVENT_MANAGER)
    event = events.create(title="Race", club=club, by=factories.actor(manager), at=at)
    assert (event.offering.club, event.offering.organiser, event.offering.source) == (club, None, "club")


@pytest.mark.req("P10", "A04")
@pytest.mark.parametrize("role", [Role.MEMBER, Role.INSTRUCTOR, None])
def test_nobody_else_makes_events_of_a_club(role, at, db):
    club = factories.club()
    person = factories.club_member(club, role=role) if role else factories.member()
    with pytest.raises(permissions.NotAllowed):
        events.create(title="Race", club=club, by=factories.actor(person), at=at)
    assert Offering.objects.count() == 0


@pytest.mark.req("A04")
def test_a_person_needs_no_club_but_the_right_to_organise(at, db):
    with pytest.raises(organising.MayNotOrganise):
        events.create(title="Race", by=factories.actor(factories.member(role=Account.Role.MEMBER)), at=at)
    with pytest.raises(organising.MayNotOrganise):
        events.create(title="Race", by=factories.actor(factories.guest()), at=at)


@pytest.mark.req("A04")
@pytest.mark.parametrize(
    ("source", "allowed"), [("user", True), ("official", False), ("imported", False), ("club", False)]
)
def test_the_source_says_no_more_than_its_maker_may(source, allowed, organiser, at):
    try:
        made = events.create(title="Race", source=source, by=factories.actor(organiser), at=at)
    except organising.SourceNotYours:
        made = None
    assert (made is not None) == allowed


@pytest.mark.req("A04")
def test_a_platform_admin_marks_events_as_official(at, db):
    made = events.create(title="Race", source="official", by=factories.actor(factories.admin()), at=at)
    assert made.offering.source == "official"


START = datetime(2026, 12, 24, 18, tzinfo=UTC)

REFUSED = [
    ({"title": "  \x00 "}, "title_needed", "title"),
    ({"title": "x" * 201}, "too_long", "title"),
    ({"description": "x" * 20_001}, "too_long", "description"),
    ({"starts_at": START, "ends_at": START}, "ends_before_it_starts", "ends_at"),
    ({"starts_at": START, "ends_at": START - timedelta(hours=1)}, "ends_before_it_starts", "ends_at"),
    ({"starts_at": datetime(9999, 12, 31, tzinfo=UTC)}, "date_out_of_range", "starts_at"),
    ({"starts_at": datetime(1, 1, 1, tzinfo=UTC)}, "date_out_of_range", "starts_at"),
    ({"visibility": "club_only"}, "needs_club", "visibility"),
    ({"time_zone": "Mars/Olympus"}, "unknown_time_zone", "time_zone"),
    ({"map_latitude": 45.0}, "half_a_position", "map_latitude"),
    ({"map_latitude": 91.0, "map_longitude": 0.0}, "not_on_earth", "map_latitude"),
    ({"map_latitude": float("nan"), "map_longitude": 0.0}, "not_on_earth", "map_latitude"),
    ({"map_zoom": 0}, "zoom_out_of_range", "map_zoom"),
    ({"map_zoom": 21}, "zoom_out_of_range", "map_zoom"),
    ({"stream_url": "javascript:alert(1)"}, "not_a_web_address", "stream_url"),
    ({"stream_url": "https://"}, "not_a_web_address", "stream_url"),
    ({"stream_url": "https://[broken"}, "not_a_web_address", "stream_url"),
    ({"capacity": 0}, "out_of_range", "capacity"),
    ({"capacity": 2**40}, "out_of_range", "capacity"),
    ({"offer_minutes": 0}, "out_of_range", "offer_minutes"),
    ({"party_limit": 51}, "out_of_range", "party_limit"),
    ({"opens_at": START, "closes_at": START}, "closes_before_it_opens", "closes_at"),
    ({"slug": "No Spaces"}, "slug_unfit", "slug"),
    ({"slug": "new"}, "slug_taken", "slug"),
    ({"slug": "x" * 81}, "slug_unfit", "slug"),
    ({"tags": [f"tag {n}" for n in range(11)]}, "too_many_tags", "tags"),
    ({"tags": ["x" * 61]}, "too_long", "tags"),
]


@pytest.mark.req("B01")
@pytest.mark.parametrize(("values", "code", "field"), REFUSED, ids=[f"{code}-{field}" for _, code, field in REFUSED])
def test_what_cannot_be_is_refused_with_a_code_a_sentence_and_the_field(values, code, field, organiser, at):
    with pytest.raises(Refusal) as refused:
        events.create(**{"title": "Race", **values}, by=factories.actor(organiser), at=at)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert len(str(refused.value)) > 20
    assert Offering.objects.count() == Event.objects.count() == Entry.objects.filter(resource="offering").count() == 0


@pytest.mark.req("B01")
@pytest.mark.parametrize(("values", "code", "field"), REFUSED, ids=[f"{code}-{field}" for _, code, field in REFUSED])
def test_a_change_to_what_cannot_be_is_refused_and_changes_nothing(values, code, field, make_event, organiser, at):
    event = make_event(description="As it was.", capacity=7)
    with pytest.raises(Refusal) as refused, transaction.atomic():
        events.change(event, by=factories.actor(organiser), at=at, **{"description": "Changed.", **values})
    kept = events.find_managed(organiser, pk=event.pk)
    assert refused.value.code == code
    assert (kept.description, kept.offering.title, kept.offering.slug) == ("As it was.", "Night hike", "night-hike")
    assert (events.pool_of(kept).capacity, kept.revision) == (7, 0)


@pytest.mark.req("B01")
def test_two_events_of_one_title_have_two_addresses(make_event, organiser, at):
    first, second = make_event(), make_event()
    assert first.offering.slug == "night-hike"
    assert second.offering.slug.startswith("night-hike-")
    with pytest.raises(Refusal) as refused:
        events.change(second, slug="night-hike", by=factories.actor(organiser), at=at)
    assert refused.value.code == "slug_taken"


def test_a_title_that_is_a_path_of_the_pages_gets_another_address(make_event):
    assert make_event("New").offering.slug.startswith("new-")


@pytest.mark.req("B01")
def test_an_event_in_two_scripts_has_an_address(make_event):
    assert make_event("花見").offering.slug == "event"


@pytest.mark.req("B01", "B05")
def test_capacity_below_the_places_taken_is_refused_with_the_number(make_event, organiser, at):
    event = make_event(capacity=5)
    pool = events.pool_of(event)
    for _ in range(3):
        factories.place(pool, at=at)
    with pytest.raises(pools.CapacityBelowTaken) as refused:
        events.change(event, capacity=2, by=factories.actor(organiser), at=at)
    assert (str(refused.value)[:20], events.pool_of(event).capacity) == ("3 places are taken; ", 5)
    events.change(event, capacity=3, by=factories.actor(organiser), at=at)
    assert events.pool_of(event).capacity == 3


@pytest.mark.req("B04")
def test_room_made_by_a_change_goes_to_who_waits(make_event, organiser, at):
    event = make_event(capacity=1)
    pool = events.pool_of(event)
    places = [factories.place(pool, at=at) for _ in range(3)]
    events.change(event, capacity=2, by=factories.actor(organiser), at=at)
    for place in places:
        place.refresh_from_db()
    assert [place.state for place in places] == ["confirmed", "confirmed", "waitlisted"]


@pytest.mark.req("P10", "B02")
def test_an_event_takes_place_only_at_venues_of_its_own(make_event, organiser, at):
    stranger = factories.member()
    club = factories.club()
    foreign = venues.create(by=factories.actor(stranger), at=at, **VENUE)
    of_club = venues.create(club=club, by=factories.actor(factories.club_owner(club)), at=at, **VENUE)
    own = venues.create(by=factories.actor(organiser), at=at, **VENUE)
    event = make_event()
    for venue in (foreign, of_club):
        with pytest.raises(organising.ForeignVenue):
            events.change(event, venue=venue, by=factories.actor(organiser), at=at)
        event.venue = None
    assert events.change(event, venue=own, by=factories.actor(organiser), at=at).venue == own


@pytest.mark.req("B01", "P12")
def test_another_time_or_place_is_told_to_who_takes_part_once(make_event, organiser, at):
    event = make_event()
    factories.place(events.pool_of(event), at=at)
    by = factories.actor(organiser)
    moved = event.offering.starts_at + timedelta(hours=1)
    events.change(event, starts_at=moved, by=by, at=at)
    events.change(event, starts_at=moved, by=by, at=at)
    events.change(event, description="More words.", by=by, at=at)
    assert event.revision == 1
    told = Message.objects.filter(topic="fan-out", payload__kind="offering.moved")
    assert [message.payload["key"] for message in told] == [f"moved:{event.pk}:1"]


def test_a_draft_moves_without_anybody_being_told(make_event, organiser, at):
    event = make_event(published=False)
    events.change(event, starts_at=at + timedelta(days=1), by=factories.actor(organiser), at=at)
    assert (event.revision, Message.objects.filter(topic="fan-out").count()) == (1, 0)


def test_a_published_event_keeps_a_start(make_event, organiser, at):
    event = make_event()
    with pytest.raises(StartNeeded):
        events.change(event, starts_at=None, ends_at=None, by=factories.actor(organiser), at=at)


def test_an_event_without_a_start_is_not_published(make_event):
    with pytest.raises(StartNeeded):
        make_event(starts_at=None)


def test_fields_that_do_not_exist_are_a_fault_of_the_caller(make_event, organiser, at):
    with pytest.raises(TypeError):
        events.change(make_event(), taken=0, by=factories.actor(organiser), at=at)


@pytest.mark.req("B07")
def test_a_copy_is_a_draft_on_the_next_same_weekday_and_time(make_event, organiser, at):
    start = datetime(2026, 10, 20, 17, 0, tzinfo=UTC)  # 19:00 in Paris, before the clocks go back
    original = make_event(
        "Tuesday quiz",
        starts_at=start,
        time_zone="Europe/Paris",
        capacity=12,
        waitlist="offer",
        remind_minutes=0,
        tags=["Quiz"],
        opens_at=start - timedelta(days=9),
        category=topics.category("games"),
    )
    copy = copying.duplicate(original, by=factories.actor(organiser), at=at)
    offering, pool = copy.offering, events.pool_of(copy)
    assert (offering.title, offering.state, offering.starts_at) == (
        "Tuesday quiz",
        "draft",
        datetime(2026, 11, 24, 18, 0, tzinfo=UTC),
    )
    assert (offering.ends_at - offering.starts_at, offering.slug != original.offering.slug) == (
        timedelta(hours=3),
        True,
    )
    assert (pool.capacity, pool.waitlist, pool.taken, pool.opens_at) == (12, "offer", 0, None)
    assert offering.remind_minutes == 0
    assert ([tag.name for tag in copy.tags.all()], copy.category_id) == (["Quiz"], "games")


@pytest.mark.req("E14")
def test_a_copy_asks_for_the_same_qualification(make_event, organiser, at):
    club, by = factories.club("Kiln", owner=organiser), factories.actor(organiser)
    licence = qualifications.create(club, name="Kiln licence", by=by, at=at)
    original = make_event("Firing", club=club)
    pools.change(events.pool_of(original), qualification=licence, by=by, at=at)
    assert events.pool_of(copying.duplicate(original, by=by, at=at)).qualification == licence


@pytest.mark.req("P08")
def test_an_event_in_the_bin_is_gone_for_all_until_it_is_restored(make_event, organiser, at):
    event = make_event(published=False)
    by = factories.actor(organiser)
    offerings.discard(event.offering, by=by, at=at)
    with pytest.raises(Refusal):
        events.find_managed(organiser, pk=event.pk)
    binned = events.find_managed(organiser, binned=True, pk=event.pk)
    offerings.restore(binned.offering, by=by, at=at)
    assert events.find_managed(organiser, pk=event.pk) == event

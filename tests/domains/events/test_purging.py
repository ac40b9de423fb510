"""The bin is emptied after its time: never of what holds somebody's place."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lineup.core.audit.models import Entry
from lineup.core.participation import invitations, offerings
from lineup.core.participation.models import Invitation, Offering, Place, Pool
from lineup.domains.events import events, files, purging, venues
from lineup.domains.events.models import EventFile, SearchRow, Venue
from lineup.domains.onsite import rooms, sessions
from lineup.domains.onsite.models import Room, Session
from tests.support import factories
from tests.support.outbox import drain

pytestmark = [pytest.mark.django_db, pytest.mark.req("P08")]

HALL = {"name": "Hall", "address": "1 Road", "city": "Lyon", "country": "FR"}


@pytest.fixture
def by(organiser):
    return factories.actor(organiser)


@pytest.fixture
def later(at):
    """Long after everything was put into the bin, as `before=` and `at=`."""
    return {"before": at + timedelta(days=1), "at": at + timedelta(days=31)}


def with_file(event, by, at):
    return files.add(event, SimpleUploadedFile("plan.txt", b"Meet at nine."), by=by, at=at)


def test_an_event_leaves_the_bin_for_good_with_all_that_is_its_own(make_event, by, at, later):
    event = make_event(published=False, tags=["night"])
    stored = with_file(event, by, at).file
    invitations.invite(published(event, by, at), email="ann@example.org", by=by, at=at)
    drain(at=later["at"])
    offerings.cancel(event.offering, by=by, at=at)
    offerings.discard(event.offering, by=by, at=at)
    assert [purging.purge_events(**later) for _ in range(2)] == [1, 0]
    drain(at=later["at"])
    left = [model.objects.count() for model in (Offering, Pool, Invitation, EventFile, SearchRow)]
    assert left == [0, 0, 0, 0, 0]
    assert not stored.storage.exists(stored.name)
    purged = Entry.objects.get(action="event.purge")
    assert (purged.actor, purged.resource_id) == (None, str(event.pk))


@pytest.mark.req("D03")
def test_an_event_goes_with_its_workshops(make_event, by, at, later):
    event = make_event(published=False)
    hall = rooms.create(event, name="Hall", by=by, at=at)
    for kind in ("conference", "atelier"):
        sessions.create(event, title=kind, kind=kind, room=hall, by=by, at=at)
    offerings.cancel(published(event, by, at), by=by, at=at)
    offerings.discard(event.offering, by=by, at=at)
    assert purging.purge_events(**later) == 1
    assert [model.objects.count() for model in (Offering, Pool, Session, Room)] == [0, 0, 0, 0]


def published(event, by, at):
    return offerings.publish(event.offering, by=by, at=at)


def test_an_event_at_which_somebody_had_a_place_stays_in_the_bin(make_event, by, at, later):
    event = make_event()
    factories.place(events.pool_of(event), at=at)
    offerings.cancel(event.offering, by=by, at=at)
    offerings.discard(event.offering, by=by, at=at)
    assert purging.purge_events(**later) == 0
    assert (Offering.objects.count(), Place.objects.count()) == (1, 1)


def test_what_was_put_into_the_bin_lately_or_taken_out_again_stays(make_event, by, at):
    lately, restored = make_event("Lately", published=False), make_event("Restored", published=False)
    for event in (lately, restored):
        offerings.discard(event.offering, by=by, at=at)
    offerings.restore(restored.offering, by=by, at=at)
    assert purging.purge_events(before=at, at=at) == 0
    assert purging.purge_events(before=at + timedelta(seconds=1), at=at) == 1
    assert list(Offering.objects.values_list("title", flat=True)) == ["Restored"]


def test_many_are_purged_in_batches(make_event, by, at, later, monkeypatch):
    monkeypatch.setattr(purging, "BATCH", 2)
    for number in range(3):
        offerings.discard(make_event(f"E{number}", published=False).offering, by=by, at=at)
    assert [purging.purge_events(**later) for _ in range(3)] == [2, 1, 0]


def test_a_file_in_the_bin_is_deleted_and_the_others_stay(make_event, by, at, later):
    event = make_event()
    gone, kept = with_file(event, by, at), with_file(event, by, at)
    files.discard(gone, by=by, at=at)
    assert [purging.purge_files(**later) for _ in range(2)] == [1, 0]
    drain(at=later["at"])
    assert list(EventFile.objects.all()) == [kept]
    assert (gone.file.storage.exists(gone.file.name), kept.file.storage.exists(kept.file.name)) == (False, True)


def test_a_venue_in_the_bin_is_deleted_unless_an_event_still_shows_it(make_event, by, at, later):
    used, unused = (venues.create(by=by, at=at, **HALL) for _ in range(2))
    make_event(venue=used)
    for venue in (used, unused):
        venues.discard(venue, by=by, at=at)
    assert [purging.purge_venues(**later) for _ in range(2)] == [1, 0]
    assert list(Venue.objects.all()) == [used]

"""Planning and changing an event in the pages."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client

from lineup.core.audit.models import Entry
from lineup.core.clubs.models import Role
from lineup.core.outbox.models import Message
from lineup.core.participation.models import Offering
from lineup.core.people.models import Account
from lineup.domains.events import events, topics, venues
from lineup.domains.events.models import Event, Venue
from lineup.interfaces.web.events.zoned import ZonedField
from tests.support import factories

USUAL = {
    "offered_by": "me", "visibility": "public", "admission": "open", "waitlist": "automatic", "offer_minutes": "1440",
    "party_limit": "5", "time_zone": "Europe/Paris",
}  # fmt: skip
START = {"starts_at_0": "2031-07-14", "starts_at_1": "18:00"}


def post(client, path="/events/new", **values):
    return client.post(path, {**USUAL, "title": "Night hike", **values})


def errors(answer):
    return answer.context["form"].errors


def only_event():
    return Event.objects.select_related("offering", "venue").get()


@pytest.mark.req("B01")
def test_a_title_and_a_start_are_enough_to_publish(theirs):
    answer = post(theirs, then="publish", **START)
    offering = Offering.objects.get()
    assert (answer.status_code, answer.url) == (302, "/events/night-hike")
    assert (offering.state, offering.starts_at) == ("published", datetime(2031, 7, 14, 16, 0, tzinfo=UTC))
    assert events.pool_of(only_event()).capacity is None


@pytest.mark.req("B01")
def test_a_title_alone_is_kept_as_a_draft(theirs):
    post(theirs, then="keep")
    assert Offering.objects.get().state == "draft"


def test_publishing_without_a_start_says_so_and_keeps_what_was_entered(theirs):
    answer = post(theirs, then="publish", description="Bring a torch.")
    assert (answer.status_code, Offering.objects.count()) == (422, 0)
    assert errors(answer) == {"starts_at": ["Say when it starts before you publish it."]}
    html = answer.content.decode()
    assert 'value="Night hike"' in html
    assert "Bring a torch." in html
    assert 'aria-invalid="true"' in html


@pytest.mark.req("B01", "B02")
def test_every_field_is_saved_from_the_form(theirs, organiser, at):
    venue = venues.create(
        name="Hall", address="1 Road", city="Lyon", country="FR", by=factories.actor(organiser), at=at
    )
    given = {
        "description": "Torch.", "category": "sport", "tags": "nuit, Forêt",
        "ends_at_0": "2031-07-14", "ends_at_1": "20:30",
        "venue": str(venue.pk), "stream_url": "https://youtu.be/x", "map_latitude": "45.5", "map_longitude": "4.5",
        "map_zoom": "12", "visibility": "unlisted", "capacity": "20", "admission": "approval", "waitlist": "offer",
        "offer_minutes": "60", "party_limit": "3", "opens_at_0": "2031-07-01", "opens_at_1": "09:00",
        "closes_at_0": "2031-07-13", "closes_at_1": "09:00", "shows_participants": "on",
        "remind_minutes": "120",
    }  # fmt: skip
    post(theirs, **START, **given)
    event, pool = only_event(), events.pool_of(only_event())
    assert event.offering.ends_at == datetime(2031, 7, 14, 18, 30, tzinfo=UTC)
    assert (event.description, event.category, event.venue) == ("Torch.", topics.category("sport"), venue)
    assert [tag.slug for tag in event.tags.all()] == ["foret", "nuit"]
    assert (event.stream_url, event.map_latitude, event.map_longitude, event.map_zoom) == (
        "https://youtu.be/x",
        45.5,
        4.5,
        12,
    )
    assert (event.offering.visibility, event.shows_participants, event.time_zone) == ("unlisted", True, "Europe/Paris")
    assert event.offering.remind_minutes == 120
    assert (pool.capacity, pool.admission, pool.waitlist, pool.offer_minutes, pool.party_limit) == (
        20,
        "approval",
        "offer",
        60,
        3,
    )
    assert (pool.opens_at, pool.closes_at) == (
        datetime(2031, 7, 1, 7, tzinfo=UTC), datetime(2031, 7, 13, 7, tzinfo=UTC),
    )  # fmt: skip

    _edit(theirs, event)
    changes = Entry.objects.filter(action__in=["event.change", "event.describe", "pool.change"])
    assert (only_event().revision, changes.count()) == (0, 0)


@pytest.mark.req("B02")
def test_a_new_venue_is_made_along_with_the_event(theirs, organiser):
    new = {"venue": "new", "venue_name": "Barn", "venue_address": "Field 1", "venue_city": "Gex", "venue_country": "fr"}
    post(theirs, **START, **new)
    venue = Venue.objects.get()
    assert (venue.name, venue.country, venue.owner) == ("Barn", "FR", organiser)
    assert only_event().venue == venue


@pytest.mark.req("B02")
def test_half_a_new_venue_is_refused_beside_its_field_and_nothing_is_made(theirs):
    answer = post(theirs, venue="new", venue_name="Barn")
    assert errors(answer) == {"venue_address": ["Fill this in, so that people find the way."]}
    assert (Offering.objects.count(), Venue.objects.count()) == (0, 0)


WRONG = [
    ({"title": ""}, "title"),
    ({"title": "x" * 201}, "title"),
    ({"capacity": "0"}, "capacity"),
    ({"capacity": "many"}, "capacity"),
    ({"capacity": "99999999999"}, "capacity"),
    ({"starts_at_0": "2031-07-14"}, "starts_at"),
    ({"starts_at_0": "someday", "starts_at_1": "18:00"}, "starts_at"),
    ({**START, "ends_at_0": "2031-07-14", "ends_at_1": "17:00"}, "ends_at"),
    ({"starts_at_0": "9999-12-31", "starts_at_1": "23:59", "time_zone": "America/New_York"}, "starts_at"),
    ({"starts_at_0": "0001-01-01", "starts_at_1": "00:00", "time_zone": "Asia/Tokyo"}, "starts_at"),
    ({"starts_at_0": "2031-03-30", "starts_at_1": "02:30"}, "starts_at"),
    ({"time_zone": "Mars/Olympus"}, "time_zone"),
    ({"stream_url": "javascript:alert(1)"}, "stream_url"),
    ({"map_latitude": "91", "map_longitude": "0"}, "map_latitude"),
    ({"map_latitude": "nan", "map_longitude": "0"}, "map_latitude"),
    ({"map_zoom": "99"}, "map_zoom"),
    ({"visibility": "club_only"}, "visibility"),
    ({"visibility": "everyone"}, "visibility"),
    ({"category": "nonsense"}, "category"),
    ({"venue": "01a1fd9c-e811-765f-95bc-afb8e0dcd755"}, "venue"),
    ({"offered_by": "01a1fd9c-e811-765f-95bc-afb8e0dcd755"}, "offered_by"),
    ({"tags": ",".join(f"tag{n}" for n in range(11))}, "tags"),
    ({"party_limit": ""}, "party_limit"),
    (
        {"opens_at_0": "2031-07-02", "opens_at_1": "09:00", "closes_at_0": "2031-07-01", "closes_at_1": "09:00"},
        "closes_at",
    ),
]


@pytest.mark.req("B01")
@pytest.mark.parametrize(("values", "field"), WRONG)
def test_what_cannot_be_is_said_beside_its_field(values, field, theirs):
    answer = post(theirs, **{"description": "Kept words", **values})
    assert (answer.status_code, list(errors(answer)), Offering.objects.count()) == (422, [field], 0)
    assert "Kept words" in answer.content.decode()


@pytest.mark.req("P10", "A04")
def test_the_form_offers_clubs_where_one_may_and_no_other(theirs, organiser):
    mine, plain, foreign = factories.club(), factories.club(), factories.club()
    factories.club_member(mine, organiser, role=Role.EVENT_MANAGER)
    factories.club_member(plain, organiser)
    form = theirs.get("/events/new").context["form"]
    assert [key for key, _ in form.fields["offered_by"].choices] == ["me", str(mine.pk)]
    for club in (plain, foreign):
        assert errors(post(theirs, offered_by=str(club.pk))).keys() == {"offered_by"}
    post(theirs, offered_by=str(mine.pk))
    assert Offering.objects.get().club == mine
    assert theirs.get(f"/events/new?club={mine.slug}").context["form"].initial["offered_by"] == str(mine.pk)


@pytest.mark.req("P10")
def test_another_persons_venue_cannot_be_chosen(theirs, at):
    stranger = factories.member()
    foreign = venues.create(
        name="Canary barn", address="1 Road", city="Gex", country="FR", by=factories.actor(stranger), at=at
    )
    answer = post(theirs, venue=str(foreign.pk))
    assert list(errors(answer)) == ["venue"]
    assert "Canary barn" not in answer.content.decode()


@pytest.mark.req("A04")
def test_only_admins_choose_a_source(theirs, client, db):
    assert "source" not in theirs.get("/events/new").context["form"].fields
    client.force_login(factories.admin().account)
    post(client, source="official")
    assert Offering.objects.get().source == "official"


def test_who_may_not_organise_is_told_so(client, db):
    client.force_login(factories.member(role=Account.Role.MEMBER).account)
    answer = client.get("/events/new")
    assert answer.status_code == 403
    assert "may take part but not organise" in answer.content.decode()


def test_a_stranger_is_asked_to_sign_in(client, db):
    assert client.get("/events/new").url == "/account/login?next=/events/new"


@pytest.mark.req("B01", "B05")
def test_capacity_below_the_places_taken_is_refused_with_the_number(theirs, make_event):
    event = make_event(capacity=5, time_zone="Europe/Paris")
    for _ in range(3):
        factories.place(events.pool_of(event))
    answer = _edit(theirs, event, capacity="2")
    assert errors(answer) == {"capacity": ["3 places are taken; choose at least that many, or revoke places first."]}
    assert events.pool_of(event).capacity == 5


def _edit(client, event, **values):
    """The form as a browser sends it, with some values changed."""
    path = f"/events/{event.offering.slug}/edit"
    sent = {}
    for bound in client.get(path).context["form"]:
        value = bound.value()
        if isinstance(bound.field, ZonedField):
            for number, part in enumerate(bound.field.widget.decompress(value)):
                sent[f"{bound.name}_{number}"] = part.isoformat()[:5] if number and part else (part or "")
        else:
            sent[bound.name] = "" if value is None else value
    return client.post(path, {**sent, **values})


@pytest.mark.req("B01", "P12")
def test_a_move_is_announced_before_and_told_after(theirs, make_event):
    event = make_event(time_zone="Europe/Paris")
    for _ in range(2):
        factories.place(events.pool_of(event))
    assert "2 people will be told." in theirs.get("/events/night-hike/edit").content.decode()
    _edit(theirs, event, starts_at_0="2031-01-01", starts_at_1="09:00", ends_at_0="", ends_at_1="")
    assert Message.objects.filter(topic="fan-out", payload__kind="offering.moved").count() == 1


def test_saving_without_a_change_moves_nothing(theirs, make_event):
    # the second 02:30 of the night on which the clocks go back, with seconds that the form does not show
    start = datetime(2031, 10, 26, 1, 30, 17, tzinfo=UTC)
    event = make_event(starts_at=start, time_zone="Europe/Paris")
    answer = _edit(theirs, event, description="New words.")
    kept = only_event()
    assert (answer.status_code, kept.offering.starts_at, kept.revision) == (302, start, 0)
    assert kept.description == "New words."


@pytest.mark.req("B01")
def test_the_address_can_be_changed_but_not_taken(theirs, make_event):
    event = make_event()
    make_event("Other")
    assert errors(_edit(theirs, event, slug="other")) == {
        "slug": ["Another event has this address already; choose another."]
    }
    assert _edit(theirs, event, slug="hike").url == "/events/hike"


@pytest.mark.req("P10")
def test_others_cannot_edit(client, make_event):
    event = make_event()
    client.force_login(factories.member().account)
    for method in (client.get, client.post):
        assert method(f"/events/{event.offering.slug}/edit").status_code == 403
    hidden = make_event("Hidden", visibility="private")
    assert client.get(f"/events/{hidden.offering.slug}/edit").status_code == 404


@pytest.mark.req("B07")
def test_a_copy_opens_in_the_form(theirs, make_event):
    make_event()
    answer = theirs.post("/events/night-hike/copy")
    copy = Offering.objects.get(state="draft")
    assert answer.url == f"/events/{copy.slug}/edit"
    assert theirs.get("/events/night-hike/copy").status_code == 405


def test_a_form_needs_its_proof_of_origin(organiser):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(organiser.account)
    assert post(strict).status_code == 403
    assert Offering.objects.count() == 0


def test_the_form_has_few_things_to_touch(theirs):
    html = theirs.get("/events/new").content.decode()
    required = re.findall(r"<(?:input|select|textarea)[^>]* required[^>]*>", html)
    untouched = [field for field in required if "checked" not in field and "select" not in field]
    assert [re.search(r'name="([^"]+)"', field)[1] for field in untouched if 'type="radio"' not in field] == [
        "title", "party_limit",
    ]  # fmt: skip


def test_an_hour_that_the_clocks_skip_is_named(theirs):
    answer = post(theirs, starts_at_0="2031-03-30", starts_at_1="02:30")
    assert errors(answer) == {"starts_at": ["The clocks skip this time on that day; choose another."]}


def test_an_hour_that_comes_twice_is_the_first(theirs):
    post(theirs, starts_at_0="2031-10-26", starts_at_1="02:30")
    assert Offering.objects.get().starts_at == datetime(2031, 10, 26, 0, 30, tzinfo=UTC)


def test_times_are_entered_on_the_clock_of_the_place(theirs):
    post(theirs, time_zone="Asia/Tokyo", **START)
    assert Offering.objects.get().starts_at == datetime(2031, 7, 14, 9, tzinfo=UTC)

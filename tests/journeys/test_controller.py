"""Who scans badges at a door: in their slot the door of their room, outside it where and when the next one is."""

from datetime import timedelta

import pytest

from lineup.core.foundation import clock
from lineup.domains.events import events
from lineup.domains.onsite import badges, duties, rooms
from lineup.domains.onsite.models import Scan
from tests.journeys.conftest import Walk
from tests.support import camera, factories, outbox
from tests.support.browser import Opener

pytestmark = pytest.mark.slow

# keeps the frequency of every tone that begins
LISTEN = """
window.heard = [];
const make = AudioContext.prototype.createOscillator;
AudioContext.prototype.createOscillator = function () {
  const tone = make.call(this), start = tone.start.bind(tone);
  tone.start = (...when) => { window.heard.push(Math.round(tone.frequency.value)); start(...when); };
  return tone;
};
"""
UP, LOW = [880, 1320], [180]


@pytest.fixture
def forum(transactional_db):
    """An event that goes on, with a hall for one and an attic."""
    by, at = factories.actor(factories.member("Olga Petrova")), clock.now()
    times = {"starts_at": at - timedelta(hours=1), "ends_at": at + timedelta(hours=6)}
    forum = events.create(title="Forum", time_zone="UTC", capacity=None, by=by, at=at, **times)
    factories.published(forum.offering, by=by, at=at)
    forum.hall, forum.attic = (rooms.create(forum, name=name, capacity=1, by=by, at=at) for name in ("Hall", "Attic"))
    return forum


def on_duty(forum, person, room, begins, ends):
    by, at = factories.actor(forum.offering.organiser), clock.now()
    times = {"starts_at": at + timedelta(hours=begins), "ends_at": at + timedelta(hours=ends)}
    role = "controlleur_des_badges"
    return duties.assign(forum, person, role=role, room=room, by=by, at=at + timedelta(hours=min(begins, 0)), **times)


@pytest.fixture
def ada(forum):
    return factories.place(events.pool_of(forum), factories.guest("Ada Lovelace")).contact


@pytest.fixture
def phone(forum, ada, chromium, live_server, tmp_path, open_page):
    """Opens the phone of a controller; its camera sees Ada's badge."""
    at = clock.now()
    code = badges.code_of(badges.ensure(forum, ada, at=at), at=at)
    with camera.seeing(chromium, code, tmp_path) as browser:
        opener = Opener(browser, live_server.url)

        def open_for(person):
            walk = Walk(opener(width=390, height=844))
            walk.remember(person, live_server.url)
            return walk

        yield open_for
        opener.close()
    assert opener.faults == []


@pytest.mark.req("D08", "D10", "D11", "D13", "Q29")
def test_a_controller_scans_at_the_door_of_their_slot_and_reads_what_was_scanned(forum, ada, phone, walk):
    carla = factories.member("Carla Sol")
    on_duty(forum, carla, forum.hall, -1, 2)
    controller = phone(carla)
    controller.page.add_init_script(LISTEN)
    controller.open("/duties")
    controller.press("The door of Hall")
    controller.sees_heading("Hall")
    controller.press("Use the camera")
    controller.page.locator("#answer .answer[data-reason=enter]").wait_for()
    controller.sees("Ada Lovelace")
    controller.page.locator("#inside b").get_by_text("1", exact=True).wait_for()
    controller.press("Stop the camera")
    # the hall holds one, and is full
    bo = factories.place(events.pool_of(forum), factories.guest("Bo Full")).contact
    controller.page.locator("#code").fill(badges.ensure(forum, bo, at=clock.now()).badge_id)
    controller.press("Check")
    controller.page.locator("#answer .answer[data-reason=room_full]").wait_for()
    assert controller.page.evaluate("heard") == [*UP, *LOW]
    controller.press("What was scanned")
    assert controller.page.locator(".stat .figure").all_inner_texts()[:3] == ["2", "1", "1"]
    controller.sees("Ada Lovelace", "Bo Full")
    assert controller.page.goto(f"/events/forum/door?room={forum.attic.pk}").status == 403
    assert controller.page.goto("/events/forum/desk/door").status == 403

    organiser = walk(forum.offering.organiser)
    organiser.open("/events/forum/desk/door")
    organiser.sees("Right now")
    assert organiser.page.locator("tr", has_text="Hall").locator("td").first.inner_text().split() == ["1", "Full"]
    assert sorted(Scan.objects.values_list("reason", flat=True)) == ["enter", "room_full"]


@pytest.mark.req("D08", "D11", "Q29")
def test_a_controller_outside_their_slot_is_told_of_the_next(forum, ada, phone):
    dora = factories.member("Dora Next")
    on_duty(forum, dora, forum.attic, 2, 4)
    outbox.drain()
    controller = phone(dora)
    controller.open("/notices")
    controller.press("You are on duty in Attic")
    controller.sees_heading("My duties")
    answer = controller.page.goto("/events/forum/door")
    assert answer.status == 403
    controller.sees("Your next slot: Attic")

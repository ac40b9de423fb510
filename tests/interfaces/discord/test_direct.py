"""What the bot writes to one person alone: who chose it, once, and what follows where Discord says no."""

from datetime import UTC, datetime, timedelta

import pytest

from lineup.config import told
from lineup.core.foundation import clock
from lineup.core.notices import channels, preferences
from lineup.core.notices.models import Notice
from lineup.core.outbox import messages
from lineup.core.outbox.models import Message
from lineup.core.participation import audience
from lineup.core.people import discord_direct, discord_links
from lineup.core.people.discord_links import Arrival
from lineup.core.people.models import DiscordLink
from lineup.interfaces.discord import direct, limits
from lineup.interfaces.discord.brakes import Brakes
from lineup.interfaces.discord.budget import Budget
from tests.support import factories
from tests.support.discord.server import HALF, LOST, SILENT
from tests.support.outbox import LATER, drain

pytestmark = [pytest.mark.django_db, pytest.mark.req("P12", "C10")]

NUMBER = 4711


@pytest.fixture(autouse=True)
def told_at_discord(loopback, monkeypatch):
    monkeypatch.setattr(limits, "BUDGET", Budget())
    monkeypatch.setattr(direct.say, "__kwdefaults__", {"brakes": Brakes(), "budget": Budget()})
    channels.install((*told.CHANNELS, direct.DISCORD))
    yield
    channels.install(told.CHANNELS)


@pytest.fixture
def ann():
    made = factories.member("Ann", email="ann@example.org")
    discord_links.link(made.account, Arrival(str(NUMBER), "ann"), by=factories.actor(made), at=clock.now())
    return made


@pytest.fixture
def place(ann):
    held = factories.place(factories.pool(factories.offering("Choir")), ann)
    drain()
    return held


def choose(person, *, on=True, at=None):
    wishes = {("messages", discord_direct.CHANNEL): on}
    preferences.change(person, wishes=wishes, rhythm={}, by=factories.actor(person), at=at or clock.now())


def write_to(place, key="1", subject="Bring *water*"):
    offering = place.pool.offering
    audience.tell(offering, "offering.message", key=key, at=clock.now(), subject=subject, text="It is hot.")


def told_by_discord(discord):
    return [one["embeds"][0] for one in discord.heard(NUMBER)]


def wait_for_a_try(place, key="1"):
    write_to(place, key)
    drain(leave=direct.TOPIC)


def a_try(at=None, *, minutes=0):
    """Deliver what is due, as a worker does; what fails is tried again later."""
    at = (at or clock.now() + LATER) + timedelta(minutes=minutes)
    for message in messages.lease(at=at, limit=100):
        messages.deliver(message, clock=lambda: at)


def test_nobody_hears_of_it_who_did_not_choose_to(place, discord):
    write_to(place)
    assert direct.TOPIC not in drain()
    assert discord.conversations == {}


def test_what_one_chose_is_said_in_words_with_its_reason_and_a_button(place, ann, discord):
    choose(ann)
    write_to(place)
    drain()
    [said] = discord.heard(NUMBER)
    [embed] = said["embeds"]
    address = f"https://lineup.example/events/{place.pool.offering.slug}"
    assert (embed["title"], embed["url"]) == (r"Bring \*water\*", address)
    assert embed["description"].split("\n") == ["It is hot.", "-# You hear this because you hold a place at Choir."]
    [button] = said["components"][0]["components"]
    assert (button["label"], button["url"]) == ("Open", address)


def test_the_conversation_is_opened_once(place, ann, loopback, discord):
    choose(ann)
    for key in "12":
        write_to(place, key, subject=key)
        drain()
    assert [one["title"] for one in told_by_discord(discord)] == ["1", "2"]
    assert [path for _verb, path, _status in loopback.asked].count("/api/v10/users/@me/channels") == 1


def test_a_conversation_that_is_gone_is_opened_anew(place, ann, discord):
    DiscordLink.objects.update(direct_channel="123")
    choose(ann)
    write_to(place)
    drain()
    assert len(told_by_discord(discord)) == 1
    assert DiscordLink.objects.get().direct_channel == str(discord.open(NUMBER)["id"])


def test_who_takes_no_messages_is_told_so_once_by_the_other_ways(place, ann, discord):
    choose(ann)
    discord.closed.add(NUMBER)
    for key in "12":
        write_to(place, key)
        drain()
    assert told_by_discord(discord) == []
    assert Notice.objects.filter(person=ann, kind=discord_direct.CLOSED).count() == 1
    assert discord_direct.destinations(ann) == []


def test_who_saves_their_choices_again_is_tried_again(place, ann, discord):
    choose(ann)
    discord.closed.add(NUMBER)
    write_to(place)
    drain()
    discord.closed.clear()
    choose(ann)
    write_to(place, "2", subject="Umbrellas")
    drain()
    assert [one["title"] for one in told_by_discord(discord)] == ["Umbrellas"]


@pytest.mark.parametrize("fault", [SILENT, LOST, HALF, 500, 503])
@pytest.mark.parametrize("call", [1, 2])
def test_whatever_happens_to_a_call_it_is_said_once(place, ann, loopback, discord, fault, call):
    loopback.silence_s = 0.1
    loopback.faults = {call: fault}
    choose(ann)
    wait_for_a_try(place)
    a_try()
    # by then Discord has forgotten the nonce
    discord.nonces.clear()
    a_try(minutes=60)
    assert [one["title"] for one in told_by_discord(discord)] == [r"Bring \*water\*"]


def test_a_worker_killed_after_discord_took_it_says_it_once(place, ann, discord):
    choose(ann)
    wait_for_a_try(place)
    at = clock.now() + LATER
    [lost] = messages.lease(at=at, limit=10)
    direct.send(lost)
    # the worker dies here: its lease runs out, and Discord has forgotten the nonce by then
    discord.nonces.clear()
    a_try(at, minutes=30)
    assert len(told_by_discord(discord)) == 1
    assert Message.objects.get(pk=lost.pk).done_at is not None


def test_what_discord_wants_to_have_slower_waits_and_counts_as_no_try(place, ann, discord):
    choose(ann)
    discord.is_in_a_hurry = True
    wait_for_a_try(place)
    a_try()
    waiting = Message.objects.get(topic=direct.TOPIC)
    assert (waiting.attempts, waiting.due_at > clock.now() + timedelta(minutes=9)) == (0, True)
    discord.is_in_a_hurry = False
    a_try(minutes=15)
    assert len(told_by_discord(discord)) == 1


def test_a_refused_token_stops_the_asking(place, ann, loopback, discord, settings):
    choose(ann)
    for key in "12":
        wait_for_a_try(place, key)
    settings.DISCORD_BOT_TOKEN = "former"
    a_try()
    assert [status for _verb, _path, status in loopback.asked] == [401]
    assert set(Message.objects.filter(topic=direct.TOPIC).values_list("attempts", "done_at")) == {(0, None)}


def test_in_quiet_hours_nothing_is_said(place, ann, discord):
    choose(ann)
    hour = clock.now().astimezone(UTC)
    ann.time_zone = "UTC"
    ann.save()
    begins, ends = (hour - timedelta(hours=1)).time(), (hour + timedelta(hours=2)).time()
    preferences.set_rhythm(ann, quiet_from=begins, quiet_until=ends)
    wait_for_a_try(place)
    a_try()
    assert told_by_discord(discord) == []
    assert clock.now() + timedelta(hours=1) < Message.objects.get(topic=direct.TOPIC).due_at
    preferences.set_rhythm(ann, quiet_from=None, quiet_until=None)
    a_try(minutes=180)
    assert len(told_by_discord(discord)) == 1


def test_who_unlinked_discord_hears_nothing_there(place, ann, discord):
    choose(ann)
    wait_for_a_try(place)
    discord_links.unlink(ann.account, by=factories.actor(ann), at=clock.now())
    drain()
    assert discord.conversations == {}


def test_what_waited_for_days_is_left_to_the_page(place, ann, discord):
    choose(ann)
    wait_for_a_try(place)
    Message.objects.filter(topic=direct.TOPIC).update(created_at=datetime(2026, 1, 1, tzinfo=UTC))
    drain()
    assert discord.conversations == {}

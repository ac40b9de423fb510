"""A look that only looks, what it tells of what the bot can't do, and removals that wait for a human."""

from datetime import timedelta

import pytest

from lineup.core.foundation import clock
from lineup.core.notices.models import Notice
from lineup.core.outbox.models import Message
from lineup.core.participation import offerings
from lineup.domains.events import events
from lineup.domains.guilds import guilds, looks, removals
from lineup.domains.guilds.models import Guild, Look, Removal
from lineup.interfaces.discord import building
from lineup.interfaces.discord.brakes import Brakes
from lineup.interfaces.discord.budget import Budget
from tests.interfaces.discord.conftest import build
from tests.support import factories, outbox
from tests.support.discord import server
from tests.support.discord.guilds import Discord, Refused

pytestmark = [pytest.mark.django_db, pytest.mark.req("C02", "C10")]


@pytest.fixture
def club(there):
    made, at = factories.club("Endurance"), clock.now()
    guilds.link(made, there.id, name="The guild", by=owner(made), at=at)
    publish(made, "Spa")
    return made


@pytest.fixture(autouse=True)
def served(loopback, there):
    """Each of them asks Discord."""


def owner(club):
    return factories.actor(factories.club_owner(club))


def publish(club, title):
    by, at = owner(club), clock.now()
    times = {"starts_at": at + timedelta(hours=20), "ends_at": at + timedelta(hours=44)}
    made = events.create(title=title, club=club, by=by, at=at, **times)
    offerings.publish(made.offering, by=by, at=at)
    return made


def look(club):
    looks.order(club, by=owner(club), at=clock.now())
    building.look_now(looks.find(club.pk), brakes=Brakes(), budget=Budget())
    return looks.of(club)


def test_a_look_tells_what_would_be_done_and_sends_nothing(club, loopback, there):
    found = look(club)
    assert {method for method, _path, _status in loopback.asked} == {"GET"}
    assert (found.stopped, found.faults, found.ordered_at, found.counts) == ("", [], None, {"make": 5})
    names = [(one["act"], one["kind"], one["name"], one["in"]) for one in found.steps]
    assert names[:3] == [
        ("make", "category", "Events", ""),
        ("make", "text", "spa-signup", "Events"),
        ("make", "message", "Spa", "spa-signup"),
    ]
    assert there.channels == {}
    build(club)
    assert (look(club).counts, looks.of(club).steps) == ({}, [])


def test_what_the_bot_lacks_and_roles_above_its_own_are_named_before_anything_is_sent(club, loopback, there):
    lacking = 1 << 4 | 1 << 51
    there.roles[max(there.members[there.bot_id])]["permissions"] &= ~lacking
    found = look(club)
    assert found.faults == [["permission", "MANAGE_CHANNELS"], ["permission", "PIN_MESSAGES"]]
    assert {method for method, _path, _status in loopback.asked} == {"GET"}


def test_nothing_begins_before_a_look_that_was_not_cut_off(club, settings):
    Guild.objects.update(is_on=False)
    with pytest.raises(guilds.NotLookedAt):
        looks.begin(club, by=owner(club), at=clock.now())
    settings.DISCORD_BOT_TOKEN = ""
    assert look(club).stopped == "token"
    with pytest.raises(guilds.NotLookedAt):
        looks.begin(club, by=owner(club), at=clock.now())
    settings.DISCORD_BOT_TOKEN = server.TOKEN
    look(club)
    assert looks.begin(club, by=owner(club), at=clock.now()).is_on


def test_a_worker_looks_once_for_two_who_order_it(club):
    Guild.objects.update(is_on=False)
    at = clock.now()
    for _ in range(2):
        looks.order(club, by=owner(club), at=at)
    message = Message.objects.get(topic="discord")
    building.build(message)
    assert (looks.of(club).is_dry, looks.of(club).ended_at >= at) == (True, True)


@pytest.fixture
def emptied(club, there):
    """Five events were built; none is shown any more, so that all would go at once."""
    made = [publish(club, title) for title in ("Imola", "Monza", "Sebring", "Suzuka")]
    build(club)
    for one in made:
        offerings.cancel(one.offering, by=owner(club), at=clock.now())
        type(one.offering).objects.filter(pk=one.offering.pk).update(binned_at=clock.now())
    build(club)
    return club


def channels(there):
    return sorted(one["name"] for one in there.channels.values())


def test_many_removals_wait_and_the_admins_are_told_once(emptied, there):
    rows = list(removals.waiting(emptied))
    assert {(row.kind, row.why) for row in rows} == {("text", "gone"), ("voice", "gone")}
    assert "imola-signup" in channels(there)
    assert build(emptied).done
    outbox.drain()
    assert Notice.objects.filter(kind=removals.TOLD).count() == 1
    assert Removal.objects.count() == len(rows)


def test_what_a_human_agreed_to_goes_and_nothing_else(emptied, there):
    by, at = owner(emptied), clock.now()
    with pytest.raises(removals.RemovalsChanged):
        removals.agree(emptied, "another", by=by, at=at)
    shown = removals.print_of(emptied)
    Removal.objects.filter(name="monza-signup").delete()
    with pytest.raises(removals.RemovalsChanged):
        removals.agree(emptied, shown, by=by, at=at)
    build(emptied)
    assert removals.print_of(emptied) == shown
    removals.agree(emptied, shown, by=by, at=at)
    assert build(emptied).done
    assert channels(there) == ["Events", "spa-race-voice", "spa-signup"]
    assert Removal.objects.count() == 0


def test_what_a_human_keeps_stays_and_is_the_servers_own(emptied, there):
    before = channels(there)
    removals.keep(emptied, removals.print_of(emptied), by=owner(emptied), at=clock.now())
    assert build(emptied).done
    assert (channels(there), Removal.objects.count()) == (before, 0)


def test_the_bot_takes_the_name_that_the_club_chose_once(club, there):
    guilds.change(club, bot_name="Box", by=owner(club), at=clock.now())
    for _ in range(2):
        build(club)
    assert looks.of(club).faults == [["permission", "CHANGE_NICKNAME"]]
    outbox.drain()
    assert [one.title for one in Notice.objects.all()] == ["Endurance: the bot can’t do its work on the Discord server"]
    there.roles[there.id]["permissions"] |= 1 << 26
    build(club)
    assert there.profiles[there.bot_id]["nick"] == "Box"
    there.profiles[there.bot_id]["nick"] = "Marshal"
    build(club)
    assert (there.profiles[there.bot_id]["nick"], Look.objects.get().faults) == ("Marshal", [])


def test_what_discord_does_not_take_is_named_and_told_once_while_the_rest_is_done(club, loopback, there, monkeypatch):
    def strict(_self, name):
        if name == "spa-signup":
            raise Refused(400, 50035, "Contains words not allowed for servers in Server Discovery.")

    monkeypatch.setattr(Discord, "_check_name", strict)
    for _ in range(2):
        report = build(club)
        assert (report.done, looks.of(club).faults) == (False, [["refused", "spa-signup"]])
    assert channels(there) == ["Events", "spa-race-voice"]
    # an admin looks meanwhile: that is no news
    look(club)
    build(club)
    outbox.drain()
    assert Notice.objects.filter(kind=looks.TOLD).count() == 1
    monkeypatch.undo()
    assert build(club).done
    assert (looks.of(club).faults, looks.of(club).told_at) == ([], None)


def test_checked_again_a_guild_that_rests_is_handed_out_once(club, settings):
    settings.DISCORD_ADDRESS = "http://127.0.0.1:9"
    assert build(club).stopped == "unanswered"
    at = clock.now()
    assert guilds.of(club).rests_until > at
    looks.check_again(club, by=owner(club), at=at)
    looks.check_again(club, by=owner(club), at=at)
    assert Message.objects.get(topic="discord").payload["again"] is True
    assert looks.queue(guilds.of(club), at=at) == 1

"""The members of a guild read from a Discord on loopback: in pages, through its faults, and cut off anywhere."""

import pytest

from lineup.core.clubs import memberships
from lineup.core.foundation import clock
from lineup.core.outbox import messages
from lineup.core.outbox.models import Message
from lineup.core.people import discord_links
from lineup.core.people.discord_links import Arrival
from lineup.domains.guilds import guilds, member_syncs, turned_away
from lineup.domains.guilds.models import SyncLine
from lineup.domains.guilds.shape.permissions import INVITED
from lineup.interfaces.discord import members
from lineup.interfaces.discord.brakes import Brakes
from lineup.interfaces.discord.budget import Budget
from lineup.interfaces.discord.rest import Later
from tests.support import factories
from tests.support.discord.server import HALF, TOO_MANY

pytestmark = [pytest.mark.django_db, pytest.mark.req("C03", "C10")]


@pytest.fixture
def there(discord):
    """A guild of an owner, the bot and eight members, in pages of three."""
    return discord.add_guild(permissions=int(INVITED), members=8)


@pytest.fixture(autouse=True)
def short_pages(monkeypatch):
    monkeypatch.setattr(members, "PAGE", 3)


@pytest.fixture
def club(there):
    """Whose first and last member of the guild are linked."""
    made, at = factories.club("Endurance"), clock.now()
    for name, number in (("Ana", sorted(_humans(there))[0]), ("Zoe", sorted(_humans(there))[-1])):
        who = factories.member(name)
        discord_links.link(who.account, Arrival(str(number), name), by=factories.actor(who), at=at)
    guilds.link(made, there.id, name="The guild", by=factories.actor(factories.club_owner(made)), at=at)
    return made


def _humans(there):
    return set(there.members) - {there.bot_id}


def look(club, brakes=None):
    by = factories.actor(factories.club_owner(club))
    sync = member_syncs.order(club, by=by, at=clock.now())
    members.look_now(member_syncs.find(sync.pk), brakes=brakes or Brakes(), budget=Budget())
    return member_syncs.last_of(club)


def told(done):
    return done.state, done.problem, done.is_whole, done.new, done.unlinked, done.bots


def test_all_pages_are_read_and_who_is_linked_becomes_a_member(club, loopback, there):
    assert told(look(club)) == ("done", "", True, 2, 7, 1)
    assert [status for _method, _path, status in loopback.asked] == [200] * 4
    assert member_syncs.last_of(club).read == len(there.members)
    assert {"Ana", "Zoe"} <= set(memberships.live(club).values_list("person__name", flat=True))
    done = look(club)
    assert (done.matched, done.new) == (2, 0)


def test_people_are_called_as_in_the_guild_and_newcomers_wait_for_its_rules(club, loopback, there):
    first, second, *_rest = sorted(_humans(there))
    there.profiles[second] = {"nick": "  Speedy\n Gon ", "user": {"global_name": "G", "username": "g"}}
    there.profiles[first] = {"pending": True, "user": {"global_name": "Ana at Discord"}}
    done = look(club)
    assert (done.new, done.conflicting) == (1, 1)
    assert SyncLine.objects.get(discord_id=second).name == "Speedy Gon"
    line = SyncLine.objects.get(discord_id=first)
    assert (line.standing, line.why) == ("conflicting", "screened")


@pytest.mark.parametrize("fault", [TOO_MANY, 500, HALF])
@pytest.mark.parametrize("call", [1, 2, 4])
def test_a_fault_of_a_moment_is_asked_through(club, loopback, there, fault, call):
    loopback.faults = {call: fault}
    assert told(look(club)) == ("done", "", True, 2, 7, 1)


@pytest.mark.parametrize("fault", [500, HALF, 403, 401])
def test_cut_off_in_the_middle_nobody_is_removed(club, loopback, there, fault):
    look(club)
    loopback.count, loopback.faults = 0, dict.fromkeys(range(3, 20), fault)
    done = look(club)
    assert (done.state, done.is_whole, done.left, done.waiting) == ("done", False, 0, 0)
    loopback.faults = {}
    done = look(club)
    assert (done.is_whole, done.matched, done.left) == (True, 2, 0)


@pytest.mark.parametrize(
    ("fault", "problem"), [(500, "unanswered"), (HALF, "unanswered"), (403, "hidden"), (401, "token"), (400, "refused")]
)
def test_where_nothing_can_be_read_the_sync_says_why(club, loopback, there, fault, problem):
    loopback.faults = dict.fromkeys(range(1, 20), fault)
    assert told(look(club)) == ("failed", problem, False, 0, 0, 0)


def test_a_bot_that_may_not_see_members_and_one_that_was_thrown_out_say_so(club, loopback, there, discord):
    factories.admin()
    there.is_hidden = True
    assert look(club).problem == "hidden"
    told = Message.objects.filter(topic="notice", payload__kind=turned_away.TOLD)
    assert list(told.values_list("payload__facts__why", flat=True)) == ["intent"]
    del discord.guilds[there.id]
    assert look(club).problem == "guild"


def test_a_refused_token_stops_everything(club, loopback, there, settings):
    settings.DISCORD_BOT_TOKEN, brakes = "another", Brakes()
    assert (look(club, brakes).problem, brakes.is_token_refused) == ("token", True)
    asked = len(loopback.asked)
    assert (look(club, brakes).problem, len(loopback.asked)) == ("token", asked)
    settings.DISCORD_BOT_TOKEN = ""
    assert look(club).problem == "token"


def test_a_pause_that_discord_asks_for_is_kept_and_a_long_one_ends_the_sync(club, loopback, there, monkeypatch):
    def paused(seconds):
        def ask(*_path, **_query):
            raise Later(seconds)

        monkeypatch.setattr(members.Rest, "get", ask)

    paused(60)
    with pytest.raises(messages.Later):
        look(club)
    assert member_syncs.last_of(club).state == "waiting"
    paused(3600)
    assert look(club).problem == "later"


def test_what_is_no_list_of_members_is_no_answer(club, loopback, there, monkeypatch):
    monkeypatch.setattr(members.Rest, "get", lambda *_path, **_query: [{"user": {}}])
    assert look(club).problem == "unanswered"


def test_a_page_that_comes_again_ends_the_listing(club, loopback, there, monkeypatch):
    page = [{"user": {"id": str(number), "username": "x"}} for number in (1, 2, 3)]
    monkeypatch.setattr(members.Rest, "get", lambda *_path, **_query: page)
    assert (look(club).is_whole, member_syncs.last_of(club).state) == (False, "done")


def test_a_worker_does_what_was_ordered_once(club, loopback, there):
    member_syncs.order(club, by=factories.actor(factories.club_owner(club)), at=clock.now())
    message = Message.objects.get(topic=member_syncs.TOPIC)
    members.look(message)
    asked = len(loopback.asked)
    members.look(message)
    assert (member_syncs.last_of(club).state, len(loopback.asked)) == ("done", asked)

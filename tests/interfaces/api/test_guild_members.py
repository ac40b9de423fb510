"""The members of a Discord server through the API: a look ordered, what came of it, who is named."""

import pytest

from lineup.core.foundation import clock
from lineup.core.people import discord_links
from lineup.core.people.discord_links import Arrival
from lineup.domains.guilds import guilds, member_settling, member_syncs
from lineup.domains.guilds.matching import Listing, Seen
from tests.interfaces.api.conftest import caller, problem
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("C03", "C09")]
PATH = "/clubs/endurance/discord/sync-members"


@pytest.fixture
def owner():
    return factories.member("Olga")


@pytest.fixture
def club(owner):
    return factories.club("Endurance", owner=owner)


@pytest.fixture
def guild(club, owner):
    return guilds.link(club, 4711, name="The guild", by=factories.actor(owner), at=clock.now())


def test_without_a_server_nothing_is_ordered_or_shown(club, owner):
    assert problem(caller(owner).post(PATH)) == (409, "guild_not_linked")
    assert caller(owner).get(PATH).status_code == 404


def test_a_look_is_ordered_done_and_shown_with_whom_it_names(club, guild, owner):
    ask, at = caller(owner), clock.now()
    made = ask.post(PATH)
    assert (made.status_code, made.json()["state"], made.json()["sync_type"]) == (202, "waiting", "manual")
    assert ask.post(PATH).json()["id"] == made.json()["id"]
    dana = factories.member("Dana")
    discord_links.link(dana.account, Arrival("77", "dana"), by=factories.actor(dana), at=at)
    listing = Listing([Seen(77, "Dana at Discord"), Seen(78, "Uma"), Seen(79, is_bot=True)])
    member_settling.settle(member_syncs.last_of(club), listing, at=at)
    told = ask.get(PATH).json()
    assert (told["state"], told["is_whole"], told["problem"]) == ("done", True, "")
    assert (told["success_count"], told["error_count"]) == (1, 0)
    counts = {"matched": 0, "new": 1, "left": 0, "waiting": 0, "unlinked": 1, "conflicting": 0, "bots": 1}
    assert told["results"] == counts
    people = ask.get(f"{PATH}/people").json()["items"]
    assert [(one["name"], one["standing"], one["discord_id"]) for one in people] == [
        ("Dana at Discord", "new", "77"),
        ("Uma", "unlinked", "78"),
    ]
    assert [one["person"] and one["person"]["name"] for one in people] == ["Dana", None]
    only = ask.get(f"{PATH}/people?standing=unlinked").json()["items"]
    assert [one["name"] for one in only] == ["Uma"]


def test_so_many_as_a_human_agrees_to_may_leave(club, guild, owner):
    caller(owner).post(PATH, {"agreed": 5})
    assert member_syncs.last_of(club).agreed == 5
    assert caller(owner).post(PATH, {"agreed": -1}).status_code == 422

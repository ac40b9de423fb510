"""What people did in the guild stands; what the bot can't do is told before it is tried."""

from dataclasses import replace
from datetime import timedelta

import pytest

from lineup.domains.guilds.shape.asked import Choices, Post, Series
from lineup.domains.guilds.shape.faults import Fault, lacking
from lineup.domains.guilds.shape.permissions import INVITED, Permission
from lineup.domains.guilds.shape.planning import Plan
from lineup.domains.guilds.shape.snapshot import Snapshot
from lineup.domains.guilds.shape.things import Act, State, Words
from tests.domains.guilds.shape.worlds import World, asked, event, team, vars_of

pytestmark = [pytest.mark.req("C10"), pytest.mark.embedded]


def spa(world, **more):
    half = len(world.users) // 2
    return event("Spa", team("Alpha", *world.users[:half]), team("Bravo", *world.users[half:]), **more)


def reached(*events, world=None, **more):
    world = world or World()
    club = asked(*(events or [spa(world, days=0.5)]), **more)
    world.reach(club)
    return world, club


def steps(plan):
    return [(one.act, one.key, one.fields) for one in plan.operations]


@pytest.mark.req("C02")
def test_the_invitation_asks_for_exactly_what_is_needed():
    assert int(INVITED) == 2_269_796_031_909_392
    assert not INVITED & Permission.ADMINISTRATOR


@pytest.mark.req("C04")
def test_an_event_has_its_channels_under_its_series():
    world, _club = reached()
    assert world.tree() == {"GT3 Series": ["spa-practice-voice", "spa-race-voice", "spa-signup"]}
    (card,) = world.guild.messages.values()
    assert (card["embeds"][0]["title"], card["pinned"]) == ("24 h of Spa", True)


@pytest.mark.req("C04")
def test_where_people_sign_up_comes_before_everything_else_and_no_card_waits_for_another_channel():
    world, _club = reached(*(event(name, days=0.5, pk=name) for name in ("imola", "monza", "spa")))
    said = [call.path.rsplit("/", 1)[1] for call in world.calls[:7]]
    assert said == ["channels", *["channels", "messages"] * 3]


@pytest.mark.req("C07")
def test_the_end_of_a_series_is_said_in_the_archive_once_and_stays():
    over = Series("gt3", "GT3 Series", is_over=True, statistics=Words("GT3 Series is over", "1. Blue"))
    raced = event(days=-30)
    world, _club = reached(raced, series=(replace(over, statistics=None),))
    assert world.tree() == {"Archive": ["spa-signup"]}
    world.reach(asked(raced, series=(over,)))
    assert world.tree() == {"Archive": ["gt3-series", "spa-signup"]}
    before = len(world.calls)
    world.reach(asked(raced, series=(replace(over, statistics=None),)))
    assert (world.tree(), len(world.calls)) == ({"Archive": ["gt3-series", "spa-signup"]}, before)


@pytest.mark.req("C04")
def test_what_was_said_of_a_week_stays_and_the_next_is_said_below_it():
    world, _club = reached(digest=(Post("2027-W22", Words("The week", "Spa")),))
    assert world.tree()["Events"] == ["news"]
    before = len(world.calls)
    kept = (Post("2027-W21", None, is_late=True), Post("2027-W22", None, is_late=True))
    world.reach(asked(spa(world, days=0.5), digest=(*kept, Post("2027-W23", Words("The week", "Imola")))))
    assert [(one.method, one.path.rsplit("/", 1)[1]) for one in world.calls[before:]] == [("POST", "messages")]
    said = [one["embeds"][0] for one in world.guild.messages.values() if one["embeds"][0]["title"] == "The week"]
    assert [one["description"] for one in said] == ["Spa", "Imola"]


@pytest.mark.req("C05", "C06")
def test_only_the_teams_get_into_voice():
    world, _club = reached()
    rules = {one["id"]: one for one in world.channel("spa-race-voice")["permission_overwrites"]}
    roles = {one["id"] for one in world.guild.roles.values() if one["name"] in ("Alpha", "Bravo")}
    closed = Permission.VIEW_CHANNEL | Permission.CONNECT
    assert rules.keys() == {world.guild.id, world.guild.bot_id, *roles}
    assert rules[world.guild.id]["deny"] == closed
    assert all(rules[one]["allow"] & closed == closed for one in (*roles, world.guild.bot_id))


@pytest.mark.req("C05")
def test_a_driver_who_changes_teams_changes_role_and_thread():
    world, _club = reached()
    mover = world.users[0]
    moved = event("Spa", team("Alpha", *world.users[1:3]), team("Bravo", mover, *world.users[3:]), days=0.5)
    world.reach(asked(moved))
    threads = {one["name"]: one["id"] for one in world.guild.channels.values() if one["type"] == 12}
    assert world.roles_of(mover) == ["Bravo"]
    assert [name for name, pk in threads.items() if mover in world.guild.seats[pk]] == ["Bravo"]


@pytest.mark.req("C06")
def test_race_voice_is_there_from_a_day_before_until_hours_after():
    world = World()
    club = asked(event("Spa", days=2))
    there = []
    for hours in (23, 25, 71, 79):
        world.at += timedelta(hours=hours) - (world.at - World().at)
        world.reach(club)
        there.append("spa-race-voice" in world.channel_names())
    assert there == [False, True, True, False]


@pytest.mark.req("C07")
def test_a_raced_event_is_archived_quietly_and_its_roles_go():
    world, club = reached()
    world.at += timedelta(days=10)
    world.agreed = world.plan(club).tokens
    world.reach(club)
    assert world.tree() == {"Archive": ["spa-signup"]}
    assert {one["name"] for one in world.guild.roles.values()} == {"@everyone", "Lineup"}
    assert all(one["archived"] and one["locked"] for one in world.guild.channels.values() if one["type"] == 12)
    assert len(world.guild.messages) == 1


def test_a_renamed_channel_keeps_its_name_and_a_moved_one_its_place():
    world, club = reached()
    channel = world.channel("spa-signup")
    channel["name"], channel["parent_id"] = "the-big-one", 0
    assert world.plan(club) == Plan()
    world.reach(asked(spa(world, days=0.5), choices=Choices(pattern="{what}-{event}")))
    assert world.channel_names() == ["practice-voice-spa", "race-voice-spa", "the-big-one"]


def test_a_club_may_want_the_bot_to_have_its_way():
    world, _club = reached()
    world.channel("spa-signup")["name"] = "the-big-one"
    world.reach(asked(spa(world, days=0.5), choices=Choices(respects_people=False)))
    assert world.channel("spa-signup")


def test_what_people_deleted_is_reported_once_and_not_made_again():
    world, club = reached()
    world.discord.delete_channel(world.guild, world.channel("spa-signup"))
    plan = world.plan(club)
    assert plan.missing == ("event:spa/text",)
    world.apply(plan)
    assert world.known["event:spa/text"].state is State.GONE
    assert world.plan(club) == Plan()
    del world.known["event:spa/text"]
    world.reach(club)
    assert world.channel("spa-signup")


def test_who_was_let_in_by_people_stays_in_and_who_was_locked_out_by_mistake_comes_back():
    world, club = reached()
    voice, guest = world.channel("spa-race-voice"), world.guild.owner_id
    alpha = next(one["id"] for one in world.guild.roles.values() if one["name"] == "Alpha")
    voice["permission_overwrites"] = [one for one in voice["permission_overwrites"] if one["id"] != alpha]
    voice["permission_overwrites"].append({"id": guest, "type": 1, "allow": 1 << 10, "deny": 0})
    world.guild.members[world.users[0]].clear()
    world.reach(club)
    held = {one["id"] for one in voice["permission_overwrites"]}
    assert {alpha, guest} <= held
    assert world.roles_of(world.users[0]) == ["Alpha"]


def test_an_interrupted_listing_of_members_removes_nobody():
    world, club = reached()
    before = {user: world.roles_of(user) for user in world.users}
    assert world.plan(club, seen=world.seen(members=False)) == Plan()
    assert {user: world.roles_of(user) for user in world.users} == before


def test_a_category_and_a_channel_that_people_made_are_used_and_never_deleted():
    world = World()
    category = world.discord.make_channel(world.guild, {"name": "GT3 Series", "type": 4})
    text = world.discord.make_channel(world.guild, {"name": "spa-signup", "type": 0, "parent_id": category["id"]})
    world.discord.make_role(world.guild, {"name": "Alpha", "permissions": "8"})
    club = asked(spa(world, days=0.5))
    world.reach(club)
    assert world.known["event:spa/text"].id == text["id"]
    assert world.known["series:gt3/category:1"].id == category["id"]
    assert len([one for one in world.guild.roles.values() if one["name"] == "Alpha"]) == 2
    world.agreed = world.plan(asked()).tokens
    world.reach(asked())
    assert world.tree() == {"GT3 Series": ["spa-signup"]}
    assert (text["topic"], text["permission_overwrites"]) == (None, [])


def test_a_channel_of_ours_is_known_again_by_its_topic():
    world, club = reached()
    del world.known["event:spa/text"]
    plan = world.plan(club)
    assert steps(plan) == [(Act.TAKE_OVER, "event:spa/text", ())]
    assert not plan.operations[0].is_found


@pytest.mark.parametrize("events", [1, 12])
def test_many_removals_wait_for_a_human_who_sees_which(events):
    world, _club = reached(*(event(f"Race {number}", days=20) for number in range(events)))
    plan = world.plan(asked())
    if events == 1:
        # the category and one channel: no more than three
        assert [one.key for one in plan.held] == []
        return
    assert len(plan.held) == events + 1
    assert steps(plan) == []
    world.agreed = {"another plan's token"}
    assert world.plan(asked()).held == plan.held
    world.agreed = plan.tokens
    world.reach(asked())
    assert world.tree() == {}


def test_missing_permissions_are_named_before_the_first_write():
    world = World(permissions=INVITED & ~(Permission.MANAGE_ROLES | Permission.PIN_MESSAGES))
    club = asked(spa(world, days=0.5))
    assert lacking(world.seen(), INVITED) == ("MANAGE_ROLES", "PIN_MESSAGES")
    plan = world.plan(club)
    assert {(one.code, one.what) for one in plan.faults} == {
        ("permission", "MANAGE_ROLES"),
        ("permission", "PIN_MESSAGES"),
    }
    world.apply(plan)
    assert world.plan(club).operations == ()
    assert world.tree() == {"GT3 Series": ["spa-signup"]}


def test_a_role_above_the_bots_own_is_named_and_left_alone():
    world, _club = reached()
    alpha = next(one for one in world.guild.roles.values() if one["name"] == "Alpha")
    alpha["position"] = 500
    world.guild.members[world.users[0]].clear()
    plan = world.plan(asked(spa(world, days=0.5)))
    assert [(one.code, one.what) for one in plan.faults] == [("hierarchy", "Alpha")]
    assert steps(plan) == []


def test_a_guild_that_the_bot_may_do_nothing_in_is_asked_nothing():
    world = World(permissions=0)
    plan = world.plan(asked(spa(world, days=0.5)))
    assert steps(plan) == []
    assert all(isinstance(one, Fault) for one in plan.faults)


def test_a_full_guild_is_told_and_what_fits_is_made():
    world = World()
    for number in range(498):
        world.discord.make_channel(world.guild, {"name": f"old-{number}", "type": 2})
    world.reach(asked(event("Spa", days=0.5), event("Le Mans", days=20)))
    assert "spa-signup" in world.tree()["GT3 Series"]
    assert len(world.guild.real_channels()) == 500


@pytest.mark.req("C05")
def test_without_room_for_roles_each_driver_gets_in_by_name():
    world = World()
    while len(world.guild.roles) < 249:
        world.discord.make_role(world.guild, {"name": "old", "permissions": "0"})
    world.reach(asked(spa(world, days=0.5)))
    rules = {one["id"]: one for one in world.channel("spa-race-voice")["permission_overwrites"]}
    granted = {user for user in world.users if world.roles_of(user)}
    assert len(world.guild.roles) == 250
    assert {one for one in rules if rules[one]["type"] == 1} == {*world.users, world.guild.bot_id} - granted


def test_a_category_takes_forty_five_and_then_the_next_is_opened():
    world, club = reached(*(event(f"Race {number}", days=20) for number in range(20)))
    sizes = {name: len(names) for name, names in world.tree().items()}
    assert sizes == {"GT3 Series": 15, "GT3 Series 2": 5}
    # race day comes: everything stays in its category
    world.at += timedelta(days=19.5)
    world.reach(club)
    sizes = {name: len(names) for name, names in world.tree().items()}
    assert sizes == {"GT3 Series": 30, "GT3 Series 2": 10}


def test_the_same_snapshot_gives_the_same_plan():
    world = World()
    club, seen = asked(spa(world, days=0.5)), world.seen()
    assert world.plan(club, seen=seen) == world.plan(club, seen=Snapshot(**vars_of(seen)))

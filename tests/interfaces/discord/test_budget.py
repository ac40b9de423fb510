"""How many calls are made is what Discord said it takes."""

import pytest

from lineup.domains.guilds.shape.things import Lane
from lineup.interfaces.discord.brakes import LONGEST_SECONDS, Brakes
from lineup.interfaces.discord.budget import PER_SECOND, REFUSALS, SAVED, Budget

pytestmark = [pytest.mark.req("C10"), pytest.mark.embedded]
ROUTE = ("POST", "/channels/7/messages")
OTHER = ("POST", "/channels/8/messages")


def left(remaining, after=2):
    return {"x-ratelimit-bucket": "b", "x-ratelimit-remaining": str(remaining), "x-ratelimit-reset-after": str(after)}


def test_a_route_that_is_used_up_waits_until_it_is_filled_again_and_others_do_not():
    budget = Budget()
    budget.heed(*ROUTE, status=200, headers=left(0), at=100)
    assert budget.wait(*ROUTE, lane=Lane.FIRST, at=100.5) == 1.5
    assert budget.wait(*OTHER, lane=Lane.FIRST, at=100.5) == 0
    assert budget.wait(*ROUTE, lane=Lane.FIRST, at=102) == 0


def test_what_is_urgent_goes_on_when_the_rest_has_to_wait():
    budget = Budget(counted_at=100)
    assert [budget.take("GET", "/guilds/1", lane=Lane.FIRST, at=100) for _ in range(SAVED - 2)] == [0] * (SAVED - 2)
    waits = [budget.wait("GET", "/guilds/1", lane=lane, at=100) for lane in (Lane.FIRST, Lane.MAKE, Lane.CLEAR)]
    assert waits == [0, 1 / PER_SECOND, 5 / PER_SECOND]


def test_no_more_calls_than_discord_allows_go_out_in_any_second():
    budget, at, made = Budget(), 0.0, []
    while at < 5:
        pause = budget.take("GET", f"/guilds/{len(made)}", lane=Lane.FIRST, at=at)
        if not pause:
            made.append(at)
        at += max(pause, 0.001)
    assert max(sum(one <= other < one + 1 for other in made) for one in made) <= SAVED + PER_SECOND < 50
    assert len(made) >= 5 * PER_SECOND


def test_too_many_for_all_stops_all_and_too_many_for_a_route_only_that():
    budget = Budget()
    assert budget.heed(*ROUTE, status=429, headers={"retry-after": "3"}, at=0) == 3
    assert budget.wait(*OTHER, lane=Lane.FIRST, at=1) == 0
    budget.heed(*ROUTE, status=429, headers={"retry-after": "9", "x-ratelimit-global": "true"}, at=0)
    assert budget.wait(*OTHER, lane=Lane.FIRST, at=1) == 8


def test_a_channel_takes_two_names_in_ten_minutes():
    budget, path = Budget(), "/channels/7"
    for at in (0, 1):
        assert budget.take("PATCH", path, lane=Lane.LOOKS, at=at, renames=True) == 0
    assert budget.wait("PATCH", path, lane=Lane.LOOKS, at=100, renames=True) == 500
    assert budget.wait("PATCH", path, lane=Lane.ACCESS, at=100) == 0


def test_long_before_discord_shuts_us_out_nothing_more_is_asked():
    budget = Budget()
    for number in range(REFUSALS):
        budget.heed(*ROUTE, status=403, headers={}, at=number / 100)
    # they are counted by minute, and forgotten when all of it is ten minutes ago
    assert budget.wait(*OTHER, lane=Lane.FIRST, at=30) == 630
    assert budget.wait(*OTHER, lane=Lane.FIRST, at=660) == 0


@pytest.mark.parametrize("said", ["", "soon", "-4", "nan"])
def test_a_pause_that_is_no_number_is_a_short_one(said):
    assert Budget().heed(*ROUTE, status=429, headers={"retry-after": said}, at=0) == 0.05


def test_a_guild_rests_twice_as_long_each_time_and_others_go_on():
    brakes = Brakes()
    assert [brakes.went_wrong(1, at=0) for _ in range(12)][:4] == [60, 120, 240, 480]
    assert brakes.went_wrong(1, at=0) == LONGEST_SECONDS
    assert (brakes.closed_for(1, at=100), brakes.closed_for(2, at=100)) == (LONGEST_SECONDS - 100, 0)
    brakes.went_well(1)
    assert brakes.went_wrong(1, at=0) == 60


def test_the_third_refusal_in_a_row_is_the_last():
    brakes = Brakes()
    assert [brakes.was_forbidden(1) for _ in range(3)] == [False, False, True]


def test_a_route_without_answers_rests_for_longer_each_time_and_others_go_on():
    budget, route = Budget(), ("POST", "/guilds/1/channels")
    for second in range(2):
        budget.broke(*route, at=second)
        assert budget.wait(*route, lane=Lane.FIRST, at=second) == 0
    # in another guild it is the same route
    budget.broke("POST", "/guilds/2/channels", at=2)
    assert budget.wait(*route, lane=Lane.FIRST, at=2) == 30
    assert budget.wait("POST", "/guilds/1/roles", lane=Lane.FIRST, at=2) == 0
    rests = []
    for at in (32, 200, 1000, 5000, 9000):
        budget.broke(*route, at=at)
        rests.append(budget.wait(*route, lane=Lane.FIRST, at=at))
    assert rests == [60, 120, 240, 480, 600]
    budget.heed(*route, status=404, headers={}, at=9600)
    budget.broke(*route, at=9601)
    assert budget.wait(*route, lane=Lane.FIRST, at=9601) == 0

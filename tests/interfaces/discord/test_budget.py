"""How many calls are made is what Discord said it takes."""

import pytest

from lineup.domains.guilds.shape.things import Lane
from lineup.interfaces.discord.brakes import LONGEST_SECONDS, Brakes
from lineup.interfaces.discord.budget import PER_SECOND, REFUSALS, Budget

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
    for _ in range(PER_SECOND - 3):
        budget.spend("GET", "/guilds/1", at=100)
    waits = [budget.wait("GET", "/guilds/1", lane=lane, at=100) for lane in (Lane.FIRST, Lane.MAKE, Lane.CLEAR)]
    assert waits == [0, 2 / PER_SECOND, 10 / PER_SECOND]


def test_no_more_calls_than_allowed_go_out_in_any_second():
    budget, at, made = Budget(), 0.0, []
    while at < 5:
        pause = budget.wait("GET", f"/guilds/{len(made)}", lane=Lane.FIRST, at=at)
        if not pause:
            budget.spend("GET", f"/guilds/{len(made)}", at=at)
            made.append(at)
        at += max(pause, 0.001)
    # the first second may use what was saved up before
    assert all(sum(one <= other < one + 1 for other in made) <= PER_SECOND + 1 for one in made if one >= 1)


def test_too_many_for_all_stops_all_and_too_many_for_a_route_only_that():
    budget = Budget()
    assert budget.heed(*ROUTE, status=429, headers={"retry-after": "3"}, at=0) == 3
    assert budget.wait(*OTHER, lane=Lane.FIRST, at=1) == 0
    budget.heed(*ROUTE, status=429, headers={"retry-after": "9", "x-ratelimit-global": "true"}, at=0)
    assert budget.wait(*OTHER, lane=Lane.FIRST, at=1) == 8


def test_a_channel_takes_two_names_in_ten_minutes():
    budget, path = Budget(), "/channels/7"
    for at in (0, 1):
        assert budget.wait("PATCH", path, lane=Lane.LOOKS, at=at, renames=True) == 0
        budget.spend("PATCH", path, at=at, renames=True)
    assert budget.wait("PATCH", path, lane=Lane.LOOKS, at=100, renames=True) == 500
    assert budget.wait("PATCH", path, lane=Lane.ACCESS, at=100) == 0


def test_long_before_discord_shuts_us_out_nothing_more_is_asked():
    budget = Budget()
    for number in range(REFUSALS):
        budget.heed(*ROUTE, status=403, headers={}, at=number / 100)
    assert budget.wait(*OTHER, lane=Lane.FIRST, at=30) == 570
    assert budget.wait(*OTHER, lane=Lane.FIRST, at=600) == 0


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

"""Discord counts what the whole bot asks, however many processes ask it."""

import json
import time

import pytest

from lineup.domains.guilds import allowance
from lineup.domains.guilds.models import Allowance
from lineup.domains.guilds.shape.things import Lane
from lineup.interfaces.discord.budget import PER_SECOND, REFUSALS
from lineup.interfaces.discord.shared_budget import SharedBudget
from tests.support import crowd

pytestmark = [pytest.mark.req("C10"), pytest.mark.django_db]
ROUTE = ("POST", "/channels/7/messages")
OTHER = ("POST", "/channels/8/messages")
AT = 1_800_000_000.0
SECONDS, PROCESSES = 3, 8


@pytest.fixture
def two():
    """The budgets of two processes."""
    return SharedBudget(), SharedBudget()


def wait(budget, route=ROUTE, *, at=AT):
    return round(budget.take(*route, lane=Lane.FIRST, at=at), 3)


def test_what_one_process_is_told_for_all_calls_the_other_heeds(two):
    told = {"retry-after": "9", "x-ratelimit-global": "true"}
    assert two[0].heed(*ROUTE, status=429, headers=told, at=AT) == 9
    assert (wait(two[1], at=AT + 1), wait(two[1], at=AT + 9)) == (8, 0)


def test_a_route_that_breaks_rests_for_all(two):
    for budget in (*two, two[0]):
        budget.broke(*ROUTE, at=AT)
    assert (wait(two[1]), wait(two[1], ("GET", "/guilds/1"))) == (30, 0)


def test_refusals_of_all_count_together(two):
    for number in range(REFUSALS):
        two[number % 2].heed(*ROUTE, status=403, headers={}, at=AT)
    assert wait(two[0], OTHER) == 660
    assert two[1].told()["refused"] == REFUSALS


def test_what_an_answer_tells_of_its_route_is_known_with_the_next_call(two):
    left = {"x-ratelimit-bucket": "b", "x-ratelimit-remaining": "0", "x-ratelimit-reset-after": "4"}
    assert wait(two[0]) == 0
    two[0].heed(*ROUTE, status=200, headers=left, at=AT)
    assert wait(two[0], OTHER) == 0
    assert (wait(two[1]), wait(two[1], at=AT + 4)) == (4, 0)


def test_names_of_a_channel_count_for_all(two):
    takes = [one.take("PATCH", "/channels/7", lane=Lane.LOOKS, at=AT, renames=True) for one in (*two, two[0])]
    assert takes == [0, 0, 600]


def test_a_clock_put_back_is_believed(two):
    two[0].heed(*ROUTE, status=429, headers={"retry-after": "9", "x-ratelimit-global": "true"}, at=AT)
    assert wait(two[0], at=AT + 9) == 0
    assert [wait(two[1], at=AT - 3600) for _ in range(3)] == [0, 0, 0]


def test_what_is_kept_does_not_grow_with_the_guilds(two):
    left = {"x-ratelimit-bucket": "b", "x-ratelimit-remaining": "4", "x-ratelimit-reset-after": "1"}
    for number in range(200):
        route = ("PATCH", f"/channels/{number}")
        assert two[0].take(*route, lane=Lane.FIRST, at=AT + number, renames=True) == 0
        two[0].heed(*route, status=200, headers=left, at=AT + number)
    assert wait(two[0], at=AT + 2_000) == 0
    assert len(json.dumps(allowance.read())) < 500


@pytest.mark.django_db(transaction=True)
@pytest.mark.xdist_group("crowds")
def test_processes_that_ask_all_at_once_make_no_more_calls_than_discord_allows():
    def work(number, say):
        budget, ends_at = SharedBudget(), time.time() + SECONDS
        while (now := time.time()) < ends_at:
            pause = budget.take("GET", f"/guilds/{number}", lane=Lane.FIRST, at=now)
            if pause:
                time.sleep(pause)
            else:
                say(asked=now, took=time.time() - now)

    with crowd.of(PROCESSES, work) as processes:
        processes.go()
        processes.wait()
        asked, took = sorted(processes.of("asked")), max(processes.of("took"))
    # who waited for the row was granted the call up to so much later than they say: a second is that much shorter
    assert max(sum(one <= other < one + 1 - took for other in asked) for one in asked) <= 50
    assert len(asked) > PER_SECOND
    assert Allowance.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.xdist_group("crowds")
def test_processes_killed_while_they_ask_keep_nobody_from_asking():
    def work(number, say):
        budget = SharedBudget()
        while True:
            budget.take("GET", f"/guilds/{number}", lane=Lane.FIRST, at=time.time())

    with crowd.of(PROCESSES, work) as processes:
        processes.go()
        time.sleep(0.5)
        processes.kill()
    budget, pauses = SharedBudget(), []
    while not pauses or pauses[-1]:
        pauses.append(budget.take("GET", "/guilds/1", lane=Lane.FIRST, at=time.time()))
        time.sleep(pauses[-1])
    assert sum(pauses) < 1

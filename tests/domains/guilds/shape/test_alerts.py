"""Whatever moves, stops or jumps: each change of driver is told at most once, and corrected at most once."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lineup.domains.guilds.shape.alerts import TOLERANCE, Act, Change, Told, due

pytestmark = pytest.mark.req("C06")
NOON, MINUTE = datetime(2027, 6, 1, 12, tzinfo=UTC), timedelta(minutes=1)
LEAD = 15 * MINUTE


def change(minutes, driver="dana", number=2):
    return Change(number, driver, NOON + minutes * MINUTE)


def told(minutes, driver="dana", **more):
    return {2: Told(driver, NOON + minutes * MINUTE, **more)}


def acts(plan, said=None, *, minutes=0.0):
    return [step.act.value for step in due(plan, said or {}, lead=LEAD, at=NOON + minutes * MINUTE)]


def test_a_driver_is_told_as_long_before_as_was_chosen_and_not_once_it_began():
    assert [acts([change(20)], minutes=now) for now in (4.9, 5, 19.9, 20)] == [[], ["alert"], ["alert"], ["miss"]]
    assert acts([change(20)], told(20), minutes=6) == []
    assert acts([change(20)], told(20, is_missed=True), minutes=25) == []


def test_one_that_was_missed_is_told_when_it_moves_ahead_again():
    assert acts([change(40)], told(20, is_missed=True), minutes=25) == ["alert"]
    assert acts([change(60)], told(20, is_missed=True), minutes=25) == []


def test_what_moves_by_more_than_five_minutes_or_is_anothers_is_corrected_once_and_then_followed():
    assert TOLERANCE == 5 * MINUTE
    assert (acts([change(19)], told(14)), acts([change(20)], told(14))) == ([], ["correct"])
    assert acts([change(14, "ben")], told(14)) == ["correct"]
    assert acts([change(60)], told(20, is_corrected=True)) == ["follow"]
    assert acts([change(20)], told(14), minutes=20) == []


def test_a_change_that_is_taken_out_of_the_plan_is_corrected_while_it_lies_ahead():
    assert (acts([], told(14)), acts([], told(14), minutes=14)) == (["correct"], [])
    assert acts([], told(14, "", is_corrected=True)) == []
    assert acts([change(14)], told(14, "", is_corrected=True)) == ["follow"]


PLANS = st.lists(
    st.builds(change, st.integers(-30, 90), st.sampled_from(["dana", "ben", "cleo"]), st.integers(2, 4)),
    max_size=3,
    unique_by=lambda one: one.number,
)


@given(looks=st.lists(st.tuples(st.integers(-40, 100), PLANS), max_size=12), lead=st.integers(1, 60))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_moves_and_however_the_clock_jumps_nobody_is_called_twice(looks, lead):
    said: dict[int, Told] = {}
    called: list[tuple[int, Act]] = []
    for now, plan in looks:
        at = NOON + now * MINUTE
        for step in due(plan, said, lead=lead * MINUTE, at=at):
            assert step.act is Act.MISS or step.change is None or step.change.starts_at > at
            assert step.act is not Act.ALERT or step.change.starts_at - lead * MINUTE <= at
            before = said.get(step.number)
            said[step.number] = Told(
                step.change.driver if step.change else "",
                step.change.starts_at if step.change else before.starts_at,
                is_corrected=step.act in (Act.CORRECT, Act.FOLLOW),
                is_missed=step.act is Act.MISS,
            )
            called += [(step.number, step.act)] if step.act in (Act.ALERT, Act.CORRECT) else []
        # looked at again at once, by a worker that was started anew: nothing more is said
        assert due(plan, said, lead=lead * MINUTE, at=at) == ()
    assert len(called) == len(set(called))

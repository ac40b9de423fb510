from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import translation

from lineup.domains.racing.stints import checker, conflicts, refusals, solving, whatif, words
from lineup.domains.racing.stints.answers import Conflict
from lineup.domains.racing.stints.problem import Driven, Kind, Rule, Rules
from tests.domains.racing.stints.races import GREEN, STOPS, driver, problem

pytestmark = [pytest.mark.req("A12"), pytest.mark.embedded]

ANN, BEN = driver("Ann"), driver("Ben")


def driven(who, begins, ends):
    return Driven(who, GREEN + timedelta(hours=begins), GREEN + timedelta(hours=ends), 20)


BAD = [
    (problem(), refusals.NoDrivers),
    (problem(ANN, ANN), refusals.SameDriverTwice),
    (problem(ANN, BEN, rules=Rules(most_drivers=1)), refusals.TooManyDrivers),
    (problem(ANN, rules=Rules(least_drivers=2)), refusals.TooFewDrivers),
    (problem(ANN, driver("Ben", (-9, -1))), refusals.NoHours),
    (problem(ANN, replace(BEN, drives=())), refusals.NoHours),
    (problem(replace(ANN, lap_ms=0)), refusals.BadFigure),
    (problem(ANN, minutes=0), refusals.BadFigure),
    (problem(ANN, minutes=100_000), refusals.RaceTooLong),
    (problem(ANN, race_more={"stint_laps": 0}), refusals.BadFigure),
    (problem(ANN, rules=Rules(stint_minutes=1)), refusals.TankTooSmall),
    (problem(ANN, locks={1: "zoe"}), refusals.ConflictingLocks),
    (problem(ANN, locks={0: "ann"}), refusals.ConflictingLocks),
    (problem(ANN, rules=Rules(starter="zoe")), refusals.ConflictingLocks),
    (problem(ANN, driven=(driven("zoe", 0, 1),)), refusals.UnknownDriver),
    (problem(ANN, driven=(driven("ann", 0.1, 1),)), refusals.BrokenPast),
    (problem(ANN, driven=(driven("ann", 0, 7),)), refusals.RaceOver),
]


@pytest.mark.parametrize(("asked", "refusal"), BAD)
def test_what_makes_no_sense_is_refused_with_a_sentence(asked, refusal):
    with pytest.raises(refusal) as refused:
        solving.solve(asked)
    for language in ("en", "fr"):
        with translation.override(language):
            assert str(refused.value).endswith(".")


def test_a_race_that_runs_cannot_start_later():
    asked = problem(ANN, driven=(Driven("ann", GREEN, GREEN + timedelta(minutes=40), 20),))
    with pytest.raises(whatif.AlreadyRunning):
        whatif.later(asked, 10)


def test_a_tank_of_sixty_litres_at_three_a_lap_lasts_twenty_laps():
    asked = problem(ANN, BEN, race_more={})
    assert solving.timing.tank_laps(asked.race) == 20
    assert solving.timing.tank_laps(replace(asked.race, stops=replace(STOPS, tank_litres=0.3, litres_per_lap=0.1))) == 3


def test_faults_of_a_plan_by_hand_are_told_in_words():
    asked = problem(driver("Ann", (-1, 2)), BEN, rules=Rules(turn_stints=2, rest_minutes=120), minutes=200)
    good = solving.solve(replace(asked, waived=frozenset(conflicts.in_force(asked))))
    stints = tuple(replace(one, driver="ann") for one in good.stints)
    broken = checker.check(asked, stints)
    assert {one.code for one in broken} == {"away", "in_a_row"}
    with translation.override("en"):
        told = [words.fault(asked, one, "UTC") for one in broken]
    assert any(one.startswith("Ann can't drive for all of stint 4") for one in told)


def test_every_fault_and_every_rule_has_words_in_both_languages():
    asked = problem(ANN, BEN)
    for language in ("en", "fr"):
        with translation.override(language):
            for code in words.FAULTS:
                sentence = words.fault(asked, checker.Broken(code, "ann", 2, GREEN, GREEN, 3, 4), "Europe/Paris")
                assert "%" not in sentence
                assert sentence.endswith(".")
            assert set(words.LET_OFF) == set(words.RULES) == set(Kind) - {Kind.AVAILABILITY}


def test_hours_that_nobody_covers_are_told_on_the_clock_of_who_reads():
    asked = problem(driver("Ann", (-1, 2), (3, 20)), driver("Ben", (-1, 2), (3, 20)))
    found = conflicts.explain(asked)
    with translation.override("en"):
        assert words.conflict(asked, found, "Europe/Paris") == (
            "Nobody can drive for all of this time: Saturday 12 June 2027, 18:00–19:00 (CEST).",
        )
        also = "%s drives also at hours at which they can't now, such as Saturday 12 June 2027, 18:00–19:00 (CEST)."
        assert words.remedies(asked, found, "Europe/Paris") == ((also % "Ann",), (also % "Ben",))


def test_each_rule_that_could_be_let_go_is_told_in_both_languages():
    asked = problem(driver("Ann", (-1, 2), (3, 20)), driver("Ben", (-1, 2), (3, 20)))
    for language in ("en", "fr"):
        with translation.override(language):
            for kind in Kind:
                found = Conflict((), (), ((Rule(kind, "ann", 2), Rule(Kind.LEAST, "ben")),))
                [(sentence, _other)] = words.remedies(asked, found, "UTC")
                assert ("%" not in sentence, sentence[-1]) == (True, ".")


def test_a_turn_that_is_too_long_is_told_with_who_is_away():
    asked = problem(driver("Ann", turn_minutes=90), driver("Ben", (4, 9)), rules=Rules(turn_stints=None))
    assert solving.solve(asked) is None
    found = conflicts.explain(asked)
    assert [(one.kind, one.driver) for one in found.rules] == [("availability", "ben"), ("turn", "ann")]
    with translation.override("en"):
        assert "Ann can't stay at the wheel longer in a row." in words.conflict(asked, found, "UTC")
        assert ("Ann stays longer at the wheel in a row.",) in words.remedies(asked, found, "UTC")
    assert {one for remedy in found.remedies for one in remedy} == set(found.rules)

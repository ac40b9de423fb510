from datetime import date, timedelta
from itertools import islice

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from lineup.domains.events import rules, rules_said
from lineup.domains.events.rules import Rule

pytestmark = pytest.mark.req("B07")

TUESDAY = date(2027, 3, 2)

weekly = st.builds(
    Rule,
    interval=st.integers(1, 4),
    weekdays=st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
)
monthly_by_day = st.builds(Rule, monthly=st.just(True), interval=st.integers(1, 4), month_day=st.integers(1, 31))
monthly_by_weekday = st.builds(
    Rule,
    monthly=st.just(True),
    interval=st.integers(1, 4),
    nth=st.sampled_from(rules.NTH),
    weekdays=st.integers(0, 6).map(lambda day: (day,)),
)
any_rule = st.one_of(weekly, monthly_by_day, monthly_by_weekday)


@given(any_rule)
def test_a_rule_is_read_as_it_was_written(rule):
    assert rules.read(str(rule)) == rule
    assert rules.read(f"RRULE:{str(rule).lower()}") == rule


@given(any_rule, st.dates(date(2027, 1, 1), date(2028, 12, 31)))
def test_days_rise_and_are_what_the_rule_says(rule, start):
    days = list(islice(rule.days(start), 20))
    assert days == sorted(set(days))
    assert all(day >= start for day in days)
    for day in days:
        if rule.weekdays:
            assert day.weekday() in rule.weekdays
        if rule.month_day:
            assert day.day == rule.month_day
        if rule.nth == -1:
            assert (day + timedelta(days=7)).month != day.month
        elif rule.nth:
            assert (day.day - 1) // 7 + 1 == rule.nth


@given(any_rule, st.dates(date(2027, 1, 1), date(2028, 12, 31)), st.integers(0, 400))
def test_going_on_after_a_day_finds_the_days_behind_it(rule, start, later):
    after = start + timedelta(days=later)
    assert (
        list(islice(rule.days(start, after=after), 3))
        == [day for day in islice(rule.days(start), 2000) if day > after][:3]
    )


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("FREQ=WEEKLY;BYDAY=TU", ["03-02", "03-09", "03-16"]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", ["03-02", "03-04", "03-16"]),
        ("FREQ=WEEKLY;BYDAY=TU;COUNT=2", ["03-02", "03-09"]),
        ("FREQ=WEEKLY;BYDAY=TU;UNTIL=20270309", ["03-02", "03-09"]),
        ("FREQ=WEEKLY;BYDAY=TU;UNTIL=20270309T235959Z", ["03-02", "03-09"]),
        ("FREQ=MONTHLY;BYDAY=1TU", ["03-02", "04-06", "05-04"]),
        ("FREQ=MONTHLY;BYDAY=-1FR", ["03-26", "04-30", "05-28"]),
        # April and June have no such day
        ("FREQ=MONTHLY;BYMONTHDAY=31", ["03-31", "05-31", "07-31"]),
    ],
)
def test_rules_hit_their_days(text, days):
    assert [day.isoformat()[5:] for day in islice(rules.read(text).days(TUESDAY), 3)] == days


@pytest.mark.parametrize(
    "text",
    ["", "weekly", "FREQ=DAILY", "FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=XX", "FREQ=WEEKLY;BYDAY=2TU", "FREQ=MONTHLY",
     "FREQ=MONTHLY;BYDAY=TU", "FREQ=MONTHLY;BYDAY=5TU", "FREQ=MONTHLY;BYMONTHDAY=32", "FREQ=MONTHLY;BYMONTHDAY=0",
     "FREQ=WEEKLY;BYDAY=TU;COUNT=0", "FREQ=WEEKLY;BYDAY=TU;COUNT=2;UNTIL=20270401", "FREQ=WEEKLY;BYDAY=TU;UNTIL=soon",
     "FREQ=WEEKLY;BYDAY=TU;BYHOUR=3", "FREQ=WEEKLY;BYDAY=TU;INTERVAL=-1", "FREQ=WEEKLY;BYDAY=TU;UNTIL=20271399"],
)  # fmt: skip
def test_what_is_no_rule_of_ours_is_refused(text):
    with pytest.raises(rules.BadRule):
        rules.read(text)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("FREQ=WEEKLY;BYDAY=WE", rules.RuleMissesStart),
        ("FREQ=WEEKLY;BYDAY=TU;UNTIL=20270301", rules.RuleMissesStart),
        ("FREQ=WEEKLY;BYDAY=TU;COUNT=501", rules.RuleTooLong),
        ("FREQ=WEEKLY;BYDAY=TU;INTERVAL=53", rules.RuleTooLong),
        ("FREQ=WEEKLY;BYDAY=TU;UNTIL=20991231", rules.RuleTooLong),
    ],
)
def test_a_rule_has_to_fit_its_first_day_and_not_go_on_too_long(text, refusal):
    with pytest.raises(refusal):
        rules.check(rules.read(text), TUESDAY)


@pytest.mark.parametrize(
    ("text", "english", "french"),
    [
        ("FREQ=WEEKLY;BYDAY=TU", "Every week on Tuesday", "Chaque semaine, le mardi"),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,TH",
            "Every 2 weeks on Monday, Tuesday and Thursday",
            "Toutes les 2 semaines, le lundi, mardi et jeudi",
        ),
        ("FREQ=MONTHLY;BYMONTHDAY=15;COUNT=12", "Every month on day 15, 12 times", "Chaque mois, le 15, 12 fois"),
        (
            "FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR;UNTIL=20270430",
            "Every 3 months on the last Friday, until 30 April 2027",
            "Tous les 3 mois, le dernier vendredi, jusqu’au 30 avril 2027",
        ),
    ],
)
def test_rules_are_said_in_words(text, english, french):
    rule = rules.read(text)
    with translation.override("en"):
        assert rules_said.said(rule) == english
    with translation.override("fr"):
        assert rules_said.said(rule) == french


def test_a_fifth_weekday_is_the_last():
    assert [rules.nth_in_month(date(2027, 3, day)) for day in (2, 9, 16, 23, 30)] == [1, 2, 3, 4, -1]

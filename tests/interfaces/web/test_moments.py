from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone, translation

from lineup.core.foundation import clock
from lineup.interfaces.web import moments

AT = datetime(2031, 7, 4, 12, 30, tzinfo=UTC)


@pytest.mark.req("Q23")
def test_a_time_is_told_in_the_zone_of_who_looks_and_names_it() -> None:
    with timezone.override("Europe/Paris"):
        drawn = moments.element(AT)
    assert 'datetime="2031-07-04T12:30:00Z"' in drawn
    assert 'data-offset="120"' in drawn
    assert ">Fri 4 Jul 2031, 14:30 CEST</time>" in drawn


@pytest.mark.req("Q23")
@pytest.mark.parametrize(
    ("zone", "words"),
    [("Asia/Dubai", "16:30 UTC+4"), ("Asia/Kathmandu", "18:15 UTC+5:45"), ("America/Sao_Paulo", "09:30 UTC-3")],
)
def test_a_zone_without_a_name_is_told_by_its_distance(zone: str, words: str) -> None:
    assert words in moments.element(AT, style="time", zone=zone)


def test_a_span_says_the_day_once() -> None:
    end = AT + timedelta(hours=2)
    assert ">Fri 4 Jul 2031, 12:30–14:30 UTC<" in moments.element(AT, until=end, zone="UTC")
    later = AT + timedelta(days=1)
    assert ">Fri 4 Jul 2031, 12:30 – Sat 5 Jul 2031, 12:30 UTC<" in moments.element(AT, until=later, zone="UTC")
    assert ">Fri 4 Jul 2031 – Sat 5 Jul 2031<" in moments.element(AT, style="date", until=later, zone="UTC")


def test_a_day_on_record_has_its_year_also_in_that_year(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT + timedelta(days=9))
    assert ">Fri 4 Jul<" in moments.element(AT, style="date", zone="UTC")
    assert ">Fri 4 Jul 2031<" in moments.element(AT, style="day", zone="UTC")


def test_the_night_that_clocks_go_back_keeps_its_two_names() -> None:
    before, after = datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert "02:30 CEST" in moments.element(before, style="time", zone="Europe/Paris")
    assert "02:30 CET" in moments.element(after, style="time", zone="Europe/Paris")


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(hours=-3), "in 3 hours"),
        (timedelta(days=9), "9 days ago"),
    ],
)
def test_how_long_ago_is_told_in_one_unit(passed: timedelta, words: str) -> None:
    assert moments.ago(AT - passed, AT) == words


@pytest.mark.req("Q22")
def test_weekdays_speak_the_language() -> None:
    with translation.override("fr"):
        assert moments.tile(AT, "UTC")["weekday"] == "ven"


@pytest.mark.req("Q23")
def test_the_times_of_a_list_are_told_as_each_for_itself() -> None:
    with timezone.override("Asia/Dubai"), translation.override("fr"):
        assert moments.elements("short")(AT) == moments.element(AT, style="short")
        assert ">ven 4 juil. 2031, 16:30</time>" in moments.elements("short")(AT)

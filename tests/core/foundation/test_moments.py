from datetime import UTC, datetime

import pytest
from django.utils import translation

from lineup.core.foundation import moments

EVENING = datetime(2026, 11, 28, 17, 0, tzinfo=UTC)


@pytest.mark.req("P11", "Q23")
@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("Europe/Paris", "Saturday 28 November 2026, 18:00 (CET)"),
        ("Asia/Kathmandu", "Saturday 28 November 2026, 22:45 (UTC+5:45)"),
        ("Pacific/Auckland", "Sunday 29 November 2026, 06:00 (NZDT)"),
        ("nowhere", "Saturday 28 November 2026, 17:00 (UTC)"),
    ],
)
def test_an_instant_is_said_on_the_reader_s_clock(zone, said):
    assert moments.said(EVENING, zone) == said


def test_french_readers_get_french_names():
    with translation.override("fr"):
        assert moments.said(EVENING, "Europe/Paris").startswith("samedi 28 novembre 2026, 18")


def test_a_span_names_the_date_once_if_it_can():
    later = EVENING.replace(hour=19, minute=30)
    assert moments.span(EVENING, later, "Europe/Paris") == "Saturday 28 November 2026, 18:00–20:30 (CET)"
    assert moments.span(EVENING, None, "UTC") == "Saturday 28 November 2026, 17:00 (UTC)"
    assert moments.span(EVENING, later, "Asia/Tokyo").startswith("Sunday 29 November 2026, 02:00–04:30")
    assert moments.span(EVENING, EVENING.replace(day=29), "UTC") == (
        "Saturday 28 November 2026, 17:00 (UTC) to Sunday 29 November 2026, 17:00 (UTC)"
    )


def test_a_span_over_the_change_of_clocks_names_both_zones():
    night = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert moments.span(night, night.replace(hour=2), "Europe/Paris") == (
        "Sunday 25 October 2026, 02:30 (CEST) to Sunday 25 October 2026, 03:30 (CET)"
    )

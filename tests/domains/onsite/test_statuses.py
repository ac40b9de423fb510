"""Where a session stands follows the clock, until somebody says otherwise, until the clock knows better."""

import pytest

from lineup.domains.onsite import sessions, statuses
from tests.domains.onsite.conftest import clock


@pytest.mark.req("D04")
def test_the_clock_moves_a_session(make_session):
    made = make_session(hours=(9, 10))
    asked = (clock(8, 59), clock(9), clock(9, 59), clock(10))
    assert [statuses.of(made, at=at).value for at in asked] == ["pas_encore", "en_cours", "en_cours", "termine"]


@pytest.mark.req("D04")
def test_a_session_without_times_is_ahead(make_session):
    made = make_session(starts_at=None, ends_at=None)
    assert statuses.of(made, at=clock(12)).value == "pas_encore"


@pytest.mark.req("D04")
@pytest.mark.parametrize(
    ("status", "said_at", "asked_at", "found"),
    [
        ("en_cours", clock(8, 50), clock(8, 55), "en_cours"),
        ("termine", clock(8, 50), clock(9), "en_cours"),
        ("pas_encore", clock(9, 1), clock(9, 30), "pas_encore"),
        ("pas_encore", clock(9, 1), clock(10), "termine"),
        ("termine", clock(9, 40), clock(9, 45), "termine"),
        ("en_cours", clock(10, 5), clock(10, 30), "en_cours"),
        ("en_cours", clock(10, 5), clock(22, 5), "termine"),
        ("en_cours", clock(10, 5), clock(10, 4), "termine"),
    ],
)
def test_a_mark_holds_until_the_clock_knows_better(make_session, by, status, said_at, asked_at, found):
    made = sessions.mark(make_session(hours=(9, 10)), status, by=by, at=said_at)
    assert statuses.of(made, at=asked_at).value == found


@pytest.mark.req("D04")
def test_a_mark_can_be_taken_back(make_session, by):
    made = sessions.mark(make_session(), "termine", by=by, at=clock(9, 10))
    assert statuses.of(sessions.mark(made, None, by=by, at=clock(9, 20)), at=clock(9, 30)).value == "en_cours"

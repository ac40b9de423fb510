"""A day's table: rooms side by side, a row for each beginning, nothing lost and nothing twice."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lineup.domains.onsite import timetable
from lineup.domains.onsite.models import Room, Session
from tests.domains.onsite.conftest import clock

PARIS = "Europe/Paris"
DAY = date(2027, 5, 3)


def quarters(number):
    return clock(6) + timedelta(minutes=15 * number)


HALL, CELLAR = Room(name="Hall"), Room(name="Cellar")


def session(title, starts_at, ends_at, room=HALL):
    return Session(title=title, starts_at=starts_at, ends_at=ends_at, room=room)


def drawn(day):
    return [
        (row.starts_at.hour, [(",".join(one.title for one in cell.sessions), cell.rows) for cell in row.cells])
        for row in day.rows
    ]


@pytest.mark.req("D15")
def test_a_long_session_reaches_down_beside_short_ones():
    found = timetable.of_day(
        [
            session("Long", clock(9), clock(12)),
            session("A", clock(9), clock(10), CELLAR),
            session("B", clock(10), clock(11), CELLAR),
            session("Late", clock(14), clock(15)),
        ],
        [HALL, CELLAR, Room(name="Unused")],
        DAY,
        PARIS,
    )
    assert found.rooms == (HALL, CELLAR)
    assert drawn(found) == [(9, [("Long", 2), ("A", 1)]), (10, [("B", 1)]), (14, [("Late", 1), ("", 1)])]


@pytest.mark.req("D15")
def test_what_overlaps_in_a_room_shares_a_cell_and_what_has_no_room_comes_last():
    found = timetable.of_day(
        [
            session("A", clock(9), clock(11)),
            session("B", clock(10), clock(12)),
            session("Walk", clock(9), clock(10), None),
        ],
        [HALL],
        DAY,
        PARIS,
    )
    assert found.rooms == (HALL, None)
    assert drawn(found) == [(9, [("A,B", 2), ("Walk", 1)]), (10, [("", 1)])]


@pytest.mark.req("D15", "Q23")
def test_the_day_is_the_one_on_the_clock_of_the_event():
    late = session("Late", clock(22, 30), clock(23))
    assert timetable.days([late.starts_at, None], PARIS) == [date(2027, 5, 4)]
    assert timetable.days([late.starts_at], "UTC") == [DAY]


@pytest.mark.req("D15", "Q8")
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 20), st.sampled_from([HALL, CELLAR, None])), max_size=25))
def test_every_session_stands_once_and_every_row_fills_the_table(planned):
    made = [
        session(str(number), quarters(start), quarters(start + long), room)
        for number, (start, long, room) in enumerate(planned)
    ]
    found = timetable.of_day(made, [HALL, CELLAR], DAY, "UTC")
    shown = [one for row in found.rows for cell in row.cells for one in cell.sessions]
    assert sorted(one.title for one in shown) == sorted(one.title for one in made)
    reaching = [0] * len(found.rooms)
    for row in found.rows:
        cells = iter(row.cells)
        for column in range(len(found.rooms)):
            if reaching[column] == 0:
                cell = next(cells)
                assert all(one.starts_at >= row.starts_at and one.room == found.rooms[column] for one in cell.sessions)
                reaching[column] = cell.rows
            reaching[column] -= 1
        assert next(cells, None) is None
    assert reaching == [0] * len(found.rooms)

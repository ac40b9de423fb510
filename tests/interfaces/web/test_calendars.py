from datetime import date

from lineup.interfaces.web import calendars


def test_a_month_is_whole_weeks_from_monday_with_what_happens_on_each_day() -> None:
    items = [date(2026, 11, 1), date(2026, 12, 6)]
    grid = calendars.weeks(date(2026, 11, 15), items, day_of=lambda day: day, today=date(2026, 11, 21))
    assert [len(week) for week in grid] == [7] * 6
    assert (grid[0][0].date, grid[-1][-1].date) == (date(2026, 10, 26), date(2026, 12, 6))
    assert [day.date for week in grid for day in week if day.items] == items
    assert [day.date for week in grid for day in week if day.is_today] == [date(2026, 11, 21)]
    assert not grid[0][0].in_month


def test_months_follow_each_other_over_new_year() -> None:
    assert calendars.next_month(date(2026, 12, 31)) == date(2027, 1, 1)
    assert calendars.previous_month(date(2027, 1, 31)) == date(2026, 12, 1)
    assert calendars.next_month(date(2026, 1, 31)) == date(2026, 2, 1)

from lineup.interfaces.web import charts


def test_a_line_goes_from_edge_to_edge_under_a_round_top() -> None:
    chart = charts.line([("Mon", 2), ("Tue", 5), ("Wed", 31)])
    assert chart.path == "M0 95 L50 87.5 L100 22.5"
    assert chart.y_ticks == ["40", "30", "20", "10", "0"]
    assert [(tick.label, tick.x, tick.anchor) for tick in chart.x_ticks] == [
        ("Mon", "0%", "start"),
        ("Tue", "50%", "middle"),
        ("Wed", "100%", "end"),
    ]


def test_bars_share_the_width_and_stand_on_the_ground() -> None:
    first, second = charts.bars([("a", 1), ("b", 4)]).marks
    assert (first.x, first.width, first.y, first.height) == ("7.5", "35", "75", "25")
    assert (second.x, second.y, second.height) == ("57.5", "0", "100")
    assert [(only.x, only.width) for only in charts.bars([("a", 1)]).marks] == [("32.5", "35")]


def test_labels_stand_below_the_marks_they_name() -> None:
    chart = charts.line([(str(day), day) for day in range(31)], labels=5)
    assert [(tick.label, tick.x) for tick in chart.x_ticks] == [
        ("0", "0%"),
        ("8", "26.67%"),
        ("15", "50%"),
        ("22", "73.33%"),
        ("30", "100%"),
    ]


def test_nothing_to_show_is_drawn_as_nothing() -> None:
    assert charts.line([]).path == ""
    assert charts.bars([]).marks == []
    assert charts.line([("today", 0)]).y_ticks == ["1", "0"]
    assert charts.spark([3]) == "M0 0"


def test_ticks_are_whole_numbers_whatever_the_height() -> None:
    for highest in (1, 3, 7, 9, 33, 48, 101, 999, 12_345):
        ticks = [float(tick) for tick in charts.line([("", highest)]).y_ticks]
        assert ticks[0] >= highest
        assert all(tick.is_integer() for tick in ticks)
        assert len(ticks) <= 6

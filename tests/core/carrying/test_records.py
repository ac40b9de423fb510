"""What a dump holds is read as values of here, whatever stands there."""

import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from lineup.core.carrying import records
from lineup.core.carrying.records import DumpTooLarge, NotADump, Record

ANOTHER_TYPE = [{"a": 1}, [1], True, float("nan"), "no", "9" * 400, "1e999999", -1]


def record(**fields):
    return Record("thing", "1", fields)


@pytest.mark.req("D14", "A15")
def test_records_come_by_model_in_their_order():
    rows = [{"model": "a.Thing", "pk": pk, "fields": {"n": pk}} for pk in (2, 1)]
    read = records.read(json.dumps([*rows, {"model": "b.other", "pk": "x", "fields": {}}]).encode())
    assert {model: [one.pk for one in found] for model, found in read.items()} == {"thing": ["2", "1"], "other": ["x"]}


@pytest.mark.req("D14", "A15")
@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"\xff", b"[" * 100_000, b"1" * 5000, b'[{"model": 1}]'])
def test_what_is_no_dump_is_refused(content):
    with pytest.raises(NotADump):
        records.read(content)


@pytest.mark.req("D14", "A15")
def test_a_file_that_is_too_large_is_refused_unread(monkeypatch):
    monkeypatch.setattr(records, "MOST_BYTES", 10)
    with pytest.raises(DumpTooLarge):
        records.read(b"[]" + b" " * 9)


@pytest.mark.req("D14", "A15")
@pytest.mark.parametrize("value", ANOTHER_TYPE)
def test_a_value_of_another_type_is_none_of_ours(value):
    one = record(field=value)
    assert (one.number("field", most=10), one.moment("field", zone="UTC")) == (None, None)
    assert isinstance(one.text("field"), str)


@pytest.mark.req("D14", "A15")
def test_numbers_are_whole_and_within_bounds():
    one = record(a=3, b="7", c=2.6, d=99, e=None)
    assert [one.number(name, least=1, most=10) for name in "abcde"] == [3, 7, 3, None, None]
    assert (one.amount("c"), one.amount("e")) == (Decimal("2.6"), None)


@pytest.mark.req("D14", "A15")
def test_an_instant_without_an_offset_is_on_a_clock_of_the_zone():
    one = record(at="2026-12-01T10:00:00", day="2026-12-01", far="0001-01-01T00:00:00", other="2026-12-01T10:00:00Z")
    said = {name: one.moment(name, zone="Europe/Paris") for name in ("at", "day", "other")}
    assert said == {
        "at": datetime(2026, 12, 1, 9, tzinfo=UTC),
        "day": datetime(2026, 11, 30, 23, tzinfo=UTC),
        "other": datetime(2026, 12, 1, 10, tzinfo=UTC),
    }


@pytest.mark.req("D14", "A15")
@pytest.mark.parametrize(
    ("one", "storable"),
    [
        (record(a={"b": ["text", 1]}), True),
        (record(a={"b": ["\x00"]}), False),
        (record(a={"\ud800": 1}), False),
        (Record("thing", "x" * 65, {}), False),
        (Record("x" * 41, "1", {}), False),
    ],
)
def test_what_no_database_takes_is_seen_beforehand(one, storable):
    assert one.is_storable is storable

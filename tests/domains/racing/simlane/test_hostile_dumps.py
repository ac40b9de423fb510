"""Whatever a dump says, its report is sentences: nothing breaks off, and of what is left nothing stays."""

import copy

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lineup.core.participation import recount
from tests.support import hostile_text, simlane

pytestmark = [pytest.mark.req("A15")]

# of every type that JSON has, and of every size
ODD = (
    *(None, True, False, 0, -1, 1.5, 2**31, 2**63, 10**400, -(10**30), float("nan"), float("inf"), float("-inf")),
    *("", " ", "\x00", "\ud800", "x" * 100_000, "0", "null", "1e999", "9" * 400, "٣", "nan", "-Infinity"),
    *("0001-01-01", "9999-12-31T23:59:59-14:00", "2027-13-45", "0000-00-00", "1970-01-01T00:00:00Z", "12:00"),
    *([], {}, [[]], ["car"], {"a": 1}, [None], ["spa", 3, {}], {"x": ["\ud800"]}, "dana", "alpha", "spa", "blue"),
    *("confirmed", "withdrawn", "waitlist", "COMPLETED", "CANCELLED", "owner", "private", "olaf@example.org"),
)
VALUES = st.one_of(st.sampled_from(ODD), hostile_text.text(most=400))
ROWS = simlane.world()
PLACES = [(number, name) for number, row in enumerate(ROWS) for name in row["fields"]]
CHANGES = st.lists(st.tuples(st.sampled_from(PLACES), VALUES), min_size=1, max_size=12)


def changed(changes):
    rows = copy.deepcopy(ROWS)
    for (number, name), value in changes:
        rows[number]["fields"][name] = value
    return rows


class Undone(Exception):
    """Raised so that the next example begins where this one did."""


def tried(carry, rows):
    """The report of two runs, of which nothing stays."""
    reports = []
    try:
        with transaction.atomic():
            reports += [carry(*rows), carry(*rows)]
            assert list(recount.faults()) == []
            raise Undone
    except Undone:
        pass
    return reports


SLOWLY = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@SLOWLY
@given(changes=CHANGES)
def test_whatever_the_fields_say_each_record_is_made_or_left_with_a_sentence(changes, carry):
    first, second = tried(carry, changed(changes))
    assert sum(first.made.values()) + len(first.left) + sum(first.known.values()) == sum(
        row["model"].rsplit(".", 1)[1] not in ("carmodel", "carclass", "trackmodel", "simtrack", "ratingsystem")
        for row in ROWS
    )
    assert (sum(second.made.values()), dict(second.known)) == (0, dict(first.made))
    assert all(why and "Traceback" not in why for _model, _pk, why in first.left)


@SLOWLY
@given(dropped=st.sets(st.integers(0, len(ROWS) - 1), max_size=10), order=st.randoms(use_true_random=False))
def test_whatever_is_missing_and_in_whatever_order_the_rest_comes(dropped, order, carry):
    rows = [row for number, row in enumerate(ROWS) if number not in dropped]
    order.shuffle(rows)
    first, second = tried(carry, rows)
    assert (sum(second.made.values()), dict(second.known)) == (0, dict(first.made))


@pytest.mark.parametrize("pk", ["x" * 5000, "\x00", "\ud800", "", "1' OR 1=1", "None"])
def test_whatever_an_id_is(pk, carry):
    rows = copy.deepcopy(ROWS)
    for row in rows:
        if row["pk"] == "dana":
            row["pk"] = pk
    first, second = tried(carry, rows)
    assert sum(second.made.values()) == 0
    assert sum(first.made.values()) + len(first.left) > 0


@pytest.mark.parametrize("name", ["\x00", "\ud800", "x" * 100_000])
@pytest.mark.parametrize(
    "model", ["carclass", "carmodel", "trackmodel", "ratingsystem", "eventsession", "simulator", "user", "team"]
)
def test_what_is_left_for_its_signs_is_asked_of_no_database_by_others(model, name, carry):
    rows = copy.deepcopy(ROWS)
    for row in rows:
        if row["model"].endswith(f".{model}"):
            row["fields"] |= {"name": name, "category": name, "session_type": name}
    first, second = tried(carry, rows)
    assert (sum(second.made.values()), second.left) == (0, first.left)

import base64
import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lineup.core.foundation import cursors
from lineup.core.foundation.planned import Given
from lineup.core.participation.models import Offering
from lineup.core.people.models import Participant
from tests.support import factories

pytestmark = pytest.mark.django_db
RELAXED = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))

ORDERS = [("display_name", "id"), ("-display_name", "-id"), ("kind", "-display_name", "id"), ("-id",)]
START = datetime(2027, 3, 1, tzinfo=UTC)


def walk(rows, order, size, direction="next", cursor=""):
    """Every page in one direction, as a flat list; and the last page."""
    seen = []
    while True:
        page = cursors.page(rows, order=order, cursor=cursor, size=size)
        seen += page.items if direction == "next" else list(reversed(page.items))
        cursor = getattr(page, direction)
        if cursor is None:
            return seen, page


@pytest.mark.req("P06")
@RELAXED
@given(
    names=st.lists(st.sampled_from(["a", "b", "é", "", "Z"]), max_size=17),
    order=st.sampled_from(ORDERS),
    size=st.integers(1, 5),
)
def test_walking_the_pages_visits_each_row_once_in_either_direction(names, order, size):
    Participant.objects.all().delete()
    Participant.objects.bulk_create([Participant(display_name=name) for name in names])
    rows = Participant.objects.all()
    expected = list(rows.order_by(*order))
    forwards, last = walk(rows, order, size)
    assert forwards == expected
    if last.previous:
        backwards, first = walk(rows, order, size, "previous", last.previous)
        assert [*reversed(backwards), *last.items] == expected
        assert first.previous is None


@RELAXED
@given(
    days=st.lists(st.one_of(st.none(), st.integers(0, 3)), max_size=12),
    order=st.sampled_from([("starts_at", "id"), ("-starts_at", "-id"), ("-starts_at", "id")]),
    size=st.integers(1, 4),
)
def test_rows_without_a_value_are_visited_once_as_well(days, order, size):
    Offering.objects.all().delete()
    organiser = factories.guest()
    Offering.objects.bulk_create(
        Offering(
            organiser=organiser,
            kind="event",
            title="x",
            slug=f"x{number}",
            created_at=START,
            starts_at=None if day is None else START + timedelta(days=day),
        )
        for number, day in enumerate(days)
    )
    forwards, last = walk(Offering.objects.all(), order, size)
    assert sorted(row.pk for row in forwards) == sorted(Offering.objects.values_list("pk", flat=True))
    starts = [row.starts_at or datetime.max.replace(tzinfo=UTC) for row in forwards]
    assert starts == sorted(starts, reverse=order[0].startswith("-"))
    if last.previous:
        backwards, _ = walk(Offering.objects.all(), order, size, "previous", last.previous)
        assert [*reversed(backwards), *last.items] == forwards


def test_a_page_costs_one_query():
    Participant.objects.bulk_create([Participant(display_name=str(number)) for number in range(7)])
    first = cursors.page(Participant.objects.all(), order=("display_name", "id"), size=3)
    with CaptureQueriesContext(connection) as queries:
        cursors.page(Participant.objects.all(), order=("display_name", "id"), cursor=first.next, size=3)
    assert len(queries) == 1


def forged(*values):
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "é",
        "=" * 9,
        forged("n"),
        forged("n", "yesterday", "x"),
        forged("n", "2027-01-01T00:00:00+00:00", "x"),
        forged("n", None, "0" * 32),
        forged("n", "2027-01-01T00:00:00+00:00", None),
        forged("q", "2027-01-01T00:00:00+00:00", "0" * 32),
        forged("n", {"a": 1}, "0" * 32),
        forged("n", float("inf"), "0" * 32),
        forged("n", "2027-01-01\x00", "0" * 32),
        forged("n", "0001-01-01T00:00:00+23:59", "0" * 32),
        forged("n", 10**40, "0" * 32),
        base64.urlsafe_b64encode(b"[" * 100_000).decode(),
    ],
)
def test_a_forged_cursor_is_refused(cursor):
    with pytest.raises(cursors.BadCursor) as refusal:
        cursors.page(Offering.objects.all(), order=("created_at", "id"), cursor=cursor)
    assert refusal.value.code == "bad_cursor"
    assert refusal.value.status == 422


@RELAXED
@given(
    values=st.lists(st.one_of(st.text(max_size=8), st.integers(), st.floats(), st.none(), st.booleans()), max_size=4)
)
def test_no_forged_value_fails_in_the_database(values):
    for order in (("created_at", "id"), ("starts_at", "id"), ("title", "id")):
        try:
            list(cursors.page(Offering.objects.all(), order=order, cursor=forged(*values)).items)
        except cursors.BadCursor:
            continue


@pytest.mark.req("P06")
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    days=st.lists(st.one_of(st.none(), st.integers(0, 3)), max_size=9),
    order=st.sampled_from([("starts_at", "id"), ("-starts_at", "title", "-id")]),
    whole=st.booleans(),
)
def test_pages_planned_once_are_those_of_the_query(days, order, whole):
    Offering.objects.all().delete()
    for number, day in enumerate(days):
        starts_at = None if day is None else START + timedelta(days=day)
        made = factories.offering(title=f"Event {number}")
        Offering.objects.filter(pk=made.pk).update(starts_at=starts_at, ends_at=None)
    factories.offering(title="Another", state="draft")
    state = Given("state", Offering._meta.get_field("state"))
    rows = Offering.objects.filter(state=state)
    pages = cursors.Pages(lambda: rows if whole else rows.values("id", "starts_at", "title"), order=order, size=2)
    cursor, direction = "", "next"
    while cursor is not None:
        planned = pages.page(cursor, state="published")
        said = cursors.page(Offering.objects.filter(state="published"), order=order, cursor=cursor, size=2)
        ids = [row.pk if whole else row["id"] for row in planned.items]
        assert (ids, planned.next, planned.previous) == ([row.pk for row in said.items], said.next, said.previous)
        if planned.next is None:
            direction = "previous"
        cursor = getattr(planned, direction)


@pytest.mark.req("Q21")
def test_a_planned_page_takes_one_query_and_refuses_what_is_no_cursor_of_it():
    factories.offering()
    pages = cursors.Pages(lambda: Offering.objects.all(), order=("-starts_at", "-id"))
    pages.page()
    with CaptureQueriesContext(connection) as captured:
        pages.page()
    assert len(captured) == 1
    for values in (["n", "2027-03-01T00:00:00+00:00", "no id"], ["n", "yesterday", None], ["n"]):
        with pytest.raises(cursors.BadCursor):
            pages.page(base64.urlsafe_b64encode(json.dumps(values).encode()).decode())

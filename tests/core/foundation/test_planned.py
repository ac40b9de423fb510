"""Queries planned once say what Django would say each time."""

import re
import threading
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections
from django.db.models import F, Q
from django.test.utils import CaptureQueriesContext

from lineup.core.foundation.planned import Given, Planned
from lineup.core.participation.models import Place, Pool
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("Q21")]

PK = Place._meta.pk
POOL = Place._meta.get_field("pool")


def sql(planned, **given):
    with CaptureQueriesContext(connection) as captured:
        planned.rows(**given)
    return [one["sql"] for one in captured]


def test_rows_come_with_their_relations_as_a_queryset_gives_them():
    place = factories.place(factories.pool())
    planned = Planned(lambda: Place.objects.select_related("pool__offering", "participant").filter(pk=Given("pk", PK)))
    (found,) = planned.rows(pk=place.pk)
    with CaptureQueriesContext(connection) as captured:
        reached = (found.pool.offering.title, found.participant.display_name)
    assert len(captured) == 0
    assert reached == (place.pool.offering.title, place.participant.display_name)
    assert found._state.adding is False
    assert found.queued_at == place.queued_at


def test_the_sql_is_that_of_the_queryset():
    pool = factories.pool()
    planned = Planned(lambda: Place.objects.filter(pool=Given("pool", POOL)).order_by("queued_at")[:3])
    with CaptureQueriesContext(connection) as captured:
        list(Place.objects.filter(pool=pool).order_by("queued_at")[:3])
    (planned_sql,) = sql(planned, pool=pool.pk)
    # around a gap Django writes brackets
    assert re.sub(r"\((\S+)\)", r"\1", planned_sql) == captured[0]["sql"]


def test_each_run_is_filled_with_its_own_values():
    one, other = factories.place(factories.pool()), factories.place(factories.pool())
    planned = Planned(lambda: Place.objects.filter(pk=Given("pk", PK)))
    assert [planned.rows(pk=place.pk) for place in (one, other, one)] == [[one], [other], [one]]
    assert planned.first(pk=uuid4()) is None


def test_values_and_gaps_in_a_list_and_in_a_condition_work_too():
    pool = factories.pool(capacity=5)
    places = [factories.place(pool) for _ in range(3)]
    gaps = [Given("a", PK), Given("b", PK)]
    planned = Planned(
        lambda: (
            Place.objects.filter(Q(pk__in=gaps) & Q(pool=Given("pool", POOL)))
            .order_by("queued_at", "pk")
            .values("pk", called=F("participant__display_name"))
        )
    )
    found = planned.rows(a=places[0].pk, b=places[2].pk, pool=pool.pk)
    assert found == [{"pk": one.pk, "called": one.participant.display_name} for one in (places[0], places[2])]


@pytest.mark.parametrize("value", ["x", "\x00", "1' OR 1=1", 12.5])
def test_what_is_no_value_of_the_field_is_refused_before_the_database_is_asked(value):
    planned = Planned(lambda: Place.objects.filter(pk=Given("pk", PK)))
    factories.place(factories.pool())
    with CaptureQueriesContext(connection) as captured, pytest.raises((ValidationError, ValueError)):
        planned.rows(pk=value)
    assert len(captured) == 0


def test_a_value_is_never_part_of_the_sql():
    hostile = "x'; DROP TABLE participation_place; --"
    planned = Planned(lambda: Pool.objects.filter(role=Given("role", Pool._meta.get_field("role"))))
    assert planned.rows(role=hostile) == []
    assert planned._plans[connection.vendor].sql.count("%s") == 1


def test_it_is_planned_once_whoever_asks():
    built = []

    def build():
        built.append(1)
        return Place.objects.filter(pk=Given("pk", PK))

    planned = Planned(build)
    planned.rows(pk=uuid4())
    planned.rows(pk=uuid4())
    assert built == [1]


@pytest.mark.django_db(transaction=True)
def test_threads_that_ask_at_once_each_get_their_own():
    places = [factories.place(factories.pool()) for _ in range(8)]
    planned = Planned(lambda: Place.objects.filter(pk=Given("pk", PK)))
    found, ready = {}, threading.Barrier(len(places))

    def ask(place):
        try:
            ready.wait()
            found[place.pk] = [planned.rows(pk=place.pk) for _ in range(20)]
        finally:
            connections.close_all()

    threads = [threading.Thread(target=ask, args=(place,)) for place in places]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert found == {place.pk: [[place]] * 20 for place in places}


def test_what_turns_columns_into_values_holds_no_open_connection():
    place = factories.place(factories.pool())
    planned = Planned(lambda: Place.objects.filter(pk=Given("pk", PK)))
    (found,) = planned.rows(pk=place.pk)
    (plan,) = planned._plans.values()
    kept = [one.__self__.connection for made, _column in plan.converters.values() for one in made if one.__self__]
    assert [one.connection for one in kept] == [None] * len(kept)
    assert (found.pk, found.queued_at) == (place.pk, place.queued_at)

"""What taking a place costs: few statements, and no more with a hundred thousand places than with a hundred."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lineup.core.foundation import ids
from lineup.core.participation import capacity, places, queue
from lineup.core.participation.models import Place, Pool
from lineup.core.participation.transitions import State
from lineup.core.people.actors import Actor
from tests.core.participation import AT, START, later
from tests.support import crowd, factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("Q21")]

MANY = 100_000 if crowd.FULL else 5_000
FRAME = re.compile(r"BEGIN|COMMIT|SAVEPOINT|RELEASE")


def a_pool(**settings):
    pool = factories.pool(factories.offering(starts_at=START, at=AT), **settings)
    return Pool.objects.select_related("offering").get(pk=pool.pk)


def statements(act):
    with CaptureQueriesContext(connection) as queries:
        act()
    return [query["sql"] for query in queries if not FRAME.match(query["sql"])]


def join(pool, **more):
    person = factories.guest()
    return statements(lambda: places.join(pool, person, by=Actor(person), at=AT, **more))


def crowded(pool, *, waiting=False):
    """Many places at once, past the rules; the pool counts them."""
    person = factories.guest()
    state = State.WAITLISTED if waiting else State.CONFIRMED
    people = type(person.participant).objects.bulk_create(
        type(person.participant)(display_name=f"P{one}") for one in range(MANY)
    )
    rows = (
        Place(pool=pool, participant=one, contact=person, state=state, queued_at=AT, party=ids.new()) for one in people
    )
    Place.objects.bulk_create(rows, batch_size=1000)
    if not waiting:
        Pool.objects.filter(pk=pool.pk).update(taken=MANY)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return Pool.objects.select_related("offering").get(pk=pool.pk)


def test_taking_a_free_place_is_five_statements_the_claim_last():
    made = join(a_pool(capacity=5))
    assert len(made) == 5
    assert made[-1].split()[:2] == ["UPDATE", "participation_pool"]
    assert [sql.split(maxsplit=1)[0] for sql in made] == ["SELECT", "INSERT", "INSERT", "INSERT", "UPDATE"]


def test_waiting_asking_and_being_refused_cost_little_as_well():
    pool = a_pool(capacity=0)
    assert len(join(pool)) == 6
    assert len(join(a_pool(admission="approval"))) == 4
    person = factories.guest()
    full = a_pool(capacity=0, waitlist="none")
    with CaptureQueriesContext(connection) as queries, pytest.raises(places.PoolFull):
        places.join(full, person, by=Actor(person), at=AT)
    # plain reads: a rush on a full workshop takes no lock
    assert [query["sql"].split()[0] for query in queries] == ["SELECT", "SELECT"]


def test_a_crowded_pool_costs_the_statements_of_an_empty_one():
    pool = crowded(a_pool(capacity=10 * MANY))
    assert [sql.split(maxsplit=1)[0] for sql in join(pool)] == ["SELECT", "INSERT", "INSERT", "INSERT", "UPDATE"]


def plan_of(sql):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # where every row is one that is wanted, the planner may rightly read the table: asked is whether it must
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("EXPLAIN " + sql.replace("%", "%%"))
            return "\n".join(row[0] for row in cursor.fetchall())
        cursor.execute("EXPLAIN QUERY PLAN " + sql)
        return "\n".join(row[3] for row in cursor.fetchall())


def scans_places(plan):
    return re.search(r'SCAN (?:"?participation_place"?|U0)(?! USING)|Seq Scan on participation_place', plan)


@pytest.mark.parametrize("waiting", [False, True])
def test_every_statement_on_places_goes_by_an_index(waiting):
    pool = crowded(a_pool(capacity=0 if waiting else 10 * MANY), waiting=waiting)
    person = factories.guest()
    last = Place.objects.filter(pool=pool).order_by("-queued_at", "-pk")[0]
    made = statements(
        lambda: (
            places.held_by(pool, person),
            capacity.claim_past_nobody(pool, 1),
            list(queue.waiting(pool)[:2]),
            list(Place.objects.filter(party=last.party)),
            queue.standing(last, at=later()) if waiting else None,
        )
    )
    plans = {sql: plan_of(sql) for sql in made if "participation_place" in sql}
    assert [sql for sql, plan in plans.items() if scans_places(plan)] == []
    in_line = next(plan for sql, plan in plans.items() if '"priority" DESC' in sql)
    assert "the_queue" in in_line
    assert "Sort" not in in_line
    assert "TEMP B-TREE" not in in_line

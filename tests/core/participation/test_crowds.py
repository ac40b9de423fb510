"""Many processes on one pool: never oversold, never out of order, nothing lost when they are killed.

TEST_FULL=1 runs the sizes of docs/performance.md; the figures are printed (pytest -s).
"""

import contextlib
import random
import statistics
import time
from functools import partial
from itertools import islice

import pytest
from django.db import DatabaseError, connection, transaction

from lineup.core.foundation import ids
from lineup.core.foundation.errors import Refusal
from lineup.core.participation import capacity, lapsing, places, queue, recount
from lineup.core.participation.models import Place, PlaceChange, Pool
from lineup.core.participation.transitions import State
from lineup.core.people.actors import HOUSE, Actor
from lineup.core.people.models import Participant, Person
from tests.core.participation import AT, START, later
from tests.support import crowd, factories

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.xdist_group("crowds")]

PROCESSES = 16
PLACES = 100


def people(number):
    """Guests in bulk."""
    rows = [Participant(display_name=f"P{one}") for one in range(number)]
    Participant.objects.bulk_create(rows)
    return Person.objects.bulk_create(
        Person(participant=row, name=row.display_name, email=f"{row.pk}@x.org", email_folded=f"{row.pk}@x.org")
        for row in rows
    )


def pools_of(number, *, capacity=PLACES, **settings):
    offering = factories.offering(starts_at=START, at=AT)
    made = [factories.pool(offering, role=f"r{one}", capacity=capacity, **settings) for one in range(number)]
    return list(Pool.objects.select_related("offering").filter(pk__in=[pool.pk for pool in made]).order_by("role"))


def deadlocks():
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        return cursor.fetchone()[0]


def percentile(numbers, part):
    return sorted(numbers)[min(len(numbers) - 1, int(len(numbers) * part))]


def tell(name, **figures):
    print(f"\n{name} [{connection.vendor}] " + ", ".join(f"{key} {value}" for key, value in figures.items()))


# --- Q1 ---------------------------------------------------------------------------------------------


@pytest.mark.req("Q1", "B05")
@pytest.mark.parametrize("waitlist", ["none", "automatic"])
def test_sixteen_processes_never_take_more_than_a_hundred_places(waitlist):
    rounds = pools_of(25 if crowd.FULL else 1, waitlist=waitlist)
    guests = people(PROCESSES * 10)

    def work(number, say):
        mine = guests[number::PROCESSES]
        for pool in rounds:
            for person in mine:
                began = time.perf_counter()
                try:
                    say(got=places.join(pool, person, by=Actor(person), at=AT).state)
                except places.PoolFull:
                    say(got="full")
                say(took=time.perf_counter() - began)

    before = deadlocks()
    with crowd.of(PROCESSES, work) as processes:
        began = time.monotonic()
        processes.go()
        processes.wait()
        took = time.monotonic() - began
        got = processes.of("got")
        p99 = percentile(processes.of("took"), 0.99)
    other = "full" if waitlist == "none" else State.WAITLISTED
    assert {one: got.count(one) for one in set(got)} == {
        State.CONFIRMED: PLACES * len(rounds),
        other: 60 * len(rounds),
    }
    assert set(Pool.objects.filter(pk__in=[pool.pk for pool in rounds]).values_list("taken", flat=True)) == {PLACES}
    assert (list(recount.faults()), deadlocks()) == ([], before)
    tell(f"Q1 {waitlist}", rounds=len(rounds), tries=len(got), per_second=int(len(got) / took), p99_ms=int(p99 * 1000))


def count_then_insert(pool, person):
    """What most systems do: count, see room, insert."""
    if Place.objects.filter(pool=pool, state=State.CONFIRMED).count() < PLACES:
        with transaction.atomic():
            Place.objects.create(
                pool=pool,
                participant_id=person.pk,
                contact=person,
                state=State.CONFIRMED,
                queued_at=AT,
                party=ids.new(),
            )


@pytest.mark.req("Q1")
def test_the_same_crowd_oversells_where_places_are_counted_and_then_taken():
    rounds = pools_of(6)
    guests = people(PROCESSES * 10)

    def work(number, say):
        for pool in rounds:
            for person in guests[number::PROCESSES]:
                count_then_insert(pool, person)

    with crowd.of(PROCESSES, work) as processes:
        processes.go()
        processes.wait()
    sold = [Place.objects.filter(pool=pool).count() for pool in rounds]
    tell("Q1 with the guard off", rounds=len(rounds), oversold=sum(one > PLACES for one in sold), most=max(sold))
    assert max(sold) > PLACES


# --- Q5 ---------------------------------------------------------------------------------------------


@pytest.mark.req("Q5")
def test_killed_at_any_moment_nothing_acknowledged_is_lost_and_writing_goes_on():
    rounds = 100 if crowd.FULL else 4
    pool = pools_of(1, capacity=30, waitlist="automatic")[0]
    guests, newcomers = people(PROCESSES * 8), people(rounds)
    waits, lasted, acknowledged = [], [], 0

    def work(number, say):
        chance = random.Random()
        while True:
            person = chance.choice(guests[number::PROCESSES])
            began, held = time.monotonic(), places.held_by(pool, person)
            if held is None:
                say(
                    joined=places.join(pool, person, companions=["x"] * chance.randrange(2), by=Actor(person), at=AT).pk
                )
            else:
                say(withdrew=places.withdraw(held, by=Actor(person), at=AT).pk)
            say(lasted=time.monotonic() - began)

    for newcomer in newcomers:
        with crowd.of(PROCESSES, work) as processes:
            processes.go()
            time.sleep(random.uniform(0.1, 0.8))
            killed = processes.kill()
            places.join(pool, newcomer, by=Actor(newcomer), at=AT)
            waits.append(time.monotonic() - killed)
            joined, withdrew = processes.of("joined"), processes.of("withdrew")
            lasted += processes.of("lasted")
        acknowledged += len(joined) + len(withdrew)
        assert PlaceChange.objects.filter(place__in=joined, from_state="").count() == len(joined)
        assert Place.objects.filter(pk__in=withdrew, state=State.WITHDRAWN).count() == len(set(withdrew))
        assert list(recount.faults()) == []
    tell(
        "Q5",
        kills=rounds * PROCESSES,
        acknowledged=acknowledged,
        writing_again_after_s=f"{max(waits):.2f}",
        an_act_of_the_living_s=f"{max(lasted):.2f}",
    )
    # on a machine so busy that the living wait longer, the dead are not what one waits for
    assert max(waits) < max(1, *lasted)
    assert acknowledged > 0


# --- Q6 ---------------------------------------------------------------------------------------------


def line_up(pool, groups):
    """Groups of one to three, a second apart, in the order in which they should move."""
    chance = random.Random(6)
    for number, person in enumerate(people(groups)):
        size = chance.choice([1, 1, 1, 2, 3])
        places.join(pool, person, companions=["x"] * (size - 1), by=Actor(person), at=later(number / 60))
    return list(queue.waiting(pool).values_list("party", flat=True).distinct())


@pytest.mark.req("Q6", "B04")
@pytest.mark.parametrize("waitlist", ["automatic", "offer"])
def test_cancellations_promoters_and_a_person_at_once_keep_the_order(waitlist):
    for _ in range(10 if crowd.FULL else 1):
        keep_the_order(waitlist)


def keep_the_order(waitlist):
    pool = pools_of(1, capacity=60, waitlist=waitlist)[0]
    expected = line_up(pool, 160 if crowd.FULL else 80)
    held = list(Place.objects.filter(pool=pool, state=State.CONFIRMED))
    latecomers = people(20)
    before = deadlocks()

    def work(number, say):
        acts = cancelling(held[number::11]) if number < 11 else promoting(pool) if number < 15 else None
        for act in acts or coming_and_answering(pool, latecomers):
            try:
                act()
            except Refusal as refusal:
                say(refused=refusal.code)
            except DatabaseError as error:
                say(failed=repr(error))

    with crowd.of(PROCESSES, work) as processes:
        processes.go()
        processes.wait()
        refused, failed = processes.of("refused"), processes.of("failed")
    assert (failed, deadlocks()) == ([], before)
    assert list(recount.faults()) == []
    moved = list(PlaceChange.objects.filter(place__pool=pool, channel="queue").order_by("id"))
    assert len({change.place_id for change in moved}) == len(moved), "somebody was promoted twice"
    assert_in_order(pool, moved, expected)
    assert_nobody_forgotten(pool)
    tell(f"Q6 {waitlist}", waiting=len(expected), moved=len(moved), refused=len(refused), failed=len(failed))
    assert len(moved) > 20


def cancelling(held):
    return (partial(places.withdraw, place, by=HOUSE, at=later(60)) for place in held)


def promoting(pool):
    """What the outbox and the clock do, again and again."""
    for _ in range(15):
        yield partial(fill_once, pool)
        yield partial(lapsing.lapse_due, at=later(60 + 25 * 60))


def coming_and_answering(pool, latecomers):
    """People who come, and the organiser, who moves somebody past the queue."""
    for latecomer in latecomers:
        yield partial(places.join, pool, latecomer, by=Actor(latecomer), at=later(61))
        for place in Place.objects.filter(pool=pool, state__in=[State.WAITLISTED, State.OFFERED]).order_by("?")[:2]:
            act = places.promote if place.state == State.WAITLISTED else random.choice([places.accept, places.decline])
            yield partial(act, place, by=HOUSE, at=later(62))


def fill_once(pool):
    with transaction.atomic():
        queue.fill(capacity.lock(pool.pk), at=later(60))


def assert_in_order(pool, moved, expected):
    """Latecomers stand behind all of `expected`; groups came up whole."""
    parties = dict(Place.objects.filter(pool=pool).values_list("pk", "party"))
    order = list(dict.fromkeys(parties[change.place_id] for change in moved))
    places_in_line = [expected.index(party) for party in order if party in expected]
    assert places_in_line == sorted(places_in_line)
    assert all(party in expected for party in order[: len(places_in_line)])


def assert_nobody_forgotten(pool):
    pool = Pool.objects.get(pk=pool.pk)
    head = next(iter(queue.waiting(pool)), None)
    if head is not None:
        assert Place.objects.filter(party=head.party, state=State.WAITLISTED).count() > pool.free


# --- Q7 ---------------------------------------------------------------------------------------------


def as_a_request_does(pool, person):
    with contextlib.suppress(places.PoolFull):
        fresh = Pool.objects.select_related("offering").get(pk=pool.pk)
        places.join(fresh, person, by=Actor(person), at=AT)


@pytest.mark.req("Q7")
def test_everybody_is_served_and_nobody_waits_long():
    tries = 100_000 // PROCESSES if crowd.FULL else 40
    guests = people(PROCESSES * min(tries, 200))
    rounds = pools_of(-(-tries // 200), capacity=PROCESSES * 150, waitlist="none")

    def work(number, say):
        mine = guests[number::PROCESSES]
        every = ((pool, person) for pool in rounds for person in mine)
        end = time.monotonic() + 900
        for pool, person in islice(every, tries):
            began = time.perf_counter()
            try:
                as_a_request_does(pool, person)
            except DatabaseError as error:
                say(failed=repr(error))
            say(took=time.perf_counter() - began, number=number)
            assert time.monotonic() < end

    with crowd.of(PROCESSES, work) as processes:
        began = time.monotonic()
        processes.go()
        processes.wait()
        whole = time.monotonic() - began
        failed, took = processes.of("failed"), processes.of("took")
        each = [sum(w["took"] for w in processes.said if w.get("number") == one) for one in range(PROCESSES)]
    speeds = [tries / one for one in each]
    tell(
        "Q7",
        tries=len(took),
        per_second=int(len(took) / whole),
        p99_ms=int(percentile(took, 0.99) * 1000),
        slowest_of_mean=f"{min(speeds) / statistics.mean(speeds):.0%}",
    )
    assert failed == []
    # the promise is for a machine that does nothing else
    assert percentile(took, 0.99) <= (0.3 if crowd.FULL else 3)
    assert min(speeds) >= statistics.mean(speeds) / 2

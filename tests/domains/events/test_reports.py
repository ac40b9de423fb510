"""Reports: what is counted, of which events, and how little it costs however many there are."""

from datetime import UTC, date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lineup.core.foundation import ids
from lineup.core.participation import fees, join_requests, places
from lineup.core.participation.figures import Share
from lineup.core.participation.models import Fee, Offering, Place, PlaceChange
from lineup.core.people.models import Participant
from lineup.domains.events import attendance, reports
from tests.core.participation import AT, START, later
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("P14")]

BY = factories.actor(channel="web")


def a_pool(**settings):
    return factories.pool(factories.offering(starts_at=START, at=AT), **{"capacity": 3, **settings})


def report(*pools, at=AT):
    rows = Offering.objects.filter(pk__in=[pool.offering_id for pool in pools])
    return reports.of(rows, zone=UTC, at=at)


def member_joins(pool, **more):
    who = factories.member()
    return places.join(pool, who, by=factories.actor(who, channel="web"), at=AT, **more)


# --- what is counted ------------------------------------------------------------------------------


def test_every_figure_counts_what_its_definition_says():
    pool = a_pool(capacity=2, price=Decimal(5), currency="EUR")
    first = member_joins(pool)
    asked, _secret = factories.join_request(pool, at=AT)
    second = join_requests.confirm(asked, by=factories.actor(), at=later())
    third = factories.place(pool, at=AT)
    fees.mark([first.pk, second.pk], "pay", offering=pool.offering, by=BY, at=later())
    places.withdraw(first, by=factories.actor(first.contact), at=later(2))
    attendance.check_in(second, by=BY, at=START)
    found = report(pool, at=START)
    assert (found.sign_ups, found.by_state["confirmed"], found.by_state["withdrawn"]) == (3, 2, 1)
    assert found.by_day == [(date(2027, 3, 1), 3)]
    assert (found.kept, found.conversion, found.showed_up) == (Share(2, 3), Share(1, 1), Share(1, 2))
    assert dict(found.leads) == {"after": 0, "day": 0, "three_days": 0, "week": 0, "month": 1, "longer": 0}
    assert [(t.standing, t.number, str(t.amount)) for t in found.fees] == [
        ("owed", 1, "5.00"),
        ("paid", 1, "5.00"),
        ("to_refund", 1, "5.00"),
    ]
    assert third.pool_id == pool.pk


def test_sources_tell_members_guests_and_those_entered_by_hand_apart():
    pool = a_pool(capacity=None)
    member_joins(pool)
    asked, _secret = factories.join_request(pool, at=AT)
    join_requests.confirm(asked, by=factories.actor(), at=later())
    for _ in range(2):
        places.add(pool, factories.guest(), by=factories.actor(factories.member(), channel="web"), at=AT)
    assert list(report(pool).sources) == [("hand", 2), ("link", 1), ("web", 1)]


@pytest.mark.parametrize(
    ("before", "lead"),
    [
        (timedelta(days=40), "longer"),
        (timedelta(days=30), "month"),
        (timedelta(days=7), "week"),
        (timedelta(days=3), "three_days"),
        (timedelta(hours=24), "day"),
        (timedelta(minutes=1), "day"),
        (timedelta(0), "after"),
        (-timedelta(hours=1), "after"),
    ],
)
def test_places_given_up_are_told_apart_by_how_long_before_the_start(before, lead):
    start = AT + timedelta(days=60)
    pool = factories.pool(factories.offering(starts_at=start, at=AT))
    place = factories.place(pool, at=AT)
    places.withdraw(place, by=BY, at=start - before)
    assert {name for name, number in report(pool).leads if number} == {lead}


def test_nobody_showed_up_at_what_has_not_begun():
    pool = a_pool()
    factories.place(pool, at=AT)
    assert report(pool).showed_up == Share(0, 0)
    assert report(pool, at=START).showed_up == Share(0, 1)


def test_an_empty_report_has_no_percentages():
    found = report(a_pool())
    assert (found.sign_ups, found.kept.percent, found.conversion.percent, found.fees) == (0, None, None, [])


# --- of which events --------------------------------------------------------------------------------


@pytest.mark.req("P10")
def test_a_report_is_of_the_events_that_one_manages_and_that_begin_in_the_span():
    club = factories.club()
    owner, stranger = factories.club_owner(club), factories.member()
    theirs = factories.offering(club=club, starts_at=START, at=AT)
    own = factories.offering(organiser=owner, starts_at=START + timedelta(days=1), at=AT)
    factories.offering(starts_at=START, at=AT)

    def found(person, **how):
        span = {"begins": START, "ends": START + timedelta(days=2), **how}
        return set(reports.managed_between(person, **span))

    assert found(owner) == {theirs, own}
    assert found(owner, club_id=club.pk) == {theirs}
    assert found(owner, own=True) == {own}
    assert found(owner, begins=START + timedelta(minutes=1)) == {own}
    assert found(owner, ends=START + timedelta(days=1)) == {theirs}
    assert found(stranger) == set()
    assert found(stranger, club_id=club.pk) == set()


def test_each_event_has_a_line_of_its_own():
    one, other = a_pool(price=Decimal(5), currency="EUR"), a_pool(capacity=1)
    paid = factories.place(one, at=AT)
    fees.mark([paid.pk], "pay", offering=one.offering, by=BY, at=AT)
    factories.fill(other, waiting=1, at=AT)
    found = reports.lines([other.offering, one.offering], at=START)
    assert [(line.sign_ups, line.confirmed, line.waiting, line.showed_up) for line in found] == [
        (2, 1, 1, Share(0, 1)),
        (1, 1, 0, Share(0, 1)),
    ]
    assert [[str(total) for total in line.paid] for line in found] == [[], ["5.00\u00a0EUR"]]


# --- cost -------------------------------------------------------------------------------------------


def crowd(pool, number):
    """Many places past the rules, each with its change and a fee."""
    person = factories.guest()
    people = Participant.objects.bulk_create(Participant(display_name=f"P{one}") for one in range(number))
    rows = Place.objects.bulk_create(
        [
            Place(pool=pool, participant=one, contact=person, state="confirmed", queued_at=later(n), party=ids.new())
            for n, one in enumerate(people)
        ],
        batch_size=1000,
    )
    PlaceChange.objects.bulk_create(
        [PlaceChange(place=row, action="join", to_state="confirmed", channel="link", at=AT) for row in rows],
        batch_size=1000,
    )
    Fee.objects.bulk_create([Fee(place=row, amount=5, currency="EUR", created_at=AT) for row in rows], batch_size=1000)


@pytest.mark.slow
@pytest.mark.req("Q21")
def test_ten_thousand_places_cost_the_queries_of_a_hundred_and_less_than_two_seconds():
    def measured(number):
        pool = a_pool(capacity=None)
        crowd(pool, number)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        with CaptureQueriesContext(connection) as queries:
            found = report(pool)
            lines = reports.lines([pool.offering], at=AT)
        assert (found.sign_ups, lines[0].confirmed) == (number, number)
        return len(queries), sum(float(query["time"]) for query in queries)

    few, many = measured(100), measured(10_000)
    assert few[0] == many[0] == 11
    print(f"\n100 places: {few[1]:.3f} s, 10,000 places: {many[1]:.3f} s [{connection.vendor}]")
    assert many[1] < 2

"""Events that repeat: each day a real event, made once, at the same hour of its clock all year."""

import threading
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from hypothesis import HealthCheck, given
from hypothesis import settings as thorough
from hypothesis import strategies as st

from lineup.core.audit.models import Entry
from lineup.core.clubs import clubs
from lineup.core.foundation.errors import Missing
from lineup.core.outbox.models import Message
from lineup.core.participation import offerings, places
from lineup.core.participation.models import Offering, Place
from lineup.core.people.actors import Actor
from lineup.domains.events import copying, events, repetitions, rules, settling, spreading
from lineup.domains.events.models import Event, Occurrence, Repetition
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("B07")]

AT = datetime(2027, 3, 1, 12, tzinfo=UTC)
# a Tuesday, in winter time; summer time begins on 28 March
START = datetime(2027, 3, 9, 19, tzinfo=ZoneInfo("Europe/Paris"))
WEEKLY = "FREQ=WEEKLY;BYDAY=TU"


def later(days=1):
    return AT + timedelta(days=days)


@pytest.fixture
def organiser():
    return factories.member("Olga")


def an_event(organiser, *, publish=True, **values):
    by = Actor(organiser)
    given = {"starts_at": START, "ends_at": START + timedelta(hours=3), "time_zone": "Europe/Paris", **values}
    event = events.create(**{"title": "Open evening", "capacity": 10, **given}, by=by, at=AT)
    if publish:
        offerings.publish(event.offering, by=by, at=AT)
    return event


def work(at):
    """Do what was enqueued for repetitions, at this instant; what is told afterwards stays."""
    handlers = {repetitions.TOPIC: settling.look, spreading.TOPIC: spreading.spread}
    while message := Message.objects.filter(topic__in=handlers, done_at=None).order_by("created_at", "id").first():
        handlers[message.topic](message, at=at)
        Message.objects.filter(pk=message.pk).update(done_at=at)


def repeated(organiser, rule=WEEKLY, *, at=AT, **values):
    event = an_event(organiser, **values)
    repetition = repetitions.begin(event, rule, by=Actor(organiser), at=at)
    work(at)
    return repetition


def days(repetition, **narrowed):
    rows = Occurrence.objects.filter(repetition=repetition, **narrowed).order_by("day")
    return [day.isoformat() for day in rows.values_list("day", flat=True)]


def on(repetition, day):
    rows = Event.objects.select_related("offering", "venue", "category")
    return rows.get(occurrence__repetition=repetition, occurrence__day=day)


def occurrence_on(repetition, day):
    return Occurrence.objects.select_related("event__offering", "repetition").get(repetition=repetition, day=day)


def states(repetition):
    rows = Occurrence.objects.filter(repetition=repetition, event__isnull=False).order_by("day")
    return list(rows.values_list("event__offering__state", flat=True))


# --- made ahead -------------------------------------------------------------------------------


@pytest.mark.req("Q23")
def test_the_days_of_three_months_are_made_each_a_real_event_at_the_same_hour(organiser):
    repetition = repeated(organiser)
    made = days(repetition)
    assert (made[0], made[1], made[-1], len(made)) == ("2027-03-09", "2027-03-16", "2027-06-01", 13)
    rows = Offering.objects.filter(event__occurrence__repetition=repetition).order_by("starts_at")
    clocks = {row.starts_at.astimezone(ZoneInfo("Europe/Paris")).strftime("%a %H:%M") for row in rows}
    assert clocks == {"Tue 19:00"}
    assert {row.ends_at - row.starts_at for row in rows} == {timedelta(hours=3)}
    # 18:00 UTC in winter, 17:00 in summer
    assert [row.starts_at.hour for row in rows[1:4]] == [18, 18, 17]
    assert len({row.slug for row in rows}) == 13
    assert rows[1].slug == "open-evening-2027-03-16"


def test_each_is_like_the_first_and_belongs_to_whom_it_belongs(organiser):
    repetition = repeated(
        organiser,
        description="Bring cake.",
        tags=["cake"],
        capacity=7,
        party_limit=2,
        remind_minutes=120,
        opens_at=START - timedelta(days=10),
        closes_at=START - timedelta(hours=1),
        new_venue={"name": "Hall", "address": "1 Main Street", "city": "Lyon", "country": "FR"},
    )
    event = on(repetition, date(2027, 4, 6))
    pool = events.pool_of(event)
    assert (event.description, event.venue.name, event.offering.organiser) == ("Bring cake.", "Hall", organiser)
    assert [tag.name for tag in event.tags.all()] == ["cake"]
    assert (pool.capacity, pool.party_limit, event.offering.state) == (7, 2, "published")
    assert event.offering.remind_at == event.offering.starts_at - timedelta(hours=2)
    local = [instant.astimezone(ZoneInfo("Europe/Paris")) for instant in (pool.opens_at, pool.closes_at)]
    assert [instant.strftime("%d.%m. %H:%M") for instant in local] == ["27.03. 19:00", "06.04. 18:00"]


def test_drafts_repeat_as_drafts_until_they_are_published(organiser):
    repetition = repeated(organiser, publish=False)
    assert set(states(repetition)) == {"draft"}
    assert repetitions.publish_drafts(repetition, by=Actor(organiser), at=AT) == 13
    settling.settle_due(at=later(7))
    work(later(7))
    assert (len(states(repetition)), set(states(repetition))) == (14, {"published"})


def test_the_horizon_rolls_on_with_time_and_a_rule_with_an_end_ends(organiser):
    repetition = repeated(organiser, "FREQ=WEEKLY;BYDAY=TU;COUNT=15")
    for week in range(6):
        settling.settle_due(at=later(7 * week))
        work(later(7 * week))
    assert len(days(repetition)) == 15
    repetition.refresh_from_db()
    assert repetition.ended_at is not None
    assert settling.settle_due(at=later(400)) == 0


def test_what_comes_seldom_is_made_three_times_ahead(organiser):
    repetition = repeated(organiser, "FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=9")
    assert days(repetition) == ["2027-03-09", "2027-09-09", "2028-03-09"]


def test_every_repetition_is_looked_at_once_a_day(organiser):
    repeated(organiser)
    assert settling.settle_due(at=AT) == 0
    assert settling.settle_due(at=later(1)) == 1
    work(later(1))
    assert settling.settle_due(at=later(1) + timedelta(hours=1)) == 0


def test_a_club_in_the_bin_makes_no_more(organiser):
    club = factories.club(owner=organiser)
    repetition = repeated(organiser, club=club, publish=False)
    clubs.discard(club, by=Actor(organiser), at=later(1))
    settling.settle(repetition.pk, at=later(30))
    assert len(days(repetition)) == 13


@pytest.mark.django_db(transaction=True)
@pytest.mark.req("Q3")
def test_many_who_settle_at_once_make_each_day_once(organiser):
    event = an_event(organiser)
    repetition = repetitions.begin(event, WEEKLY, by=Actor(organiser), at=AT)

    def settle():
        settling.settle(repetition.pk, at=AT)
        connection.close()

    workers = [threading.Thread(target=settle) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(days(repetition)) == 13
    assert Event.objects.count() == Offering.objects.count() == 13


@pytest.mark.req("Q5")
def test_what_was_interrupted_goes_on_where_it_was(organiser, monkeypatch):
    event = an_event(organiser)
    repetition = repetitions.begin(event, WEEKLY, by=Actor(organiser), at=AT)
    whole, made = copying.on_another_day, []

    def dies_at_the_fifth(*given, **more):
        if len(made) == 4:
            raise KeyboardInterrupt
        made.append(1)
        return whole(*given, **more)

    with monkeypatch.context() as dying:
        dying.setattr(copying, "on_another_day", dies_at_the_fifth)
        with pytest.raises(KeyboardInterrupt):
            settling.settle(repetition.pk, at=AT)
    assert len(days(repetition)) == 5
    settling.settle(repetition.pk, at=AT)
    assert (len(days(repetition)), Event.objects.count()) == (13, 13)


@pytest.mark.parametrize(
    ("rule", "values", "refusal"),
    [
        ("FREQ=DAILY", {}, rules.BadRule),
        ("FREQ=WEEKLY;BYDAY=WE", {}, rules.RuleMissesStart),
        (WEEKLY, {"starts_at": None, "ends_at": None, "publish": False}, events.StartNeeded),
    ],
)
def test_what_can_not_repeat_is_refused(organiser, rule, values, refusal):
    event = an_event(organiser, **values)
    with pytest.raises(refusal):
        repetitions.begin(event, rule, by=Actor(organiser), at=AT)
    assert not Repetition.objects.exists()


def test_an_event_repeats_once(organiser):
    repetition = repeated(organiser)
    with pytest.raises(repetitions.RepeatsAlready):
        repetitions.begin(on(repetition, date(2027, 3, 16)), WEEKLY, by=Actor(organiser), at=AT)


# --- exceptions -------------------------------------------------------------------------------


def test_a_day_is_skipped_before_it_is_made_and_never_made(organiser):
    repetition = repeated(organiser)
    repetitions.skip(repetition, date(2027, 6, 8), by=Actor(organiser), at=AT)
    settling.settle(repetition.pk, at=later(30))
    assert "2027-06-08" not in days(repetition, event__isnull=False)
    assert "2027-06-15" in days(repetition, event__isnull=False)


def test_a_skipped_day_tells_those_who_come_and_stays_skipped(organiser):
    repetition = repeated(organiser)
    guest = factories.guest()
    day = date(2027, 3, 23)
    places.join(events.pool_of(on(repetition, day)), guest, by=Actor(guest), at=AT)
    repetitions.skip(repetition, day, reason="No heating.", by=Actor(organiser), at=AT)
    repetitions.skip(repetition, day, reason="No heating.", by=Actor(organiser), at=AT)
    settling.settle(repetition.pk, at=later(1))
    assert on(repetition, day).offering.state == "cancelled"
    assert Message.objects.filter(topic="fan-out", key__startswith="cancel:").count() == 1
    assert len(days(repetition)) == 13


def test_what_is_no_day_ahead_can_not_be_skipped(organiser):
    repetition = repeated(organiser)
    for day in (date(2027, 3, 10), date(2027, 2, 23)):
        with pytest.raises(repetitions.NotADay):
            repetitions.skip(repetition, day, by=Actor(organiser), at=AT)


def test_one_that_was_moved_stays_moved_and_its_day_is_not_made_again(organiser):
    repetition = repeated(organiser)
    event = on(repetition, date(2027, 3, 23))
    moved = event.offering.starts_at + timedelta(days=1)
    events.change(event, starts_at=moved, ends_at=moved + timedelta(hours=2), by=Actor(organiser), at=AT)
    settling.settle(repetition.pk, at=later(1))
    assert on(repetition, date(2027, 3, 23)).offering.starts_at == moved
    assert len(days(repetition)) == 13


def test_one_that_was_changed_alone_is_no_pattern_for_the_days_to_come(organiser):
    repetition = repeated(organiser)
    last = on(repetition, date(2027, 6, 1))
    events.change(last, title="Summer feast", by=Actor(organiser), at=AT)
    settling.settle(repetition.pk, at=later(7))
    assert on(repetition, date(2027, 6, 8)).offering.title == "Open evening"
    assert on(repetition, date(2027, 6, 1)).offering.title == "Summer feast"


# --- this and the following -------------------------------------------------------------------


def spread(repetition, day, *, since=None, by, **values):
    occurrence = occurrence_on(repetition, day)
    spreading.change(occurrence, since=since or day, by=by, at=later(1), **values)
    work(later(1) + timedelta(minutes=1))


def test_this_and_the_following_are_changed_and_those_to_come(organiser):
    repetition, by = repeated(organiser), Actor(organiser)
    spread(repetition, date(2027, 3, 23), by=by, title="Late evening", capacity=5, tags=["late"])
    settling.settle(repetition.pk, at=later(7))
    titles = {day: on(repetition, day).offering.title for day in days(repetition)}
    assert [titles[day] for day in ("2027-03-09", "2027-03-16")] == ["Open evening"] * 2
    assert {title for day, title in titles.items() if day >= "2027-03-23"} == {"Late evening"}
    event = on(repetition, date(2027, 6, 8))
    assert (events.pool_of(event).capacity, [tag.name for tag in event.tags.all()]) == (5, ["late"])


def test_all_that_have_not_begun_are_changed_from_any_of_them(organiser):
    repetition, by = repeated(organiser), Actor(organiser)
    spread(repetition, date(2027, 4, 6), since=date(2027, 3, 1), by=by, description="Bring cake.")
    assert {on(repetition, day).description for day in days(repetition)} == {"Bring cake."}


@pytest.mark.req("Q23")
def test_another_hour_moves_all_on_their_own_days_and_tells_who_comes(organiser):
    repetition, by = repeated(organiser), Actor(organiser)
    guest, day = factories.guest(), date(2027, 4, 6)
    places.join(events.pool_of(on(repetition, day)), guest, by=Actor(guest), at=AT)
    start = START + timedelta(days=14, hours=1)
    spread(repetition, date(2027, 3, 23), by=by, starts_at=start, ends_at=start + timedelta(hours=1))
    paris = ZoneInfo("Europe/Paris")
    clocks = [on(repetition, each).offering.starts_at.astimezone(paris).strftime("%H:%M") for each in days(repetition)]
    assert clocks == ["19:00", "19:00", *["20:00"] * 11]
    moved = on(repetition, day)
    assert (moved.revision, moved.offering.ends_at - moved.offering.starts_at) == (1, timedelta(hours=1))
    assert Message.objects.filter(topic="fan-out", key=f"moved:{moved.pk}:1:after:").exists()
    settling.settle(repetition.pk, at=later(7))
    assert on(repetition, date(2027, 6, 8)).offering.starts_at.astimezone(paris).hour == 20


def test_what_others_changed_alone_stays_except_for_what_is_changed_now(organiser):
    repetition, by = repeated(organiser), Actor(organiser)
    events.change(on(repetition, date(2027, 4, 6)), title="Feast", description="Cake", by=by, at=AT)
    spread(repetition, date(2027, 3, 23), by=by, description="Bread")
    event = on(repetition, date(2027, 4, 6))
    assert (event.offering.title, event.description) == ("Feast", "Bread")


def test_another_day_is_a_matter_of_the_rule(organiser):
    repetition, by = repeated(organiser), Actor(organiser)
    start = START + timedelta(days=15)
    with pytest.raises(spreading.AnotherDay):
        spread(repetition, date(2027, 3, 23), by=by, starts_at=start, ends_at=start + timedelta(hours=1))


def test_fewer_places_than_are_taken_on_some_day_are_refused_with_the_day(organiser):
    repetition, by = repeated(organiser), Actor(organiser)
    pool = events.pool_of(on(repetition, date(2027, 4, 6)))
    for _ in range(3):
        factories.place(pool, at=AT)
    with pytest.raises(spreading.TooFewForSome) as told:
        spread(repetition, date(2027, 3, 23), by=by, capacity=2)
    assert told.value.facts == {"day": "2027-04-06", "taken": 3}
    assert events.pool_of(on(repetition, date(2027, 3, 23))).capacity == 10


def test_a_place_taken_meanwhile_keeps_its_day_as_it_was(organiser):
    repetition, by = repeated(organiser), Actor(organiser)
    day = date(2027, 3, 23)
    spreading.change(occurrence_on(repetition, day), since=day, capacity=1, title="New", by=by, at=later(1))
    pool = events.pool_of(on(repetition, date(2027, 4, 6)))
    for _ in range(3):
        factories.place(pool, at=later(1))
    work(later(1) + timedelta(minutes=1))
    event = on(repetition, date(2027, 4, 6))
    assert (events.pool_of(event).capacity, event.offering.title) == (10, "New")
    assert events.pool_of(on(repetition, date(2027, 4, 13))).capacity == 1


# --- another rule, and the end ----------------------------------------------------------------


def test_another_rule_calls_off_what_it_does_not_want_and_makes_the_rest(organiser):
    repetition, by = repeated(organiser), Actor(organiser)
    repetitions.change_rule(repetition, "FREQ=WEEKLY;BYDAY=TH", since=date(2027, 4, 1), by=by, at=later(1))
    work(later(1))
    going_on = days(repetition, event__offering__state="published")
    assert going_on[:5] == ["2027-03-09", "2027-03-16", "2027-03-23", "2027-03-30", "2027-04-01"]
    assert all(date.fromisoformat(day).weekday() == 3 for day in going_on[4:])
    assert "2027-04-06" in days(repetition, event__offering__state="cancelled")


def test_ending_calls_the_rest_off_with_the_reason_and_makes_no_more(organiser):
    repetition, by = repeated(organiser), Actor(organiser)
    guest, day = factories.guest(), date(2027, 5, 4)
    place = places.join(events.pool_of(on(repetition, day)), guest, by=Actor(guest), at=AT)
    assert repetitions.people_to_tell(repetitions.ahead(repetition, at=later(1), since=date(2027, 4, 6))) == 1
    repetitions.end(repetition, since=date(2027, 4, 6), reason="The hall is sold.", by=by, at=later(1))
    work(later(1) + timedelta(minutes=1))
    assert states(repetition) == ["published"] * 4 + ["cancelled"] * 9
    assert Place.objects.get(pk=place.pk).pool.offering.state == "cancelled"
    told = Message.objects.get(topic="fan-out", key=f"cancel:{place.pool.offering_id}:after:")
    assert told.payload["facts"]["reason"] == "The hall is sold."
    settling.settle_due(at=later(60))
    work(later(60))
    assert len(states(repetition)) == 13


def test_ending_drafts_puts_them_into_the_bin(organiser):
    repetition, by = repeated(organiser, publish=False), Actor(organiser)
    repetitions.end(repetition, since=date(2027, 3, 16), by=by, at=later(1))
    work(later(1) + timedelta(minutes=1))
    assert Offering.objects.filter(binned_at=None).count() == 1


def test_what_has_begun_is_never_called_off(organiser):
    repetition, by = repeated(organiser), Actor(organiser)
    repetitions.end(repetition, since=date(2027, 3, 1), by=by, at=START + timedelta(hours=1))
    work(START + timedelta(hours=2))
    assert states(repetition)[0] == "published"
    assert set(states(repetition)[1:]) == {"cancelled"}


def test_acts_are_recorded(organiser):
    repetition, by = repeated(organiser), Actor(organiser)
    repetitions.skip(repetition, date(2027, 3, 16), by=by, at=AT)
    repetitions.end(repetition, since=date(2027, 4, 6), by=by, at=later(1))
    acts = Entry.objects.filter(resource="repetition").order_by("pk").values_list("action", "actor")
    assert list(acts) == [(f"repetition.{act}", organiser.pk) for act in ("begin", "skip", "end")]


def test_a_repetition_is_seen_by_who_may_see_one_of_its_events(organiser):
    club = factories.club(owner=organiser)
    repetition = repeated(organiser, club=club, visibility="club_only")
    assert repetitions.find_visible(factories.club_member(club), repetition.pk) == repetition
    assert repetitions.find_managed(organiser, repetition.pk) == repetition
    with pytest.raises(Missing):
        repetitions.find_visible(factories.member(), repetition.pk)
    with pytest.raises(offerings.NotManager):
        repetitions.find_managed(factories.club_member(club), repetition.pk)


@pytest.mark.req("Q23")
@thorough(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    zone=st.sampled_from(
        ["Europe/Paris", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Tokyo"]
    ),
    day=st.dates(date(2026, 1, 1), date(2030, 12, 31)),
    clock=st.times(),
    minutes=st.integers(1, 3 * 24 * 60),
)
def test_hours_are_those_of_the_clock_over_every_change_of_it(zone, day, clock, minutes):
    clock = clock.replace(second=0, microsecond=0, tzinfo=None, fold=0)
    repetition = Repetition(starts_clock=clock, lasts_minutes=minutes, time_zone=zone)
    starts_at, ends_at = settling.times(repetition, day)
    shown = starts_at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    wanted = datetime.combine(day, clock)
    # where the clocks skip it, as much later as they were put forward (RFC 5545); an hour, on Lord Howe half of one
    assert shown - wanted in (timedelta(0), timedelta(minutes=30), timedelta(hours=1))
    if shown != wanted:
        assert (
            wanted.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
            == shown
        )
    assert ends_at > starts_at
    assert abs(ends_at - starts_at - timedelta(minutes=minutes)) <= timedelta(hours=1)

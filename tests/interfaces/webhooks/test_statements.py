"""What a record store is told: each learner who agreed, in statements that hold, once, whatever it answers."""

import base64
import json
from datetime import timedelta

import pytest

from lineup.core.consents import consents
from lineup.core.foundation import clock
from lineup.core.outbox import messages
from lineup.core.participation import offerings
from lineup.core.webhooks import deliveries, endpoints, hearing, replaying, stores
from lineup.core.webhooks.models import Attempt, Delivery, Endpoint
from lineup.domains.courses import courses, enrolments, items, lessons, modules, progress
from lineup.domains.courses.assignments import handing_in, marking
from lineup.domains.courses.purposes import LEARNING_RECORDS
from tests.support import factories, outbox, record_store, tasks
from tests.support.record_store import RecordStore

pytestmark = [pytest.mark.django_db, pytest.mark.req("E13", "Q3")]

VERBS = "http://adlnet.gov/expapi/verbs/"


@pytest.fixture
def store():
    return RecordStore()


@pytest.fixture
def club(db):
    return factories.club()


@pytest.fixture
def by(club):
    return factories.actor(factories.club_owner(club))


@pytest.fixture
def connected(club, by, receiver, store):
    """The club's record store, which judges and keeps what comes."""
    receiver.judge = store
    url = f"http://127.0.0.1:{receiver.port}/xapi/"
    login = {"key": record_store.KEY, "secret": record_store.SECRET}
    return stores.make(club, url=url, name="Store", by=by, at=clock.now() - timedelta(hours=1), **login)


@pytest.fixture
def course(club, by):
    at = clock.now() - timedelta(minutes=50)
    made = courses.create(title="Bread", subject=courses.subject("craft"), club=club, by=by, at=at)
    module = modules.add(made, title="First", by=by, at=at)
    items.add(lessons.add(module, title="Knead", by=by, at=at), "text", text="Knead.", by=by, at=at)
    tasks.assignment(module, by=by, at=at)
    offerings.publish(made.offering, by=by, at=at)
    return made


def agree(person, at=None):
    at = at or clock.now() - timedelta(minutes=40)
    consents.give(person, LEARNING_RECORDS, version=2, by=factories.actor(person), at=at)


def withdraw(person):
    consents.withdraw(person, LEARNING_RECORDS, by=factories.actor(person), at=clock.now())


def enrol(course, person):
    factories.place(courses.pool_of(course), person, at=clock.now())
    return enrolments.of(course, person)


def learner(name="Kim Learner", *, agrees=True):
    person = factories.member(name)
    if agrees:
        agree(person)
    return person


def hear(at=None):
    hearing.catch_up(at=clock.now())
    outbox.drain(at=at)


def verbs(store):
    return [one["verb"]["id"].removeprefix(VERBS) for one in store.held.values()]


def of_verb(store, name):
    told = (one for one in store.held.values() if one["verb"]["id"].rpartition("/")[2] == name)
    return sorted(told, key=lambda one: one["timestamp"])


def test_enrolling_failing_passing_and_completing_are_told_in_statements_that_hold(
    connected, store, course, by, settings
):
    kim, now = learner(), clock.now()
    held = enrol(course, kim)
    knead, task = course.modules.get().lessons.order_by("position")
    work = handing_in.hand_in(held, task, text="My loaf.", by=factories.actor(kim), at=now)
    marking.mark(work, [1, 1], edition=0, by=by, at=now)
    marking.mark(work, [4, 5], edition=1, by=by, at=now)
    progress.complete(held, knead, by=factories.actor(kim), at=now)
    hear()
    assert (store.faults, sorted(verbs(store))) == ([], ["completed"] * 3 + ["failed", "passed", "registered"])
    # of the two lessons too, see below
    sorts = {one["object"]["definition"]["type"].rpartition("/")[2] for one in of_verb(store, "completed")}
    assert sorts == {"course", "lesson", "assessment"}
    told = {verb: of_verb(store, verb)[-1] for verb in verbs(store)}
    told["completed"] = next(one for one in of_verb(store, "completed") if "contextActivities" not in one["context"])
    base, account = settings.BASE_URL, {"homePage": settings.BASE_URL, "name": str(kim.pk)}
    assert [one["actor"] for one in told.values()] == [{"objectType": "Agent", "account": account}] * 4
    assert [told[verb]["object"]["id"] for verb in ("registered", "completed")] == [f"{base}/courses/bread"] * 2
    assert told["completed"]["result"] == {"completion": True}
    assert told["failed"]["result"] == {
        "success": False,
        "score": {"scaled": 0.2, "raw": 20.0, "min": 0, "max": 100},
    }
    assert told["passed"]["result"] == {"success": True, "score": {"scaled": 0.9, "raw": 90.0, "min": 0, "max": 100}}
    assert told["passed"]["object"]["id"] == f"{base}/courses/bread/lessons/{task.pk}"
    assert told["passed"]["context"]["contextActivities"]["parent"] == [told["completed"]["object"]]
    assert "Kim" not in json.dumps(told)


def test_only_what_happens_while_they_agree_leaves(connected, store, course):
    never, later = (learner(name, agrees=False) for name in ("Nia", "Lou"))
    gone, back, stays = (learner(name) for name in ("Gus", "Bea", "Sam"))
    for person in (never, later, gone, back, stays):
        enrol(course, person)
    hearing.catch_up(at=clock.now())
    # all of it is on its way now
    agree(later, clock.now())
    withdraw(gone)
    withdraw(back)
    agree(back, clock.now())
    outbox.drain()
    assert [one["actor"]["account"]["name"] for one in store.held.values()] == [str(stays.pk)]
    assert sorted(Delivery.objects.values_list("state", flat=True)) == ["delivered", *["skipped"] * 4]
    # and a replay tells no more of it
    replaying.since(connected, clock.now() - timedelta(hours=1), by=factories.actor(stays), at=clock.now())
    outbox.drain()
    assert len(store.held) == 1


@pytest.mark.parametrize("mood", [429, 500, "nothing", "half"])
def test_whatever_it_answers_it_holds_each_statement_once(connected, store, course, mood):
    store.moods = [mood]
    enrol(course, learner())
    hear()
    assert (verbs(store), store.faults) == (["registered"], [])
    assert Delivery.objects.get().state == Delivery.State.DELIVERED
    assert Attempt.objects.count() == 2


def test_a_worker_that_dies_between_sending_and_noting_leaves_one_statement(connected, store, course, monkeypatch):
    enrol(course, learner())
    hearing.catch_up(at=clock.now())

    def die(*_given, **_more):
        raise SystemExit

    with monkeypatch.context() as dying:
        dying.setattr("lineup.core.webhooks.attempts.note", die)
        [message] = [one for one in messages.lease(at=clock.now(), limit=100) if one.topic == deliveries.TOPIC]
        with pytest.raises(SystemExit):
            messages.deliver(message, clock=clock.now)
    assert (verbs(store), Attempt.objects.count()) == (["registered"], 0)
    outbox.drain(at=clock.now() + messages.LEASE + timedelta(seconds=1))
    assert (verbs(store), Delivery.objects.get().state) == (["registered"], Delivery.State.DELIVERED)
    assert list(Attempt.objects.values_list("status", flat=True)) == [409]


def test_of_several_that_one_act_tells_those_that_it_lacks_are_told_too(connected, store, course):
    """Two complete a course in one act; the store has the statement of one of them, and takes no part of an array."""
    for person in (learner("Ann"), learner("Ben")):
        held = enrol(course, person)
        knead = course.modules.get().lessons.get(title="Knead")
        progress.complete(held, knead, by=factories.actor(person), at=clock.now())
    hear()
    lessons.discard(course.modules.get().lessons.get(title="Task"), by=factories.actor(), at=clock.now())
    hear()
    courses_page = f"/courses/{course.offering.slug}"
    completed = [one["id"] for one in of_verb(store, "completed") if one["object"]["id"].endswith(courses_page)]
    assert (len(completed), Delivery.objects.filter(kind="learning.completed").count()) == (2, 1)
    del store.held[completed[1]]
    replaying.since(connected, clock.now() - timedelta(minutes=30), by=factories.actor(), at=clock.now())
    outbox.drain()
    assert (sorted(verbs(store)), store.faults) == (["completed"] * 4 + ["registered"] * 2, [])


def test_a_wrong_login_is_tried_again_with_the_new_one_and_a_test_names_nobody(connected, store, by):
    stores.change(connected, url=connected.url, name="Store", key="other", secret="wrong", by=by, at=clock.now())
    deliveries.test(connected, at=clock.now())
    outbox.drain(at=clock.now())
    assert (list(Attempt.objects.values_list("status", flat=True)), store.held) == ([401], {})
    login = {"key": record_store.KEY, "secret": record_store.SECRET}
    stores.change(connected, url=connected.url, name="Store", by=by, at=clock.now(), **login)
    outbox.drain()
    [tested] = store.held.values()
    assert (tested["actor"]["account"]["name"], tested["verb"]["id"]) == ("test", f"{VERBS}interacted")
    secret = base64.b64encode(f"{record_store.KEY}:{record_store.SECRET}".encode()).decode()
    assert secret not in str(list(Attempt.objects.values()))


def test_a_paused_store_and_another_clubs_store_hear_nothing(connected, store, course, by):
    other = factories.club()
    theirs = factories.actor(factories.club_owner(other))
    login = {"key": record_store.KEY, "secret": record_store.SECRET}
    stores.make(other, url=connected.url, name="Other", by=theirs, at=clock.now() - timedelta(hours=1), **login)
    endpoints.pause(connected, by=by, at=clock.now())
    enrol(course, learner())
    hear()
    assert (store.held, Delivery.objects.count(), Endpoint.objects.count()) == ({}, 0, 2)

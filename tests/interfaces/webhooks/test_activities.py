"""What a record store is told of lessons, quizzes and certificates: each once, of who agreed, in English and French."""

from datetime import timedelta

import pytest

from lineup.core.audit.models import Entry
from lineup.core.consents import consents
from lineup.core.foundation import clock
from lineup.core.outbox import messages
from lineup.core.participation import offerings
from lineup.core.webhooks import deliveries, endpoints, hearing, replaying, stores
from lineup.core.webhooks.models import Endpoint
from lineup.domains.courses import courses, enrolments, items, lessons, modules, progress
from lineup.domains.courses.purposes import LEARNING_RECORDS
from lineup.domains.courses.quizzes import attempts
from tests.support import exams, factories, outbox, record_store
from tests.support.record_store import RecordStore

pytestmark = [pytest.mark.django_db, pytest.mark.req("E13", "Q3")]

NOTED = ("lesson.complete", "quiz.finish")
# to find the lesson, lock, read and write what was done and how much, with the savepoint around
PRICE = 7


@pytest.fixture
def club(db):
    return factories.club()


@pytest.fixture
def by(club):
    return factories.actor(factories.club_owner(club))


@pytest.fixture
def store(club, by, receiver):
    """What the club's record store holds."""
    receiver.judge = RecordStore()
    login = {"key": record_store.KEY, "secret": record_store.SECRET}
    url = f"http://127.0.0.1:{receiver.port}/xapi"
    stores.make(club, url=url, name="Store", by=by, at=clock.now() - timedelta(hours=1), **login)
    return receiver.judge


@pytest.fixture
def course(club, by):
    """Two lessons to read and a quiz; who is through gets a certificate."""
    at = clock.now() - timedelta(minutes=50)
    made = courses.create(title="Bread", subject=courses.subject("craft"), club=club, by=by, at=at)
    module = modules.add(made, title="First", by=by, at=at)
    for title in ("Knead", "Bake"):
        items.add(lessons.add(module, title=title, by=by, at=at), "text", text=f"{title}.", by=by, at=at)
    exams.quiz(module, by=by, at=at)
    courses.change(made, certificate_enabled=True, by=by, at=at)
    offerings.publish(made.offering, by=by, at=at)
    return made


def learner(*, agrees=True):
    person = factories.member("Kim Learner")
    if agrees:
        agree(person)
    return person


def agree(person):
    at = clock.now() - timedelta(minutes=40)
    consents.give(person, LEARNING_RECORDS, version=2, by=factories.actor(person), at=at)


def enrol(course, person):
    factories.place(courses.pool_of(course), person, at=clock.now() - timedelta(minutes=30))
    return enrolments.of(course, person)


def lesson(course, title):
    return course.modules.get().lessons.get(title=title)


def read(course, held, title, by):
    return progress.complete(held, lesson(course, title), by=by, at=clock.now())


def attempt(course, held, by, *, right):
    quiz, at = lesson(course, "Quiz"), clock.now()
    begun = attempts.begin(held, quiz, by=by, at=at - timedelta(seconds=90))
    attempts.answer(held, quiz, begun, exams.answers(begun, right=right), by=by, at=at)
    return attempts.hand_in(held, quiz, begun, by=by, at=at)


def take(course, person):
    """Read both lessons, fail the quiz and pass it; return the two attempts."""
    held, by = enrol(course, person), factories.actor(person)
    for title in ("Knead", "Bake"):
        read(course, held, title, by)
    return [attempt(course, held, by, right=right) for right in (False, True)]


def hear():
    hearing.catch_up(at=clock.now())
    outbox.drain()


def told(store):
    """(verb, what, its name) of all that it holds, sorted."""
    return sorted((verb(one), sort(one["object"]), name(one["object"])) for one in store.held.values())


def verb(one):
    return one["verb"]["id"].rpartition("/")[2]


def sort(activity):
    return activity["definition"]["type"].rpartition("/")[2]


def name(activity):
    names = activity["definition"]["name"]
    return names.get("und") or names


CERTIFICATE = {"en": "Certificate: Bread", "fr": "Certificat : Bread"}
WHOLE = [
    ("completed", "assessment", "Quiz"),
    ("completed", "course", "Bread"),
    ("completed", "lesson", "Bake"),
    ("completed", "lesson", "Knead"),
    ("failed", "assessment", "Quiz"),
    ("passed", "assessment", "Quiz"),
    ("registered", "course", "Bread"),
    ("satisfied", "objective", CERTIFICATE),
]


def test_two_lessons_a_quiz_passed_at_the_second_try_and_the_certificate_are_told(store, course, settings):
    kim = learner()
    made = take(course, kim)
    hear()
    assert (store.faults, told(store)) == ([], WHOLE)
    page = f"{settings.BASE_URL}/courses/bread"
    quiz = f"{page}/lessons/{made[0].quiz_id}"
    by_verb = {verb(one): one for one in store.held.values()}
    for one, row, score in ((by_verb["failed"], made[0], 0), (by_verb["passed"], made[1], 100)):
        scaled = {"scaled": score / 100, "raw": float(score), "min": 0, "max": 100}
        assert one["result"] == {"success": score == 100, "score": scaled, "duration": "PT90S"}
        assert one["object"]["id"] == quiz
        [trial] = one["context"]["contextActivities"]["grouping"]
        assert (sort(trial), trial["id"]) == ("attempt", f"{quiz}/attempts/{row.pk}")
        assert name(trial) == {"en": f"Attempt {row.number}", "fr": f"Essai {row.number}"}
    earned = by_verb["satisfied"]
    assert (earned["object"]["id"], earned["result"]) == (f"{page}/certificate", {"success": True})
    assert earned["verb"] == {
        "id": "https://w3id.org/xapi/adl/verbs/satisfied",
        "display": {"en": "satisfied", "fr": "a rempli"},
    }
    parents = [one["context"].get("contextActivities", {}).get("parent") for one in store.held.values()]
    assert [one[0]["id"] for one in parents if one] == [page] * 6
    # the number of a certificate leads to a name
    assert [found for found in ("Kim", kim.account.email) if found in str(store.held)] == []


def test_without_consent_nothing_is_told_and_nothing_noted(store, course):
    kim = learner(agrees=False)
    take(course, kim)
    # what was done before is not told when they agree later
    consents.give(kim, LEARNING_RECORDS, version=2, by=factories.actor(kim), at=clock.now())
    hear()
    assert (store.held, Entry.objects.filter(action__in=NOTED).count()) == ({}, 0)


def test_a_lesson_done_again_is_told_once_and_the_first_time_alone(store, course):
    kim = learner()
    held, by = enrol(course, kim), factories.actor(kim)
    for _again in range(2):
        read(course, held, "Knead", by)
        read(course, held, "Knead", by)
        progress.undo(held, lesson(course, "Knead"), by=by, at=clock.now())
    hear()
    assert told(store) == [("completed", "lesson", "Knead"), ("registered", "course", "Bread")]


def test_a_replay_and_a_worker_that_dies_leave_each_statement_once(store, course, by, monkeypatch):
    take(course, learner())
    hearing.catch_up(at=clock.now())

    def die(*_given, **_more):
        raise SystemExit

    with monkeypatch.context() as dying:
        dying.setattr("lineup.core.webhooks.attempts.note", die)
        for message in messages.lease(at=clock.now(), limit=100):
            if message.topic == deliveries.TOPIC:
                with pytest.raises(SystemExit):
                    messages.deliver(message, clock=clock.now)
    assert told(store) == WHOLE
    outbox.drain(at=clock.now() + messages.LEASE + timedelta(seconds=1))
    replaying.since(Endpoint.objects.get(), clock.now() - timedelta(hours=1), by=by, at=clock.now())
    outbox.drain()
    assert (told(store), store.faults) == (WHOLE, [])


def test_a_store_connected_before_these_were_told_hears_them(store, course):
    Endpoint.objects.update(kinds=["learning.enrolled"])
    take(course, learner())
    hear()
    assert told(store) == WHOLE


def test_what_is_done_while_the_store_is_paused_is_told_by_a_replay(store, course, by):
    connected = Endpoint.objects.get()
    endpoints.pause(connected, by=by, at=clock.now())
    take(course, learner())
    endpoints.resume(connected, by=by, at=clock.now())
    hear()
    assert store.held == {}
    replaying.since(connected, clock.now() - timedelta(hours=1), by=by, at=clock.now())
    outbox.drain()
    assert told(store) == WHOLE


def test_a_lesson_done_costs_no_statement_more_where_the_club_has_no_store(course, django_assert_num_queries):
    kim = learner()
    held, by = enrol(course, kim), factories.actor(kim)
    progress.view(held, lesson(course, "Knead"), at=clock.now())
    knead = lesson(course, "Knead")
    with django_assert_num_queries(PRICE):
        progress.complete(held, knead, by=by, at=clock.now())
    assert Entry.objects.filter(action__in=NOTED).count() == 0

"""What record stores get to read: statements of xAPI 1.0.3, one of each learner who agreed to it, written when sent.

A statement has the same id whenever it is sent, so that a store which has it keeps one. People are accounts of this
service, by a number; neither their names nor their addresses are in it.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings

from lineup.core.consents import consents
from lineup.core.participation.models import Offering, Place
from lineup.core.webhooks import happenings
from lineup.core.webhooks.models import Delivery
from lineup.domains.courses.happenings import ATTEMPTED, COMPLETED, EARNED, ENROLLED, MARKED, READ
from lineup.domains.courses.models import Assignment, Lesson, QuizAttempt
from lineup.domains.courses.purposes import LEARNING_RECORDS
from lineup.interfaces.webhooks import activities

# of this project alone; with the address of the service in the name, two services never meet
IDS = UUID("7f0f4dd5-3f2b-5f0e-9d0a-6f4f5b1f2c11")

Statement = dict[str, Any]


def of(delivery: Delivery) -> list[Statement]:
    """Return the statements of a delivery to a record store; none where nobody agreed, or it is gone."""
    if delivery.kind == happenings.TEST:
        return [_test(delivery)]
    about = _about(delivery)
    if about is None:
        return []
    people = _agreeing(_people(delivery), delivery)
    return [_statement(delivery, str(person), about) for person in people]


def _people(delivery: Delivery) -> list[UUID]:
    if delivery.change:
        return [Place.objects.values_list("participant", flat=True).get(pk=delivery.change.place_id)]
    return [UUID(one) for one in _noted(delivery).get("people", ())]


def _agreeing(people: Sequence[UUID], delivery: Delivery) -> list[UUID]:
    """Those who agreed before it happened, and still do."""
    rows = consents.holders(LEARNING_RECORDS).filter(person__in=people, at__lte=delivery.happened_at)
    held = set(rows.values_list("person", flat=True))
    return [person for person in people if person in held]


def _about(delivery: Delivery) -> Statement | None:
    """What all statements of the delivery say alike: verb, object, result, context."""
    course, write = _course(delivery), WRITERS.get(delivery.kind)
    return write(delivery, course) if course and write else None


def _course(delivery: Delivery) -> Offering | None:
    rows = Offering.objects.select_related("club")
    if delivery.change:
        return rows.filter(pools__places=delivery.change.place_id).first()
    return rows.filter(pk=delivery.entry.resource_id).first() if delivery.entry else None


def _enrolled(_delivery: Delivery, course: Offering) -> Statement:
    return {"verb": activities.verb("registered"), "object": activities.course(course)}


def _completed(_delivery: Delivery, course: Offering) -> Statement:
    return _done(activities.course(course))


def _read(delivery: Delivery, course: Offering) -> Statement | None:
    found = Lesson.objects.filter(pk=_noted(delivery)["lesson"]).first()
    return {**_done(activities.lesson(course, found)), **_within(course)} if found else None


def _marked(delivery: Delivery, course: Offering) -> Statement | None:
    """None for marks given before the record said whether they passed, and for work that is gone."""
    said = _noted(delivery)
    if said.get("score") is None or "passed" not in said:
        return None
    found = Assignment.objects.select_related("lesson").filter(handed_work=said["work"]).first()
    if found is None:
        return None
    return {**_judged(course, found.lesson, passed=said["passed"], score=Decimal(said["score"])), **_within(course)}


def _attempted(delivery: Delivery, course: Offering) -> Statement | None:
    rows = QuizAttempt.objects.select_related("quiz__lesson").defer("asked", "given")
    found = rows.filter(pk=_noted(delivery)["attempt"]).first()
    if found is None or found.score is None or found.handed_in_at is None:
        return None
    about = _judged(course, found.quiz.lesson, passed=found.passed, score=found.score)
    about["result"]["duration"] = f"PT{(found.handed_in_at - found.begun_at).total_seconds():.0f}S"
    return {**about, **_within(course, grouping=[activities.attempt(course, found)])}


def _earned(_delivery: Delivery, course: Offering) -> Statement:
    about = {"verb": activities.verb("satisfied"), "object": activities.certificate(course)}
    return {**about, "result": {"success": True}, **_within(course)}


Write = Callable[[Delivery, Offering], Statement | None]
WRITERS: Mapping[str, Write] = {
    ENROLLED: _enrolled,
    COMPLETED: _completed,
    READ: _read,
    MARKED: _marked,
    ATTEMPTED: _attempted,
    EARNED: _earned,
}


def _noted(delivery: Delivery) -> Mapping[str, Any]:
    return delivery.entry.metadata if delivery.entry else {}


def _done(what: Statement) -> Statement:
    return {"verb": activities.verb("completed"), "object": what, "result": {"completion": True}}


def _judged(course: Offering, lesson: Lesson, *, passed: bool, score: Decimal) -> Statement:
    """`score`: in percent."""
    scaled = {"scaled": float(score / 100), "raw": float(score), "min": 0, "max": 100}
    return {
        "verb": activities.verb("passed" if passed else "failed"),
        "object": activities.lesson(course, lesson),
        "result": {"success": passed, "score": scaled},
    }


def _within(course: Offering, **others: Sequence[Statement]) -> Statement:
    return {"context": {"contextActivities": {"parent": [activities.course(course)], **others}}}


def _test(delivery: Delivery) -> Statement:
    about = {"verb": activities.verb("interacted"), "object": activities.service()}
    return _statement(delivery, "test", about)


def _statement(delivery: Delivery, person: str, about: Statement) -> Statement:
    context = {**about.get("context", {}), "platform": "Lineup"}
    return {
        **about,
        "id": str(uuid5(IDS, f"{settings.BASE_URL} {_source(delivery)} {person}")),
        "actor": {"objectType": "Agent", "account": {"homePage": settings.BASE_URL, "name": person}},
        "context": context,
        "timestamp": delivery.happened_at.isoformat(),
    }


def _source(delivery: Delivery) -> str:
    """What happened, whoever is told of it and however often."""
    if delivery.change_id:
        return f"change {delivery.change_id}"
    return f"entry {delivery.entry_id}" if delivery.entry_id else f"test {delivery.pk}"

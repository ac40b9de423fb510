"""Enrolments: begun with a confirmed place, paused and gone on with, and how they stand in the documents' words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation.errors import Refusal
from lineup.core.foundation.planned import Given, Planned
from lineup.core.participation.models import Place, PlaceChange
from lineup.core.participation.transitions import Action, State
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.courses import courses, learning_records
from lineup.domains.courses.models import Course, Enrolment


class NotLearning(Refusal):
    code = "not_learning"
    sentence = _("This enrolment has ended; enrol again to go on learning.")


def place_changed(place: Place, change: PlaceChange) -> None:
    """Begin the enrolment of a place that was just confirmed, in the transaction of the change."""
    if change.to_state != State.CONFIRMED or Enrolment.objects.filter(place=place).exists():
        return
    course = place.pool.offering_id
    before = Enrolment.objects.filter(course=course, place__participant=place.participant_id).count()
    Enrolment.objects.create(place=place, course_id=course, attempt=before + 1, begun_at=change.at)


_OF = Planned(
    lambda: Enrolment.objects.select_related("place", "last_lesson").filter(
        course=Given("course", Enrolment._meta.get_field("course")),
        place__participant=Given("person", Place._meta.get_field("participant")),
        place__state=State.CONFIRMED,
    )[:1]
)


def of(course: Course, person: Person) -> Enrolment | None:
    """Return the person's enrolment that goes on, with its course and place. One query."""
    return _of(course, person.pk)


def _of(course: Course, person: Any) -> Enrolment | None:
    found = _OF.first(course=course.pk, person=person)
    if found:
        found.course = course
    return found


def again(enrolment: Enrolment) -> Enrolment:
    """Return the enrolment as it stands by now, with its course at hand. One query."""
    return _of(enrolment.course, enrolment.place.participant_id) or enrolment


# on the way of every half minute of study; a transaction is open when it is planned, and when it runs
_HELD = Planned(
    lambda: learning_records.asked(
        Enrolment.objects.select_for_update(of=("self",), no_key=True)
        .select_related("place__contact")
        .filter(pk=Given("pk", Enrolment._meta.pk))
    )
)


def hold(enrolment: Enrolment) -> Enrolment:
    """Return the enrolment as it stands, locked until commit. Raises NotLearning where its place is given up."""
    held = _HELD.first(pk=enrolment.pk)
    if held is None or held.place.state != State.CONFIRMED:
        raise NotLearning
    return held


@transaction.atomic
def pause(enrolment: Enrolment, *, by: Actor, at: datetime) -> Enrolment:
    """Rest from the course: place and progress are kept, nothing is counted. A second time changes nothing."""
    return _set_paused(enrolment, at, "enrolment.pause", by, at)


@transaction.atomic
def resume(enrolment: Enrolment, *, by: Actor, at: datetime) -> Enrolment:
    """Go on with the course. A second time changes nothing."""
    return _set_paused(enrolment, None, "enrolment.resume", by, at)


def _set_paused(enrolment: Enrolment, paused_at: datetime | None, action: str, by: Actor, at: datetime) -> Enrolment:
    held = hold(enrolment)
    if (held.paused_at is None) != (paused_at is None):
        Enrolment.objects.filter(pk=held.pk).update(paused_at=paused_at)
        enrolment.paused_at = paused_at
        courses.record(enrolment.course, action, by, at)
    return enrolment


STATUSES: Mapping[str, str] = {
    State.REQUESTED: "pending",
    State.WAITLISTED: "waitlisted",
    State.OFFERED: "offered",
    State.REJECTED: "rejected",
}


def status(place: Place, enrolment: Enrolment | None) -> str:
    """Return pending, enrolled, completed, paused, withdrawn or rejected; waitlisted or offered before that."""
    if enrolment and enrolment.completed_at:
        return "completed"
    if place.state == State.CONFIRMED:
        return "paused" if enrolment and enrolment.paused_at else "enrolled"
    return STATUSES.get(place.state, "withdrawn")


@dataclass(frozen=True)
class Decision:
    """When a request was made, and who answered it, when and why."""

    requested_at: datetime | None = None
    decided_by: Person | None = None
    decided_at: datetime | None = None
    reason: str = ""


def decisions(places: Iterable[UUID]) -> Mapping[UUID, Decision]:
    """Return, by place, how its request was decided, out of its history. One query."""
    acts = (Action.REQUEST, Action.APPROVE, Action.REJECT)
    rows = PlaceChange.objects.filter(place__in=list(places), action__in=acts).select_related("actor")
    found: dict[UUID, dict[str, Any]] = {}
    for row in rows.order_by("id"):
        known = found.setdefault(row.place_id, {})
        if row.action == Action.REQUEST:
            known["requested_at"] = row.at
        else:
            known |= {"decided_by": row.actor, "decided_at": row.at, "reason": row.reason}
    return {place: Decision(**known) for place, known in found.items()}

"""In whatever order lessons come, go, move, are done and undone: what is stored is what a recount finds."""

import os
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from lineup.core.participation import offerings, places
from lineup.domains.courses import counting, courses, enrolments, items, lessons, modules, outline, progress
from lineup.domains.courses.models import Enrolment
from tests.support import crowd, factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("E05", "Q8")]
START = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)

SETTINGS = settings(
    max_examples=200 if crowd.FULL else 8,
    stateful_step_count=60 if crowd.FULL else 25,
    deadline=None,
    phases=set(Phase) if crowd.FULL else {Phase.explicit, Phase.reuse, Phase.generate},
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=list(HealthCheck),
)


class Course(RuleBasedStateMachine):
    """Two learners, two modules, and an instructor who can't leave it alone."""

    kept, binned = Bundle("kept"), Bundle("binned")

    @initialize()
    def open(self):
        self.minutes = 0
        self.by = factories.actor(factories.member())
        self.course = courses.create(title="C", subject=courses.subject("craft"), by=self.by, at=self.now())
        self.modules = [modules.add(self.course, title=name, by=self.by, at=self.now()) for name in "ab"]
        first = lessons.add(self.modules[0], title="first", by=self.by, at=self.now())
        items.add(first, "text", text="Words", by=self.by, at=self.now())
        offerings.publish(self.course.offering, by=self.by, at=self.now())
        people = [factories.member() for _ in range(2)]
        for person in people:
            places.add(courses.pool_of(self.course), person, by=self.by, at=self.now())
        self.learners = [enrolments.of(self.course, person) for person in people]
        self.completed = {}

    def now(self):
        self.minutes += 1
        return START + timedelta(minutes=self.minutes)

    @rule(target=kept, where=st.integers(0, 1), optional=st.booleans())
    def add(self, where, optional):
        return lessons.add(self.modules[where], title="l", is_optional=optional, by=self.by, at=self.now()).pk

    @rule(lesson=kept, where=st.integers(0, 1), index=st.integers(0, 9))
    def move(self, lesson, where, index):
        found = outline.find_lesson(self.course, lesson)
        lessons.move(found, to=self.modules[where], index=index, by=self.by, at=self.now())

    @rule(lesson=kept, optional=st.booleans())
    def change(self, lesson, optional):
        found = outline.find_lesson(self.course, lesson)
        lessons.change(found, is_optional=optional, by=self.by, at=self.now())

    @rule(target=binned, lesson=consumes(kept))
    def discard(self, lesson):
        lessons.discard(outline.find_lesson(self.course, lesson), by=self.by, at=self.now())
        return lesson

    @rule(target=kept, lesson=consumes(binned))
    def restore(self, lesson):
        lessons.restore(outline.find_lesson(self.course, lesson, binned=True), by=self.by, at=self.now())
        return lesson

    @rule(lesson=kept, who=st.integers(0, 1))
    def complete(self, lesson, who):
        found = outline.find_lesson(self.course, lesson)
        progress.complete(self.learners[who], found, by=self.by, at=self.now())

    @rule(lesson=kept, who=st.integers(0, 1))
    def undo(self, lesson, who):
        progress.undo(self.learners[who], outline.find_lesson(self.course, lesson), by=self.by, at=self.now())

    @invariant()
    def stored_is_recounted(self):
        if hasattr(self, "course"):
            assert list(counting.faults()) == []

    @invariant()
    def completed_stays_completed_and_nothing_leaves_0_to_100(self):
        for row in Enrolment.objects.select_related("course"):
            assert 0 <= row.percent <= 100
            assert self.completed.setdefault(row.pk, row.completed_at) in (None, row.completed_at)
            self.completed[row.pk] = row.completed_at


def test_progress_is_what_a_recount_finds_in_any_order_of_acts():
    run_state_machine_as_test(Course, settings=SETTINGS)

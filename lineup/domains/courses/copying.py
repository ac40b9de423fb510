"""Courses and modules made like another: what is written in them, and nothing that anybody did there."""

import copy
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from lineup.core.clubs import permissions
from lineup.core.clubs.models import Club
from lineup.core.foundation import ids, ordering
from lineup.core.participation import pools, questions
from lineup.core.participation.models import Offering
from lineup.core.people.actors import Actor
from lineup.domains.courses import counting, courses, lessons, modules, outline, prerequisites, ways_in
from lineup.domains.courses.assignments import assignments
from lineup.domains.courses.models import Assignment, Course, Item, Lesson, Module, Quiz, QuizQuestion
from lineup.domains.courses.quizzes import quizzes

LONGEST_TITLE = 200
# when one enrols and changes answers is for each round anew
TIMES = ("opens_at", "closes_at", "answers_until")
PORTION = 500
M = TypeVar("M", bound=Model)


def named(title: str) -> str:
    """Return what a copy of something with this title is called, in the active language."""
    said = _("Copy of %(title)s")
    room = LONGEST_TITLE - len(said % {"title": ""})
    return said % {"title": title[:room].rstrip()}


def offered_by(course: Course, by: Actor) -> Club | None:
    """Return the club that would offer a copy: that of the course, where the actor makes courses for it.

    None: the copy would be the actor's own.
    """
    club = course.offering.club
    return club if club and permissions.may(by.person, club.pk, permissions.MANAGE_COURSES) else None


@transaction.atomic
def duplicate(course: Course, *, by: Actor, at: datetime) -> Course:
    """Return a draft like the course, which the actor teaches, offered as `offered_by` says.

    With its modules and what is in use in them, how people get in, and what enrolling asks, but not from when till
    when; in another house it builds on nothing. Stored files are shared. Raises what `courses.create` raises.
    """
    offering, pool, club = course.offering, courses.pool_of(course), offered_by(course, by)
    same_house = club is not None or (by.person is not None and offering.organiser_id == by.person.pk)
    made = courses.create(
        title=named(offering.title),
        club=club,
        enrolment_type=ways_in.of(offering, pool),
        unlisted=offering.visibility == Offering.Visibility.UNLISTED,
        builds_on=[one.offering.slug for one in prerequisites.of(course)] if same_house else [],
        **{field: getattr(course, field) for field in courses.DETAILS},
        by=by,
        at=at,
    )
    settings = {field: getattr(pool, field) for field in pools.SETTINGS if field not in TIMES}
    if club is None:
        # what a club vouches for is asked for by its own courses alone
        settings["qualification"] = None
    questions.copy(pool, pools.change(courses.pool_of(made), by=by, at=at, **settings), at=at)
    _put(made, [_anew(module, at, course=made) for module in outline.modules(course)], outline.modules(course), at)
    counting.settle(made, at=at)
    courses.record(made, "course.copy", by, at, source=str(course.pk))
    return made


@transaction.atomic
def duplicate_module(module: Module, *, by: Actor, at: datetime) -> Module:
    """Return a copy right after the module, with its lessons. Raises TooManyModules, TooManyLessons."""
    course = module.course
    counting.hold(course)
    siblings = list(outline.modules(course))
    if len(siblings) >= modules.MOST:
        raise modules.TooManyModules(most=modules.MOST)
    if outline.in_order(course).count() + outline.lessons(module).count() > lessons.MOST:
        raise lessons.TooManyLessons(most=lessons.MOST)
    made = _anew(module, at, title=named(module.title))
    fresh = _put(course, [made], [module], at)
    index = ordering.index_of(module, siblings)
    ordering.place(made, [*siblings, made], index=index + 1)
    counting.settle(course, fresh=fresh, at=at)
    courses.record(course, "module.copy", by, at)
    return made


def _put(course: Course, made: Collection[Module], sources: Iterable[Module], at: datetime) -> Collection[Any]:
    """Keep these modules with copies of what is in use in their sources; return the ids of their lessons."""
    within = {source.pk: module for source, module in zip(sources, made, strict=True)}
    Module.objects.bulk_create(made)
    found = Lesson.objects.filter(module__in=list(within), binned_at=None)
    copied = {one.pk: _anew(one, at, module=within[one.module_id], counts_since=None) for one in found}
    Lesson.objects.bulk_create(copied.values(), batch_size=PORTION)
    Quiz.objects.bulk_create(_settings(Quiz, copied, quizzes.FIELDS), batch_size=PORTION)
    Assignment.objects.bulk_create(_settings(Assignment, copied, assignments.FIELDS), batch_size=PORTION)
    asked = QuizQuestion.objects.filter(quiz__in=list(copied), binned_at=None)
    bank = [_anew(row, at, quiz_id=copied[row.quiz_id].pk) for row in asked]
    QuizQuestion.objects.bulk_create(bank, batch_size=PORTION)
    pieces = Item.objects.filter(lesson__in=list(copied), binned_at=None)
    Item.objects.bulk_create([_anew(row, at, lesson=copied[row.lesson_id]) for row in pieces], batch_size=PORTION)
    return [lesson.pk for lesson in copied.values()]


def _settings(table: type[M], copied: dict[Any, Lesson], fields: Collection[str]) -> list[M]:
    """What makes these lessons quizzes or assignments, as it is set now."""
    rows: Any = table._default_manager.filter(pk__in=list(copied))
    return [table(lesson=copied[row.pk], **{field: getattr(row, field) for field in fields}) for row in rows]


def _anew(row: M, at: datetime, **into: Any) -> M:
    """The same row once more, not kept yet; both name the one stored file, which is deleted with the last of them."""
    made: Any = copy.copy(row)
    for field, value in {"pk": ids.new(), "created_at": at, **into}.items():
        setattr(made, field, value)
    made._state.adding = True
    return made  # type: ignore[no-any-return]

"""Questions of a pool: made, reworded, put in order, retired. What people answered never changes by it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Invalid, Missing, Refusal
from lineup.core.participation import capacity
from lineup.core.participation.models import Answer, Choice, Pool, Question, Wording
from lineup.core.people.actors import Actor

MOST = 30
MOST_CHOICES = 50
LONGEST_QUESTION, LONGEST_HELP, LONGEST_CHOICE = 300, 500, 200

K = Question.Kind
WITH_CHOICES = frozenset({K.ONE, K.SEVERAL})


class QuestionNeeded(Invalid):
    code = "question_needed"
    sentence = _("Write the question, so that people know what to answer.")
    field = "text"


class TooManyQuestions(Refusal):
    code = "too_many_questions"
    sentence = _("A sign-up asks at most %(most)s questions; remove one first.")


class ChoicesNeeded(Invalid):
    code = "choices_needed"
    sentence = _("Give from %(least)s to %(most)s choices, each on a line of its own and each only once.")
    field = "choices"


class ChoiceInUse(Refusal):
    code = "choice_in_use"
    sentence = _("“%(question)s” is asked only of those who choose “%(choice)s”; change that question first.")
    field = "choices"


class QuestionInUse(Refusal):
    code = "question_in_use"
    sentence = _("“%(question)s” depends on this question; change or remove it first.")


class ConditionImpossible(Invalid):
    code = "condition_impossible"
    sentence = _("A question can depend on an earlier one of this sign-up that is answered by choices or by yes or no.")
    field = "only_if"


class Answered(Refusal):
    code = "question_answered"
    sentence = _("People answered this already: remove it, and ask anew with another question.")


@dataclass(frozen=True)
class Condition:
    """A question is asked only where the answer to another, `on`, has this choice, or is yes or no."""

    on: Question
    choice: Choice | None = None
    yes: bool | None = None


# --- found ---------------------------------------------------------------------------------------


def of(pool: Pool) -> list[Question]:
    """Return what the pool asks, in order, each with its `.open_choices`. Two queries, none where it asks nothing."""
    return read(Question.objects.filter(pool=pool, retired_at=None)) if pool.asks else []


def read(rows: "QuerySet[Question]") -> list[Question]:
    """Return the questions in order, with what a form shows of them. Two queries."""
    rows = rows.select_related("wording", "only_if__wording", "only_if_choice")
    choices = Prefetch("choices", Choice.objects.filter(retired_at=None).order_by("position"), to_attr="open_choices")
    return list(rows.prefetch_related(choices).order_by("position", "id"))


def find(pool: Pool, pk: UUID | str) -> Question:
    """Return a question of the pool, retired ones too. Raises Missing."""
    rows = Question.objects.select_related("pool__offering", "wording", "only_if__wording", "only_if_choice")
    try:
        found = rows.filter(pool=pool, pk=pk).first()
    except (ValidationError, ValueError):
        found = None
    if found is None:
        raise Missing
    return found


# --- made and changed ---------------------------------------------------------------------------


@transaction.atomic
def add(
    pool: Pool,
    *,
    kind: str,
    text: str,
    help: str = "",  # noqa: A002 -- the word of the page
    required: bool = False,
    each_person: bool = False,
    choices: Sequence[str] = (),
    condition: Condition | None = None,
    by: Actor,
    at: datetime,
) -> Question:
    """Return a new question, the last of the pool. Who joined already is not asked again, but may answer it.

    Raises TooManyQuestions, QuestionNeeded, ChoicesNeeded, ConditionImpossible, UnknownChoice, TooLong, Unstorable.
    """
    inputs.choice(kind, K.values, field="kind")
    wording = _wording(text, help, at)
    labels = _labels(kind, choices)
    locked = capacity.lock(pool.pk)
    before = of(locked)
    if len(before) >= MOST:
        raise TooManyQuestions(most=MOST)
    position = before[-1].position + 1 if before else 0
    question = Question(pool=locked, position=position, kind=kind, required=required, each_person=each_person)
    _set_condition(question, condition, before)
    wording.save(force_insert=True)
    question.wording = wording
    question.save(force_insert=True)
    _make_choices(question, labels)
    _note_that_it_asks(locked, asks=True)
    pool.asks = True
    _record(question, "question.add", by, at)
    return question


def _wording(text: str, help_text: str, at: datetime) -> Wording:
    text = inputs.line(text, field="text", most=LONGEST_QUESTION)
    if not text:
        raise QuestionNeeded
    return Wording(text=text, help=inputs.prose(help_text, field="help", most=LONGEST_HELP), at=at)


def _labels(kind: str, choices: Sequence[str]) -> list[str]:
    labels = [label for choice in choices if (label := inputs.line(choice, field="choices", most=LONGEST_CHOICE))]
    if kind not in WITH_CHOICES:
        return []
    if not 2 <= len(labels) <= MOST_CHOICES or len({label.casefold() for label in labels}) != len(labels):
        raise ChoicesNeeded(least=2, most=MOST_CHOICES)
    return labels


def _make_choices(question: Question, labels: Sequence[str], *, after: int = 0) -> None:
    rows = [Choice(question=question, position=after + at, label=label) for at, label in enumerate(labels)]
    Choice.objects.bulk_create(rows)


def _set_condition(question: Question, condition: Condition | None, earlier: Collection[Question]) -> None:
    if condition is None:
        question.only_if = question.only_if_choice = question.only_if_yes = None
        return
    on = next((one for one in earlier if one.pk == condition.on.pk), None)
    # who signs up for a group is asked once: there is no one answer of each person to go by
    if on is None or (on.each_person and not question.each_person):
        raise ConditionImpossible
    _check_value(on, condition)
    question.only_if, question.only_if_choice, question.only_if_yes = on, condition.choice, condition.yes


def _check_value(on: Question, condition: Condition) -> None:
    if on.kind == K.YES_NO:
        fits = condition.yes is not None and condition.choice is None
    else:
        open_choices: list[Choice] = on.open_choices  # type: ignore[attr-defined]
        fits = condition.yes is None and condition.choice in open_choices
    if not fits:
        raise ConditionImpossible


@transaction.atomic
def change(question: Question, *, by: Actor, at: datetime, **values: Any) -> Question:
    """Set text, help, required, choices (labels in order), condition, and as long as nobody answered each_person.

    What was answered keeps the wording and the choices it was answered with. Raises Answered, ChoiceInUse,
    and what `add` raises.
    """
    unknown = set(values) - {"text", "help", "required", "each_person", "choices", "condition"}
    if unknown:
        raise TypeError(f"not of a question: {sorted(unknown)}")
    capacity.lock(question.pool_id)
    question = find(question.pool, question.pk)
    asked_now = of(question.pool)
    if "text" in values or "help" in values:
        _reword(question, values, at)
    if "choices" in values and question.kind in WITH_CHOICES:
        _set_choices(question, _labels(question.kind, values["choices"]), asked_now, at)
    _set_rules(question, values, asked_now)
    question.save(update_fields=["wording", "required", "each_person", "only_if", "only_if_choice", "only_if_yes"])
    _record(question, "question.change", by, at, fields=sorted(values))
    return question


def _reword(question: Question, values: dict[str, Any], at: datetime) -> None:
    before = question.wording
    fresh = _wording(values.get("text", before.text), values.get("help", before.help), at)
    if (fresh.text, fresh.help) == (before.text, before.help):
        return
    if Answer.objects.filter(wording=before).exists():
        fresh.save(force_insert=True)
        question.wording = fresh
    else:
        before.text, before.help, before.at = fresh.text, fresh.help, at
        before.save(update_fields=["text", "help", "at"])


def _set_choices(question: Question, labels: Sequence[str], asked_now: Sequence[Question], at: datetime) -> None:
    """What keeps its label stays the same choice; what is gone is retired, for those who chose it."""
    kept = {choice.label: choice for choice in question.choices.filter(retired_at=None)}
    gone = [choice for label, choice in kept.items() if label not in labels]
    for follower in asked_now:
        if follower.only_if_choice in gone:
            raise ChoiceInUse(question=str(follower), choice=str(follower.only_if_choice))
    Choice.objects.filter(pk__in=[choice.pk for choice in gone]).update(retired_at=at)
    for position, label in enumerate(labels):
        if label in kept:
            kept[label].position = position
        else:
            _make_choices(question, [label], after=position)
    Choice.objects.bulk_update([choice for choice in kept.values() if choice not in gone], ["position"])


def _set_rules(question: Question, values: dict[str, Any], asked_now: Sequence[Question]) -> None:
    question.required = values.get("required", question.required)
    if values.get("each_person", question.each_person) != question.each_person:
        if Answer.objects.filter(question=question).exists():
            raise Answered(field="each_person")
        _check_nothing_follows(question, asked_now)
        question.each_person = values["each_person"]
    if "condition" in values:
        earlier = [one for one in asked_now if one.position < question.position]
        _set_condition(question, values["condition"], earlier)
    elif question.only_if and question.only_if.each_person and not question.each_person:
        raise ConditionImpossible


def _check_nothing_follows(question: Question, asked_now: Sequence[Question]) -> None:
    follower = next((one for one in asked_now if one.only_if_id == question.pk), None)
    if follower:
        raise QuestionInUse(question=str(follower))


@transaction.atomic
def reorder(pool: Pool, order: Sequence[UUID], *, by: Actor, at: datetime) -> list[Question]:
    """Ask the questions in this order (ids; those left out come last, as they were).

    Raises ConditionImpossible where a question would come before the one that it depends on.
    """
    locked = capacity.lock(pool.pk)
    found = of(locked)
    wanted = {pk: place for place, pk in enumerate(order)}
    found.sort(key=lambda one: (wanted.get(one.pk, len(wanted)), one.position))
    for position, question in enumerate(found):
        if question.only_if_id and question.only_if_id not in {one.pk for one in found[:position]}:
            raise ConditionImpossible(
                _("“%(question)s” depends on an answer and must come after it."), question=str(question)
            )
        question.position = position
    Question.objects.bulk_update(found, ["position"])
    for first in found[:1]:
        _record(first, "question.reorder", by, at)
    return found


@transaction.atomic
def move(question: Question, *, index: int, by: Actor, at: datetime) -> list[Question]:
    """Ask the question at this place, from 0, among those of its pool. Raises ConditionImpossible."""
    ids = [one.pk for one in of(question.pool) if one.pk != question.pk]
    ids.insert(max(0, index), question.pk)
    return reorder(question.pool, ids, by=by, at=at)


@transaction.atomic
def retire(question: Question, *, by: Actor, at: datetime) -> Question:
    """Ask it no more; what was answered stays, and it can be restored. Raises QuestionInUse."""
    locked = capacity.lock(question.pool_id)
    asked_now = of(locked)
    _check_nothing_follows(question, asked_now)
    if Question.objects.filter(pk=question.pk, retired_at=None).update(retired_at=at):
        _record(question, "question.retire", by, at)
        _note_that_it_asks(locked, asks=any(one.pk != question.pk for one in asked_now))
    question.retired_at = question.retired_at or at
    return question


@transaction.atomic
def restore(question: Question, *, by: Actor, at: datetime) -> Question:
    """Ask a retired question again, as the last one. Raises TooManyQuestions, ConditionImpossible."""
    locked = capacity.lock(question.pool_id)
    asked_now = of(locked)
    if len(asked_now) >= MOST:
        raise TooManyQuestions(most=MOST)
    if question.only_if_id and question.only_if_id not in {one.pk for one in asked_now}:
        raise ConditionImpossible
    position = asked_now[-1].position + 1 if asked_now else 0
    if Question.objects.filter(pk=question.pk).exclude(retired_at=None).update(retired_at=None, position=position):
        question.retired_at, question.position = None, position
        _note_that_it_asks(locked, asks=True)
        _record(question, "question.restore", by, at)
    return question


@transaction.atomic
def copy(source: Pool, target: Pool, *, at: datetime) -> None:
    """Ask in the target, which asks nothing yet, what the source asks now."""
    made: dict[object, Question] = {}
    choices: dict[object, Choice] = {}
    for question in of(source):
        wording = Wording.objects.create(text=question.wording.text, help=question.wording.help, at=at)
        made[question.pk] = Question.objects.create(
            pool=target,
            position=question.position,
            kind=question.kind,
            wording=wording,
            required=question.required,
            each_person=question.each_person,
            only_if=made.get(question.only_if_id),
            only_if_choice=choices.get(question.only_if_choice_id),
            only_if_yes=question.only_if_yes,
        )
        for choice in question.open_choices:  # type: ignore[attr-defined]
            copied = Choice(question=made[question.pk], position=choice.position, label=choice.label)
            choices[choice.pk] = copied
        Choice.objects.bulk_create(choices[choice.pk] for choice in question.open_choices)  # type: ignore[attr-defined]
    if made:
        _note_that_it_asks(target, asks=True)
        target.asks = True


def _note_that_it_asks(pool: Pool, *, asks: bool) -> None:
    Pool.objects.filter(pk=pool.pk).update(asks=asks)
    pool.asks = asks


def _record(question: Question, action: str, by: Actor, at: datetime, **metadata: object) -> None:
    club_id = question.pool.offering.club_id
    entries.record(by=by, at=at, action=action, on=question, club_id=club_id, metadata=metadata)

"""Answers of those who join: checked against what the pool asks, kept with the place, changed until a time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.foundation.errors import Expired, Invalid, Refusal
from lineup.core.participation import answer_values, capacity, entered, questions
from lineup.core.participation.answer_values import AnswerNeeded, Value
from lineup.core.participation.models import Answer, JoinRequest, Place, Pool, Question
from lineup.core.participation.transitions import LIVE
from lineup.core.people.actors import Actor

# what each member of a group answered, who asks first: question → what was given
Given = Sequence[Mapping[UUID, object]]
# what holds answers: for each member, its values
Sheet = list[dict[Question, Value]]


@dataclass(frozen=True)
class Wrong:
    """One answer that can't be, with the rule that says why."""

    member: int
    question: Question
    refusal: Refusal


class AnswersWrong(Invalid):
    """Some answers are missing or can't be: `wrong` has all of them. Its sentence and code are the first one's."""

    field = "answers"

    def __init__(self, wrong: Sequence[Wrong]) -> None:
        first = wrong[0]
        super().__init__(_("%(question)s: %(why)s"), question=str(first.question), why=str(first.refusal))
        self.wrong = tuple(wrong)
        self.code = first.refusal.code

    @property
    def errors(self) -> list[dict[str, object]]:
        """Each as problem details name it."""
        return [
            {"field": f"answers.{one.member}.{one.question.pk}", "code": one.refusal.code, "detail": str(one.refusal)}
            for one in self.wrong
        ]


class UnknownQuestion(Invalid):
    code = "unknown_question"
    sentence = _("This sign-up has no such question; look at what it asks now.")
    field = "answers"


class AnswersClosed(Expired):
    code = "answers_closed"
    sentence = _("The time to change answers is over; write to the organiser.")


# --- checked -------------------------------------------------------------------------------------


def check(pool: Pool, given: Given | None, *, party: int) -> Sheet:
    """Return what a group of `party` answers, in types; `given` None: they are asked later.

    What is asked only under a condition counts only where it holds. Raises AnswersWrong, UnknownQuestion.
    """
    if not pool.asks or given is None:
        return []
    asked = questions.of(pool)
    members = [given[member] if member < len(given) else {} for member in range(party)]
    _check_known(pool, asked, given)
    return check_members(asked, members)


def _check_known(pool: Pool, asked: Iterable[Question], given: Given) -> None:
    unknown = {UUID(str(pk)) for answers in given for pk in answers} - {question.pk for question in asked}
    # a page that was open while a question was retired still sends its answer
    if unknown and Question.objects.filter(pool=pool, pk__in=unknown).count() < len(unknown):
        raise UnknownQuestion


def check_members(asked: Sequence[Question], members: Sequence[Mapping[UUID, object]]) -> Sheet:
    """Return the answers of each member, the first of whom signs the group up. Raises AnswersWrong with all faults."""
    sheet: Sheet = []
    wrong: list[Wrong] = []
    for number, answers in enumerate(members):
        found: dict[Question, Value] = {}
        for question in asked:
            if not is_asked(question, number, found, sheet[0] if number else found):
                continue
            try:
                value = _checked(question, answers.get(question.pk))
            except Refusal as refusal:
                wrong.append(Wrong(number, question, refusal))
                value = Value()
            if not value.is_empty:
                found[question] = value
        sheet.append(found)
    if wrong:
        raise AnswersWrong(wrong)
    return sheet


def _checked(question: Question, given: object) -> Value:
    value = answer_values.read(question, given)
    if value.is_empty and question.required:
        raise AnswerNeeded
    return value


def is_asked(question: Question, member: int, own: Mapping[Question, Value], group: Mapping[Question, Value]) -> bool:
    """Whether this member is asked: once of a group, or each person; and only where its condition holds."""
    if member and not question.each_person:
        return False
    if question.only_if is None:
        return True
    answer = (own if question.only_if.each_person else group).get(question.only_if)
    if answer is None:
        return False
    if question.only_if_choice_id:
        return question.only_if_choice_id in {choice.pk for choice in answer.choices}
    return answer.yes is question.only_if_yes


# --- kept ----------------------------------------------------------------------------------------


def keep(party: Sequence[Place], sheet: Sheet, *, at: datetime) -> None:
    """Write the answers of a group with its places, in the caller's transaction."""
    _write(
        [
            (Answer(place=place, question=question, wording=question.wording, at=at), value)
            for place, answers in zip(party, sheet, strict=False)
            for question, value in answers.items()
        ]
    )


def keep_for_request(request: JoinRequest, sheet: Sheet, *, at: datetime) -> None:
    """Write the answers with a wish, until it is confirmed, in the caller's transaction."""
    _write(
        [
            (Answer(request=request, member=number, question=question, wording=question.wording, at=at), value)
            for number, answers in enumerate(sheet)
            for question, value in answers.items()
        ]
    )


def _write(rows: Sequence[tuple[Answer, Value]]) -> None:
    if not rows:
        return
    for row, value in rows:
        row.text, row.number, row.day, row.yes = value.text, value.number, value.day, value.yes
    Answer.objects.bulk_create([row for row, _value in rows])
    chosen = [(row, choice) for row, value in rows for choice in value.choices]
    if chosen:
        link = Answer.choices.through
        link.objects.bulk_create([link(answer=row, choice=choice) for row, choice in chosen])


def move_to_place(request: JoinRequest, place: Place) -> None:
    """Hand the answers of a confirmed wish over to its places; what was answered there already stays.

    In the caller's transaction.
    """
    kept = list(Answer.objects.filter(request=request))
    if not kept:
        return
    party = list(Place.objects.filter(party=place.party).order_by("id"))
    answered = set(Answer.objects.filter(place__in=party).values_list("place", "question"))
    for answer in kept:
        holder = party[answer.member] if answer.member < len(party) else None
        if holder and (holder.pk, answer.question_id) not in answered:
            answer.request, answer.place, answer.member = None, holder, 0
    moved = [answer for answer in kept if answer.place_id]
    Answer.objects.bulk_update(moved, ["request", "place", "member"])


# --- changed --------------------------------------------------------------------------------------


def open_until(pool: Pool) -> datetime | None:
    """Return until when holders may change their answers: the time set, else the start; None without an end."""
    return pool.answers_until or pool.offering.starts_at


def check_open(pool: Pool, *, at: datetime) -> None:
    """Raise AnswersClosed once the time to change answers is over."""
    until = open_until(pool)
    if until is not None and at >= until:
        raise AnswersClosed


def group_of(place: Place) -> list[Place]:
    """Return the live places of the group that answer together, who signed up first."""
    rows = Place.objects.select_related("participant__person", "entered").filter(party=place.party, state__in=LIVE)
    return sorted(rows.order_by("id"), key=lambda one: one.participant_id != one.contact_id)


def of_places(places: "Iterable[Place] | QuerySet[Place]") -> dict[tuple[UUID, UUID], Answer]:
    """Return the answers of these places, by place and question. Two queries, however many."""
    rows = Answer.objects.filter(place__in=places).select_related("wording").prefetch_related("choices")
    return {(answer.place_id, answer.question_id): answer for answer in rows if answer.place_id}


@transaction.atomic
def change(place: Place, given: Given, *, by: Actor, at: datetime) -> None:
    """Answer anew for the whole group, in the order of `group_of`; the caller looked at the time.

    What is no longer asked stays as it was answered. Raises AnswersWrong, UnknownQuestion.
    """
    pool = capacity.lock(place.pool_id)
    party = group_of(place)
    sheet = check(pool, given, party=len(party))
    if not sheet:
        return
    asked = list(questions.of(pool))
    before = of_places(party)
    for member, answers in zip(party, sheet, strict=True):
        same = {
            q for q, value in answers.items() if (a := before.get((member.pk, q.pk))) and answer_values.of(a) == value
        }
        gone = [question.pk for question in asked if question not in same]
        Answer.objects.filter(place=member, question__in=gone).delete()
        keep([member], [{q: value for q, value in answers.items() if q not in same}], at=at)
    entered.forget(party, by=by)
    entries.record(by=by, at=at, action="answers.change", on=place, club_id=pool.offering.club_id)

"""Answers that stand in columns of a table: which column answers which question, by the same rules as those of a form.

A question without a column is asked later, as of everybody who is entered by hand.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import sheets, tables
from lineup.core.foundation.errors import Invalid, Refusal
from lineup.core.participation import answering, import_columns, questions
from lineup.core.participation.answering import AnswersWrong, UnknownQuestion
from lineup.core.participation.import_columns import LONGEST_TITLE, Mapped, Target
from lineup.core.participation.import_lines import Group
from lineup.core.participation.models import Place, Pool, Question


class ConditionWithoutColumn(Invalid):
    code = "condition_without_column"
    sentence = _(
        "“%(question)s” is asked after “%(condition)s” alone: say which column answers that, or leave both out."
    )


def propose(pool: Pool, titles: Sequence[str], *, taken: Collection[int]) -> dict[str, int]:
    """Return which columns that are not taken answer what: by the text of a question as a title, or by its id."""
    folded = import_columns.folded(titles)
    found: dict[str, int] = {}
    for question in questions.of(pool):
        if question.only_if_id and str(question.only_if_id) not in found:
            continue
        names = import_columns.folded([str(question)[:LONGEST_TITLE], str(question.pk)])
        columns = (folded.index(name) for name in names if name in folded)
        column = next((one for one in columns if one not in taken and one not in found.values()), None)
        if column is not None:
            found[str(question.pk)] = column
    return found


def check_known(pool: Pool, mapping: Mapped) -> None:
    """Raise UnknownQuestion for a column that answers what the pool does not ask, ConditionWithoutColumn for one that
    answers what another question without a column decides."""
    known = {str(question.pk): question for question in questions.of(pool)}
    for target in mapping.keys() - set(Target):
        question = known.get(target)
        if question is None:
            raise UnknownQuestion(field=target)
        if question.only_if_id and str(question.only_if_id) not in mapping:
            raise ConditionWithoutColumn(field=target, question=str(question), condition=str(question.only_if))


def asked(pool: Pool, mapping: Mapped) -> list[Question]:
    """Return the questions that have a column, in the order in which they are asked. No query where none has."""
    if not mapping.keys() - set(Target):
        return []
    return [question for question in questions.of(pool) if str(question.pk) in mapping]


def judge(group: Group, mapping: Mapped, asked: Sequence[Question]) -> None:
    """Refuse the lines of the group whose answers can't be, as a form would; of the others the answers are noted."""
    while asked and group.said:
        try:
            group.sheet = answering.check_members(
                asked, [_given(said.line.cells, mapping, asked) for said in group.said]
            )
        except AnswersWrong as refusal:
            _leave_out(group, {one.member: _of_column(one.refusal, one.question) for one in reversed(refusal.wrong)})
        else:
            return


def _given(cells: Sequence[str], mapping: Mapped, asked: Iterable[Question]) -> Mapping[UUID, object]:
    columns = {question.pk: mapping[str(question.pk)] for question in asked}
    return {pk: _cell(cells[column]) for pk, column in columns.items() if column < len(cells)}


def _cell(written: str) -> str:
    # what could not be read is refused by the readers of answers, as what can't be stored
    return sheets.meant(written).replace(tables.UNREADABLE, "\0")


def _of_column(refusal: Refusal, question: Question) -> Refusal:
    refusal.field = str(question.pk)
    return refusal


def _leave_out(group: Group, faults: Mapping[int, Refusal]) -> None:
    group.refused += [(group.said[member].line, fault) for member, fault in faults.items()]
    group.said = [said for member, said in enumerate(group.said) if member not in faults]


def keep(made: Sequence[tuple[Group, Place]], *, at: datetime) -> None:
    """Write the answers with the places of these groups, in the caller's transaction; nameless others have none."""
    answered = [(group, place) for group, place in made if any(group.sheet)]
    if not answered:
        return
    parties: dict[UUID, list[Place]] = {}
    for place in Place.objects.filter(party__in=[place.party for _group, place in answered]).order_by("id"):
        parties.setdefault(place.party, []).append(place)
    held = [parties[place.party][first] for group, place in answered for first in group.firsts]
    answering.keep(held, [answers for group, _place in answered for answers in group.sheet], at=at)

"""Questions: made, reworded, put in order, retired; what was answered stays as it was."""

import pytest

from lineup.core.audit.models import Entry
from lineup.core.foundation.errors import Missing, Refusal
from lineup.core.participation import answer_values, answering, places, purging, questions
from lineup.core.participation.models import Answer, Choice, Pool, Question, Wording
from tests.core.participation import AT, later
from tests.core.participation.asking import BY, a_pool, ask, only_if
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("B07")]


def join(pool, *given, companions=()):
    person = factories.guest()
    pool = Pool.objects.select_related("offering").get(pk=pool.pk)
    return places.join(pool, person, companions=companions, answers=given, by=factories.actor(person), at=later())


def refused(act, *args, **values):
    with pytest.raises(Refusal) as refusal:
        act(*args, **values)
    assert str(refusal.value)
    return refusal.value.code


def texts(pool):
    return [str(one) for one in questions.of(Pool.objects.get(pk=pool.pk))]


# --- made ---------------------------------------------------------------------------------------


def test_questions_are_asked_in_the_order_in_which_they_were_made_in_two_queries(django_assert_num_queries):
    pool = a_pool()
    for number in range(5):
        ask(pool, "one", f"Q{number}", choices=["A", "B"])
    with django_assert_num_queries(2):
        found = questions.of(pool)
        shown = [(str(one), [choice.label for choice in one.open_choices]) for one in found]
    assert shown == [(f"Q{number}", ["A", "B"]) for number in range(5)]
    assert Entry.objects.filter(action="question.add").count() == 5


def test_a_pool_without_questions_costs_no_query(django_assert_num_queries):
    pool = a_pool()
    with django_assert_num_queries(0):
        assert questions.of(pool) == []


def test_thirty_questions_are_enough():
    pool = a_pool()
    for number in range(questions.MOST):
        questions.add(pool, kind="line", text=f"Q{number}", by=BY, at=AT)
    assert refused(questions.add, pool, kind="line", text="One more", by=BY, at=AT) == "too_many_questions"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"text": "  "}, "question_needed"),
        ({"text": "x" * 301}, "too_long"),
        ({"text": "a\x00"}, "unstorable_text"),
        ({"help": "x" * 501}, "too_long"),
        ({"kind": "file"}, "unknown_choice"),
        ({"kind": "one", "choices": ["Only one"]}, "choices_needed"),
        ({"kind": "one", "choices": ["A", "a"]}, "choices_needed"),
        ({"kind": "several", "choices": [str(n) for n in range(51)]}, "choices_needed"),
    ],
)
def test_what_cannot_be_asked_is_refused_and_nothing_kept(values, code):
    pool = a_pool()
    assert refused(questions.add, pool, **{"kind": "line", "text": "Q", "by": BY, "at": AT, **values}) == code
    assert (Question.objects.count(), Wording.objects.count()) == (0, 0)


def test_a_condition_names_an_earlier_question_of_the_same_pool_and_an_answer_it_has():
    pool = a_pool()
    meat = ask(pool, "yes_no", "Meat?")
    size = ask(pool, "one", "Size?", choices=["S", "M"])
    line = ask(pool, "line", "Name?")
    each = ask(pool, "yes_no", "Vegan?", each_person=True)
    other = ask(a_pool(), "yes_no", "Elsewhere?")
    impossible = [(meat, {}), (meat, {"choice": size.open_choices[0]}), (size, {"yes": True})]
    impossible += [(one, {"yes": True}) for one in (line, other, each)]
    for on, answer in impossible:
        condition = questions.Condition(on, **answer)
        code = refused(questions.add, pool, kind="line", text="?", condition=condition, by=BY, at=AT)
        assert code == "condition_impossible"
    made = ask(pool, "line", "Which?", condition=only_if(size, "M"), each_person=True)
    assert (made.only_if, made.only_if_choice.label) == (size, "M")


# --- changed -------------------------------------------------------------------------------------


def test_rewording_before_anybody_answered_changes_the_wording_in_place():
    pool = a_pool()
    question = ask(pool, text="Wy?")
    questions.change(question, text="Why?", help="Tell us.", by=BY, at=later())
    assert [(one.text, one.help) for one in Wording.objects.all()] == [("Why?", "Tell us.")]


def test_rewording_afterwards_leaves_what_people_answered_under_the_words_they_read():
    pool = a_pool()
    question = ask(pool, text="Diet?")
    place = join(pool, {question.pk: "Vegan"})
    questions.change(question, text="Allergies?", by=BY, at=later(2))
    answer = Answer.objects.select_related("wording", "question__wording").get(place=place)
    assert (answer.wording.text, answer.question.wording.text, answer.text) == ("Diet?", "Allergies?", "Vegan")


def test_a_choice_that_was_taken_away_stays_with_those_who_chose_it():
    pool = a_pool()
    size = ask(pool, "one", "Size?", choices=["S", "M", "L"])
    place = join(pool, {size.pk: "M"})
    kept = size.open_choices[0].pk
    questions.change(size, choices=["XL", "S"], by=BY, at=later(2))
    assert [one.label for one in questions.of(pool)[0].open_choices] == ["XL", "S"]
    assert questions.of(pool)[0].open_choices[1].pk == kept
    assert answer_values.said(answer_values.of(Answer.objects.get(place=place))) == "M"
    assert refused(join, pool, {size.pk: "M"}) == "not_a_choice"


def test_a_choice_on_which_another_question_depends_stays():
    pool = a_pool()
    size = ask(pool, "one", "Size?", choices=["S", "M"])
    ask(pool, "line", "Why so?", condition=only_if(size, "M"))
    assert refused(questions.change, size, choices=["S", "L"], by=BY, at=later()) == "choice_in_use"
    assert Choice.objects.filter(retired_at=None).count() == 2


def test_of_whom_it_is_asked_is_settled_once_somebody_answered():
    pool = a_pool()
    question = ask(pool)
    questions.change(question, each_person=True, by=BY, at=later())
    join(pool, {question.pk: "x"})
    assert refused(questions.change, question, each_person=False, by=BY, at=later()) == "question_answered"


def test_a_condition_can_be_changed_and_taken_away():
    pool = a_pool()
    meat = ask(pool, "yes_no", "Meat?")
    which = ask(pool, "line", "Which?", condition=only_if(meat, True))
    questions.change(which, condition=only_if(meat, False), by=BY, at=later())
    assert questions.of(pool)[1].only_if_yes is False
    questions.change(which, condition=None, by=BY, at=later())
    assert questions.of(pool)[1].only_if is None


# --- order ----------------------------------------------------------------------------------------


def test_questions_move_and_never_before_what_they_depend_on():
    pool = a_pool()
    a, b, c = (ask(pool, "yes_no", name) for name in "abc")
    d = ask(pool, "line", "d", condition=only_if(b, True))
    questions.move(c, index=1, by=BY, at=later())
    assert texts(pool) == ["a", "c", "b", "d"]
    questions.move(a, index=-1, by=BY, at=later())
    assert texts(pool) == ["a", "c", "b", "d"]
    assert refused(questions.move, d, index=2, by=BY, at=later()) == "condition_impossible"
    assert refused(questions.reorder, pool, [d.pk], by=BY, at=later()) == "condition_impossible"
    questions.reorder(pool, [b.pk, d.pk], by=BY, at=later())
    assert texts(pool) == ["b", "d", "a", "c"]


# --- retired --------------------------------------------------------------------------------------


@pytest.mark.req("Q29", "P08")
def test_a_retired_question_is_asked_no_more_and_comes_back_with_its_answers():
    pool = a_pool()
    question = ask(pool, required=True)
    place = join(pool, {question.pk: "x"})
    questions.retire(question, by=BY, at=later())
    assert Pool.objects.get(pk=pool.pk).asks is False
    join(pool)
    questions.restore(questions.find(pool, question.pk), by=BY, at=later())
    assert texts(pool) == ["Why?"]
    assert Answer.objects.get(place=place).text == "x"
    assert refused(join, pool) == "answer_needed"


def test_a_question_on_which_another_depends_is_not_retired():
    pool = a_pool()
    meat = ask(pool, "yes_no", "Meat?")
    ask(pool, "line", "Which?", condition=only_if(meat, True))
    assert refused(questions.retire, meat, by=BY, at=later()) == "question_in_use"


def test_a_page_opened_before_a_question_was_retired_still_goes_through():
    pool = a_pool()
    old, _kept = ask(pool, text="Old"), ask(pool, text="Kept")
    questions.retire(old, by=BY, at=later())
    place = join(pool, {old.pk: "x"})
    assert Answer.objects.filter(place=place).count() == 0


def test_a_question_of_another_pool_is_not_found_and_not_answered():
    mine, theirs = a_pool(), a_pool()
    ask(mine)
    question = ask(theirs)
    with pytest.raises(Missing):
        questions.find(mine, question.pk)
    assert refused(join, mine, {question.pk: "x"}) == "unknown_question"


# --- copied, purged -------------------------------------------------------------------------------


def test_a_copy_asks_the_same_with_conditions_of_its_own():
    pool, target = a_pool(), a_pool()
    meat = ask(pool, "yes_no", "Meat?", required=True)
    size = ask(pool, "one", "Size?", choices=["S", "M"], each_person=True, help="Of the shirt")
    ask(pool, "line", "Which?", condition=only_if(meat, True))
    ask(pool, "line", "Colour?", condition=only_if(size, "M"), each_person=True)
    retired = ask(pool, text="Old")
    questions.retire(retired, by=BY, at=later())
    questions.copy(pool, target, at=later())
    copied = questions.of(target)
    assert texts(target) == ["Meat?", "Size?", "Which?", "Colour?"]
    assert [one.pool_id for one in copied] == [target.pk] * 4
    assert (copied[2].only_if, copied[2].only_if_yes) == (copied[0], True)
    assert copied[3].only_if_choice in copied[1].open_choices
    assert (copied[0].required, copied[1].each_person, copied[1].wording.help) == (True, True, "Of the shirt")


@pytest.mark.req("P08")
def test_questions_of_an_offering_that_is_purged_go_with_it():
    pool = a_pool()
    meat = ask(pool, "yes_no", "Meat?")
    size = ask(pool, "one", "Size?", choices=["S", "M"], condition=only_if(meat, True))
    _request, _secret = factories.join_request(pool, answers=[{meat.pk: True, size.pk: "M"}])
    type(pool.offering).objects.filter(pk=pool.offering_id).update(binned_at=AT)
    assert purging.purge(pool.offering, before=later(), by=BY, at=later())
    assert (Question.objects.count(), Wording.objects.count(), Answer.objects.count()) == (0, 0, 0)


def test_answers_are_asked_later_of_who_is_let_in_by_the_organiser():
    pool = a_pool()
    question = ask(pool, required=True)
    place = places.add(pool, factories.guest(), by=BY, at=later())
    assert Answer.objects.count() == 0
    answering.change(place, [{question.pk: "Because"}], by=BY, at=later())
    assert Answer.objects.get(place=place).text == "Because"

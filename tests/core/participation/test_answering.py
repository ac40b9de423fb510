"""Answers: typed, checked by condition, kept with places and wishes, changed until a time."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from lineup.core.participation import answer_values, answering, invitations, join_requests, places, pools
from lineup.core.participation.models import Answer, JoinRequest, Place, Pool
from tests.core.participation import AT, START, later
from tests.core.participation.asking import BY, a_pool, ask, choice, only_if
from tests.support import crowd, factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("B07")]


def fresh(pool):
    return Pool.objects.select_related("offering").get(pk=pool.pk)


def join(pool, *given, companions=(), person=None):
    person = person or factories.guest()
    return places.join(
        fresh(pool), person, companions=companions, answers=given, by=factories.actor(person), at=later()
    )


def wrong(pool, *given, companions=()):
    """Which member fails at which question, and why."""
    with pytest.raises(answering.AnswersWrong) as refusal:
        join(pool, *given, companions=companions)
    assert Place.objects.filter(pool=pool).count() == 0
    return [(one.member, str(one.question), one.refusal.code) for one in refusal.value.wrong]


def answers(place):
    rows = Answer.objects.filter(place=place).select_related("question__wording").prefetch_related("choices")
    return {str(row.question): answer_values.said(answer_values.of(row)) for row in rows}


# --- typed ----------------------------------------------------------------------------------------

LONG = "x" * 4001


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("line", " One\ntwo ", {"text": "One two"}),
        ("text", " One\ntwo ", {"text": "One\ntwo"}),
        ("one", "m", {}),
        ("several", ["S", "M"], {}),
        ("several", "S; M", {}),
        ("yes_no", "no", {"yes": False}),
        ("yes_no", "Oui", {"yes": True}),
        ("yes_no", True, {"yes": True}),
        ("number", "1 234,5", {"number": Decimal("1234.5")}),
        ("number", 7, {"number": Decimal(7)}),
        ("number", "-0.25", {"number": Decimal("-0.25")}),
        ("date", "2027-03-20", {"day": date(2027, 3, 20)}),
        ("date", date(2027, 3, 20), {"day": date(2027, 3, 20)}),
    ],
)
def test_each_kind_is_kept_in_its_own_column(kind, typed, kept):
    pool = a_pool()
    question = ask(pool, kind, choices=["S", "M"])
    row = Answer.objects.get(place=join(pool, {question.pk: typed}))
    empty = {"text": "", "number": None, "day": None, "yes": None}
    assert {name: getattr(row, name) for name in empty} == {**empty, **kept}
    assert row.choices.count() == {"one": 1, "several": 2}.get(kind, 0)


@pytest.mark.parametrize(
    ("kind", "typed", "code"),
    [
        ("line", "x" * 301, "too_long"),
        ("text", LONG, "too_long"),
        ("line", "a\x00b", "unstorable_text"),
        ("one", "XL", "not_a_choice"),
        ("one", ["S", "M"], "not_a_choice"),
        ("several", ["S", "XL"], "not_a_choice"),
        ("yes_no", "perhaps", "not_yes_or_no"),
        ("number", "a lot", "not_a_number"),
        ("number", "NaN", "not_a_number"),
        ("number", "Infinity", "not_a_number"),
        ("number", "1e400", "not_a_number"),
        ("number", True, "not_a_number"),
        ("date", "tomorrow", "not_a_day"),
        ("date", "2027-02-30", "not_a_day"),
    ],
)
def test_what_no_kind_holds_is_refused_with_its_reason(kind, typed, code):
    pool = a_pool()
    question = ask(pool, kind, choices=["S", "M"])
    assert wrong(pool, {question.pk: typed}) == [(0, "Why?", code)]


ANYTHING = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.dates(), st.decimals(),
    st.lists(st.one_of(st.text(), st.integers()), max_size=3),
)  # fmt: skip


@given(kind=st.sampled_from(sorted(answer_values.READERS)), typed=ANYTHING)
@settings(max_examples=400, deadline=None)
def test_whatever_is_given_is_read_or_refused_and_read_again_the_same(kind, typed):
    question = answering.Question(kind=kind)
    question.open_choices = []
    try:
        value = answer_values.read(question, typed)
    except answering.Refusal:
        return
    assert answer_values.read(question, answer_values.plain(value)) == value
    answer_values.said(value)


# --- conditions -------------------------------------------------------------------------------------


@pytest.fixture
def dinner():
    pool = a_pool(party_limit=4)
    pool.meat = ask(pool, "yes_no", "Meat?", required=True, each_person=True)
    pool.which = ask(pool, "line", "Which?", required=True, each_person=True, condition=only_if(pool.meat, True))
    pool.travel = ask(pool, "one", "Travel?", choices=["Car", "Train"], required=True)
    pool.seats = ask(pool, "number", "Seats?", required=True, condition=only_if(pool.travel, "Car"))
    return pool


def test_a_question_under_a_condition_is_needed_only_where_it_holds(dinner):
    place = join(dinner, {dinner.meat.pk: "no", dinner.travel.pk: "Train"})
    assert answers(place) == {"Meat?": "No", "Travel?": "Train"}
    other = {dinner.meat.pk: "yes", dinner.travel.pk: "Car"}
    with pytest.raises(answering.AnswersWrong) as refusal:
        join(dinner, other)
    assert [str(one.question) for one in refusal.value.wrong] == ["Which?", "Seats?"]


def test_an_answer_to_what_is_not_asked_is_not_kept_and_not_judged(dinner):
    given = {dinner.meat.pk: "no", dinner.which.pk: "Beef", dinner.travel.pk: "Train", dinner.seats.pk: "many"}
    assert answers(join(dinner, given)) == {"Meat?": "No", "Travel?": "Train"}


def test_conditions_hang_together_in_chains():
    pool = a_pool()
    a = ask(pool, "yes_no", "a")
    b = ask(pool, "yes_no", "b", condition=only_if(a, True))
    c = ask(pool, "line", "c", required=True, condition=only_if(b, True))
    assert answers(join(pool, {a.pk: False, b.pk: True})) == {"a": "No"}
    with pytest.raises(answering.AnswersWrong):
        join(pool, {a.pk: True, b.pk: True})
    assert answers(join(pool, {a.pk: True, b.pk: True, c.pk: "x"})) == {"a": "Yes", "b": "Yes", "c": "x"}


# --- groups -----------------------------------------------------------------------------------------


def test_each_of_a_group_answers_for_themselves_and_one_for_all(dinner):
    given = (
        {dinner.meat.pk: "no", dinner.travel.pk: "Car", dinner.seats.pk: 3},
        {dinner.meat.pk: "yes", dinner.which.pk: "Beef", dinner.travel.pk: "Train"},
        {dinner.meat.pk: "no"},
    )
    place = join(dinner, *given, companions=["Bo", "Cy"])
    party = answering.group_of(place)
    assert [answers(member) for member in party] == [
        {"Meat?": "No", "Travel?": "Car", "Seats?": "3"},
        {"Meat?": "Yes", "Which?": "Beef"},
        {"Meat?": "No"},
    ]


def test_every_fault_of_every_member_is_named_at_once(dinner):
    assert wrong(dinner, {dinner.meat.pk: "perhaps"}, {dinner.meat.pk: "yes"}, companions=["Bo", "Cy"]) == [
        (0, "Meat?", "not_yes_or_no"),
        (0, "Travel?", "answer_needed"),
        (1, "Which?", "answer_needed"),
        (2, "Meat?", "answer_needed"),
    ]


# --- guests and the invited ---------------------------------------------------------------------------


@pytest.mark.req("B03")
def test_a_guest_s_answers_wait_with_the_wish_and_go_with_the_place(dinner):
    given = [{dinner.meat.pk: "no", dinner.travel.pk: "Train"}, {dinner.meat.pk: "yes", dinner.which.pk: "Beef"}]
    asked, _secret = factories.join_request(dinner, companions=["Bo"], answers=given, at=AT)
    assert (Answer.objects.filter(request=asked).count(), Answer.objects.filter(place=None).count()) == (4, 4)
    place = join_requests.confirm(asked, by=BY, at=later())
    assert [answers(member) for member in answering.group_of(place)] == [
        {"Meat?": "No", "Travel?": "Train"},
        {"Meat?": "Yes", "Which?": "Beef"},
    ]
    assert Answer.objects.filter(request=asked).count() == 0


@pytest.mark.req("B03")
def test_a_wish_without_a_needed_answer_is_refused_before_any_mail(dinner):
    with pytest.raises(answering.AnswersWrong):
        factories.join_request(dinner, at=AT)
    assert JoinRequest.objects.count() == 0


@pytest.mark.req("P09")
def test_answers_of_a_wish_that_ran_out_are_forgotten_with_it(dinner):
    factories.join_request(dinner, answers=[{dinner.meat.pk: "no", dinner.travel.pk: "Train"}], at=AT)
    assert join_requests.forget_unconfirmed(before=AT + timedelta(days=3)) == 1
    assert Answer.objects.count() == 0


def test_a_second_wish_of_the_same_guest_adds_only_what_was_missing():
    pool = a_pool()
    why, how = ask(pool, text="Why?"), ask(pool, text="How?")
    first, _secret = factories.join_request(pool, email="a@example.org", answers=[{why.pk: "Fun"}], at=AT)
    place = join_requests.confirm(first, by=BY, at=later())
    second, _secret = factories.join_request(
        pool, email="a@example.org", answers=[{why.pk: "Work", how.pk: "By train"}], at=later()
    )
    assert join_requests.confirm(second, by=BY, at=later(2)) == place
    assert answers(place) == {"Why?": "Fun", "How?": "By train"}


def test_who_is_invited_answers_afterwards(dinner):
    host, guest = factories.member(), factories.guest()
    invitation = invitations.invite(
        dinner.offering, email=guest.email, pool=fresh(dinner), by=factories.actor(host), at=AT
    )
    place = invitations.accept(invitation, by=factories.actor(guest), at=later())
    assert (place.state, answers(place)) == ("confirmed", {})


# --- changed -----------------------------------------------------------------------------------------


def test_answers_change_and_what_stays_the_same_keeps_its_time(dinner):
    place = join(dinner, {dinner.meat.pk: "no", dinner.travel.pk: "Train"})
    answering.change(place, [{dinner.meat.pk: "no", dinner.travel.pk: "Car", dinner.seats.pk: 2}], by=BY, at=later(5))
    assert answers(place) == {"Meat?": "No", "Travel?": "Car", "Seats?": "2"}
    times = dict(Answer.objects.filter(place=place).values_list("question__wording__text", "at"))
    assert times == {"Meat?": later(), "Travel?": later(5), "Seats?": later(5)}


def test_a_change_that_cannot_be_leaves_everything_as_it_was(dinner):
    place = join(dinner, {dinner.meat.pk: "no", dinner.travel.pk: "Train"})
    with pytest.raises(answering.AnswersWrong):
        answering.change(place, [{dinner.meat.pk: "yes"}], by=BY, at=later(5))
    assert answers(place) == {"Meat?": "No", "Travel?": "Train"}


def test_answers_can_be_changed_until_the_time_set_or_else_the_start():
    pool = a_pool()
    assert answering.open_until(pool) == START
    answering.check_open(pool, at=START - timedelta(seconds=1))
    with pytest.raises(answering.AnswersClosed):
        answering.check_open(pool, at=START)
    pool = pools.change(pool, answers_until=later(10), by=BY, at=AT)
    with pytest.raises(answering.AnswersClosed):
        answering.check_open(pool, at=later(10))


# --- cost ---------------------------------------------------------------------------------------------


@pytest.mark.req("Q21")
def test_joining_takes_the_same_statements_for_one_question_and_for_many():
    def statements(number):
        pool = a_pool()
        asked = [ask(pool, "one", f"Q{n}", choices=["A", "B"]) for n in range(number)]
        pool, person = fresh(pool), factories.guest()
        with CaptureQueriesContext(connection) as queries:
            given = {one.pk: choice(one, "A").pk for one in asked}
            places.join(pool, person, answers=[given], by=factories.actor(person), at=later())
        return len(queries)

    assert statements(1) == statements(20)


@pytest.mark.slow
@pytest.mark.xdist_group("crowds")
@pytest.mark.django_db(transaction=True)
def test_two_who_change_the_same_answers_at_once_leave_one_whole_sheet():
    pool = a_pool()
    asked = [ask(pool, text=f"Q{n}") for n in range(5)]
    place = join(pool, {one.pk: "0" for one in asked})

    def work(number, say):
        for turn in range(8):
            mine = Place.objects.select_related("pool__offering").get(pk=place.pk)
            answering.change(mine, [{one.pk: f"{number}-{turn}" for one in asked}], by=BY, at=later(turn))
            say(done=turn)

    with crowd.of(3, work) as processes:
        processes.go()
        processes.wait()
        assert len(processes.of("done")) == 24
    assert len(set(answers(place).values())) == 1

"""Who takes part asks and votes; organisers and speakers answer, hide and mark; pages are told by one small mark."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from lineup.core.foundation import cursors
from lineup.core.foundation.errors import Forbidden, Missing
from lineup.core.people.limits import TooManyTries
from lineup.domains.onsite import payments, questions, speakers
from lineup.domains.onsite.models import QuestionVote, SessionQuestion
from tests.domains.onsite.conftest import clock
from tests.support import factories

pytestmark = pytest.mark.req("D07")
NOW = clock(9, 30)


def asked(session, who, text="Why?", at=NOW, **how):
    made = questions.ask(session, text, by=factories.actor(who), at=at, **how)
    return questions.find(session, made.pk)


def listed(session, **how):
    page = cursors.page(questions.of(session, **how), order=questions.ORDER)
    return [(one.text, one.wanted, one.is_answered) for one in page.items]


def test_in_a_conference_those_ask_who_come_to_the_event(make_session, make_attendee, organiser):
    talk = make_session()
    assert questions.floor_of(talk, make_attendee()) == questions.Floor(may_ask=True, may_answer=False)
    assert questions.floor_of(talk, organiser) == questions.Floor(may_ask=False, may_answer=True)
    for other in (None, factories.member()):
        floor = questions.floor_of(talk, other)
        assert (floor.may_ask, floor.may_answer, floor.may_read) == (False, False, False)
    with pytest.raises(questions.AccessNeeded):
        asked(talk, factories.member())


def test_in_an_atelier_those_ask_who_have_a_place_in_it(make_session, make_attendee):
    atelier = make_session(kind="atelier", capacity=1)
    vera, zoe = make_attendee(), make_attendee("Zoe")
    for one in (vera, zoe):
        factories.place(atelier.pool, one, at=NOW - timedelta(days=2))
    assert [questions.floor_of(atelier, one).may_ask for one in (vera, zoe)] == [True, False]


@pytest.mark.req("D05")
def test_in_an_atelier_that_costs_something_those_ask_whose_place_is_paid(make_session, make_attendee, by):
    atelier, vera = make_session(kind="atelier", price=Decimal(15), currency="EUR"), make_attendee()
    place = factories.place(atelier.pool, vera, at=NOW - timedelta(days=2))

    def told():
        try:
            return questions.check_reads(atelier, vera).may_ask
        except Forbidden as refusal:
            return refusal.code

    found = [told()]
    for status in ("paid", "pending", "free"):
        payments.mark([place.pk], status, session=atelier, by=by, at=NOW)
        found.append(told())
    assert found == ["session_not_paid", True, "session_not_paid", True]
    payments.mark([place.pk], "pending", session=atelier, by=by, at=NOW)
    with pytest.raises(questions.NotPaid):
        asked(atelier, vera)


def test_a_speaker_answers_who_signs_in_with_the_address_that_was_named(make_session, organiser, by, at):
    talk, ada = make_session(speakers=["Ada"]), factories.member("Ada", email="ada@example.org")
    assert not questions.floor_of(talk, ada).may_answer
    speakers.change(talk.speakers.get(), name="Ada", about="", email=" ADA@example.org", by=by, at=at)
    assert questions.floor_of(talk, ada).may_answer
    assert not questions.floor_of(make_session("Other", (11, 12)), ada).may_answer
    with pytest.raises(speakers.SpeakerAddressWrong):
        speakers.change(talk.speakers.get(), name="Ada", about="", email="nobody", by=by, at=at)


def test_the_most_wanted_comes_first_and_what_is_answered_last(make_session, make_attendee, by):
    talk, vera, zoe = make_session(), make_attendee(), make_attendee("Zoe")
    first, second = asked(talk, vera, "First?"), asked(talk, vera, "Second?", at=NOW + timedelta(seconds=1))
    for _twice in range(2):
        questions.vote(second, by=factories.actor(zoe), at=NOW)
    assert listed(talk) == [("Second?", 1, False), ("First?", 0, False)]
    questions.answer(second, "Because.", by=by, at=NOW)
    assert listed(talk) == [("First?", 0, False), ("Second?", 1, True)]
    assert questions.voted_by(zoe, talk) == {second.pk}
    questions.unvote(second, by=factories.actor(zoe), at=NOW)
    assert (QuestionVote.objects.count(), first.pk == second.pk) == (0, False)
    questions.reopen(questions.find(talk, second.pk), by=by, at=NOW)
    assert listed(talk) == [("First?", 0, False), ("Second?", 0, False)]


def test_the_list_is_paged_by_its_order(make_session, make_attendee, by):
    talk = make_session()
    people = [make_attendee(f"P{number}") for number in range(4)]
    for number in range(9):
        row = asked(talk, people[number % 4], f"Q{number}", at=NOW + timedelta(minutes=number))
        for one in people[: number % 3]:
            questions.vote(row, by=factories.actor(one), at=NOW + timedelta(minutes=number))
        if number % 4 == 0:
            questions.answer(row, by=by, at=NOW)
    whole = [one.text for one in cursors.page(questions.of(talk), order=questions.ORDER).items]
    found, cursor = [], ""
    while cursor is not None:
        page = cursors.page(questions.of(talk), order=questions.ORDER, cursor=cursor, size=2)
        found, cursor = [*found, *(one.text for one in page.items)], page.next
    assert (found, len(found)) == (whole, 9)


def test_only_who_keeps_the_session_answers_and_hides(make_session, make_attendee, by):
    talk, vera = make_session(), make_attendee()
    row = asked(talk, vera)
    for act in (questions.answer, questions.reopen, questions.hide, questions.unhide):
        with pytest.raises(questions.NotAnswering):
            act(row, by=factories.actor(vera), at=NOW)
    questions.hide(row, by=by, at=NOW)
    assert (listed(talk), listed(talk, hidden=True)) == ([], [("Why?", 0, False)])
    with pytest.raises(Missing):
        questions.find(talk, row.pk)
    questions.unhide(row, by=by, at=NOW)
    assert listed(talk) == [("Why?", 0, False)]


def test_floods_are_stopped_and_the_same_words_are_one_question(make_session, make_attendee):
    talk, vera = make_session(), make_attendee()
    assert asked(talk, vera).pk == asked(talk, vera, "  Why?\n").pk
    for number in range(questions.ASKING.most - 1):
        asked(talk, vera, f"And {number}?")
    with pytest.raises(TooManyTries) as refused:
        asked(talk, vera, "And again?")
    assert refused.value.status == 429
    for number in range(questions.MOST_OF_ONE - questions.ASKING.most):
        asked(talk, vera, f"Later {number}?", at=NOW + timedelta(minutes=1 + number))
    with pytest.raises(questions.TooManyQuestions):
        asked(talk, vera, "Much later?", at=NOW + timedelta(hours=1))


def test_one_takes_back_what_one_asked_and_nothing_else(make_session, make_attendee):
    talk, vera = make_session(), make_attendee()
    row = asked(talk, vera)
    with pytest.raises(Missing):
        questions.take_back(row, by=factories.actor(make_attendee("Zoe")))
    questions.take_back(row, by=factories.actor(vera))
    assert SessionQuestion.objects.count() == 0


def test_nothing_and_too_much_is_no_question(make_session, make_attendee):
    talk, vera = make_session(), make_attendee()
    with pytest.raises(questions.QuestionNeeded):
        asked(talk, vera, " \n ")
    with pytest.raises(questions.inputs.TooLong):
        asked(talk, vera, "x" * 501)


def test_watching_pages_are_told_at_once_of_questions_and_answers(make_session, make_attendee, by):
    talk, vera = make_session(), make_attendee()
    seen = [questions.pulse(talk.pk, at=NOW)]
    row = asked(talk, vera)
    seen.append(questions.pulse(talk.pk, at=NOW))
    for act in (questions.answer, questions.hide, questions.unhide, questions.reopen):
        act(row, by=by, at=NOW)
        seen.append(questions.pulse(talk.pk, at=NOW))
    questions.take_back(row, by=factories.actor(vera))
    seen.append(questions.pulse(talk.pk, at=NOW))
    assert len(set(seen)) == len(seen)


def test_a_thousand_votes_change_the_mark_once_in_a_span_and_the_last_is_never_lost(make_session, make_attendee):
    talk, vera = make_session(), make_attendee()
    row, by = asked(talk, vera), factories.actor(vera)
    span = int(questions.VOTES_SHOWN_EVERY.total_seconds())
    begins = NOW.replace(second=0)
    seen = []
    for number in range(2 * span * 2):
        at = begins + timedelta(seconds=number / 2)
        (questions.unvote if number % 2 else questions.vote)(row, by=by, at=at)
        seen.append(questions.pulse(talk.pk, at=at))
    still = questions.pulse(talk.pk, at=begins + timedelta(seconds=2 * span))
    after = questions.pulse(talk.pk, at=begins + timedelta(seconds=3 * span))
    assert (len(set(seen)), seen[-1] != still, still == after) == (2, True, True)


def test_the_mark_costs_one_query(make_session, django_assert_num_queries):
    talk = make_session()
    with django_assert_num_queries(1):
        assert questions.pulse(talk.pk, at=NOW) == "0.0"
    with pytest.raises((ValidationError, ValueError)):
        questions.pulse("nonsense", at=NOW)

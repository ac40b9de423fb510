"""Drivers and teams find each other on the board; an answer is given once and settled once, and makes a member."""

from datetime import timedelta

import pytest

from lineup.core.foundation.errors import Missing, Refusal
from lineup.core.outbox.models import Message
from lineup.core.privacy import erasure
from lineup.domains.racing import advert_answers, adverts, adverts_told, team_members, teams
from lineup.domains.racing.models import Advert, AdvertAnswer
from tests.support import factories
from tests.support.at_once import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.req("A19")]
DAY = timedelta(days=1)


@pytest.fixture
def team(by, at):
    return teams.create(name="Scuderia", by=by, at=at)


@pytest.fixture
def dana(driver):
    return factories.actor(driver)


@pytest.fixture
def put_up(simulator, at):
    return lambda by, **values: adverts.put_up(
        **{"kind": "team_wanted", "simulator": simulator, "text": "Likes rain.", "by": by, "at": at, **values}
    )


def code_of(act) -> str:
    try:
        act()
    except Refusal as refusal:
        return refusal.code
    return ""


def told(kind):
    return [row.payload["person"] for row in Message.objects.filter(topic="notice", key__startswith=kind)]


def test_a_driver_finds_a_team_which_answers_and_is_accepted(team, dana, put_up, by, at):
    advert = put_up(dana)
    assert list(adverts.on_board(by.person, at=at)) == [advert]
    assert code_of(lambda: advert_answers.give(advert, "Join us", by=by, at=at)) == "advert_answer_team_needed"
    answer = advert_answers.give(advert, " Join us ", team=team, by=by, at=at)
    assert advert_answers.give(advert, "Join us", team=team, by=by, at=at) == answer
    assert code_of(lambda: advert_answers.give(advert, "Do", team=team, by=by, at=at)) == "advert_answered_already"
    assert told(adverts_told.ANSWERED) == [str(dana.person.pk)]
    words = adverts_told.about_answer({"answer": str(answer.pk)}, dana.person)
    assert (words.title, words.sentence) == ("Olga answers you for the team Scuderia", "Join us")
    assert code_of(lambda: advert_answers.accept(answer, by=by, at=at)) == "not_your_advert"
    advert_answers.accept(answer, reply="Gladly.", by=dana, at=at)
    assert [(row.person.name, row.role) for row in team_members.of(team)] == [("Dana", "driver"), ("Olga", "owner")]
    assert code_of(lambda: advert_answers.decline(answer, by=dana, at=at)) == "advert_answer_settled"
    assert code_of(lambda: advert_answers.take_back(answer, by=by, at=at)) == "advert_answer_settled"
    said = adverts_told.about_settling({"answer": str(answer.pk)}, by.person)
    assert (said.title, said.sentence) == ("Dana says yes to your answer", "Gladly.")
    assert adverts_told.about_answer({"answer": str(answer.pk)}, dana.person) is None


def test_a_team_finds_a_driver_whom_who_invites_into_it_accepts(team, dana, put_up, by, at):
    advert = put_up(by, kind="driver_wanted", team=team)
    assert code_of(lambda: advert_answers.give(advert, "Me", by=by, at=at)) == "own_advert"
    answer = advert_answers.give(advert, "I am quick.", by=dana, at=at)
    manager = factories.member("Max")
    team_members.admit(team, manager, role="manager", by=by, at=at)
    assert code_of(lambda: advert_answers.give(advert, "Me", by=factories.actor(manager), at=at)) == (
        "in_the_team_already"
    )
    advert_answers.accept(answer, by=factories.actor(manager), at=at)
    assert team_members.own(team, dana.person).role == "driver"
    other = factories.actor(factories.member("Otto"))
    turned_down = advert_answers.give(advert, "And me?", by=other, at=at)
    advert_answers.decline(turned_down, reply="We are four now.", by=by, at=at)
    assert (team_members.own(team, other.person), told(adverts_told.SETTLED)[-1]) == (None, str(other.person.pk))


def test_a_team_may_no_longer_be_offered_by_who_lost_the_right_to(team, dana, put_up, by, at):
    manager = factories.member("Max")
    member = team_members.admit(team, manager, role="manager", by=by, at=at)
    answer = advert_answers.give(put_up(dana), "Join us", team=team, by=factories.actor(manager), at=at)
    team_members.change(member, can_invite_members=False, by=by, at=at)
    assert code_of(lambda: advert_answers.accept(answer, by=dana, at=at)) == "not_allowed_in_team"
    answer.refresh_from_db()
    assert (answer.accepted_at, team_members.own(team, dana.person)) == (None, None)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"kind": "wanted"}, "unknown_choice"),
        ({"text": " "}, "advert_words_needed"),
        ({"text": "x" * 2001}, "too_long"),
        ({"kind": "driver_wanted"}, "advert_team_needed"),
        ({"days": 91}, "out_of_range"),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_put_up(values, code, dana, put_up):
    assert (code_of(lambda: put_up(dana, **values)), Advert.objects.count()) == (code, 0)


def test_a_hidden_team_and_another_s_look_for_nobody_here(team, dana, put_up, by, at):
    assert code_of(lambda: put_up(dana, kind="driver_wanted", team=team)) == "not_allowed_in_team"
    teams.change(team, is_public=False, by=by, at=at)
    assert code_of(lambda: put_up(by, kind="driver_wanted", team=team)) == "advert_of_hidden_team"


def test_what_is_over_or_closed_leaves_the_board_but_not_those_it_concerns(dana, put_up, simulator, by, at):
    advert, other = put_up(dana, days=1), put_up(dana, kind="coach_wanted")
    answer = advert_answers.give(other, "I teach.", by=by, at=at)
    assert list(adverts.on_board(by.person, at=at + DAY, simulator=simulator)) == [other]
    assert list(adverts.on_board(by.person, at=at, kind="team_wanted")) == [advert]
    assert code_of(lambda: adverts.close(other, by=by, at=at)) == "not_your_advert"
    adverts.close(other, by=dana, at=at)
    adverts.close(other, by=dana, at=at + DAY)
    assert (other.closed_at, list(adverts.on_board(by.person, at=at))) == (at, [advert])
    assert code_of(lambda: adverts.change(other, text="New", by=dana, at=at)) == "advert_over"
    assert adverts.find(by.person, other.pk, at=at) == other
    with pytest.raises(Missing):
        adverts.find(factories.member("Sid"), other.pk, at=at)
    late = factories.actor(factories.member("Lia"))
    assert code_of(lambda: advert_answers.give(other, "Me", by=late, at=at)) == "advert_over"
    advert_answers.take_back(answer, by=by, at=at)
    assert adverts.forget(at + 31 * DAY) == 2


def test_there_is_an_end_to_adverts_and_answers(dana, put_up, by, at, monkeypatch):
    for _ in range(adverts.MOST_OPEN):
        put_up(dana, kind="coach_offered")
    assert code_of(lambda: put_up(dana)) == "too_many_adverts"
    monkeypatch.setattr(advert_answers, "MOST_A_DAY", 1)
    first, second = adverts.of(dana.person)[:2]
    advert_answers.give(first, "Me", by=by, at=at)
    assert code_of(lambda: advert_answers.give(second, "Me", by=by, at=at)) == "too_many_advert_answers"
    advert_answers.give(second, "Me", by=by, at=at + DAY)


@pytest.mark.django_db(transaction=True)
def test_two_who_settle_at_once_make_one_member(team, dana, put_up, by, at):
    advert = put_up(by, kind="driver_wanted", team=team)
    answer = advert_answers.give(advert, "Me", by=dana, at=at)
    found = at_once(
        *[lambda: code_of(lambda: advert_answers.accept(advert_answers.find(advert, answer.pk), by=by, at=at))] * 2,
        lambda: code_of(lambda: advert_answers.decline(advert_answers.find(advert, answer.pk), by=by, at=at)),
    )
    assert sorted(found) == ["", "advert_answer_settled", "advert_answer_settled"]
    settled = AdvertAnswer.objects.get()
    assert (team_members.own(team, dana.person) is not None) == (settled.accepted_at is not None)
    assert len(told(adverts_told.SETTLED)) == 1


@pytest.mark.req("P17")
def test_adverts_and_answers_of_an_erased_person_go(dana, put_up, by, at):
    advert_answers.give(put_up(by, kind="coach_wanted"), "I teach.", by=dana, at=at)
    advert_answers.give(put_up(dana), "Hello", team=teams.create(name="T", by=by, at=at), by=by, at=at)
    erasure.erase(dana.person, by=dana, at=at)
    assert (Advert.objects.count(), AdvertAnswer.objects.count()) == (1, 0)

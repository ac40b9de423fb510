"""The questions of a session as people ask, watch and answer them."""

import re
from datetime import timedelta
from html.parser import HTMLParser
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lineup.core.foundation import clock
from lineup.core.people.actors import Actor
from lineup.domains.events import events
from lineup.domains.onsite import pulses, questions
from lineup.domains.onsite.models import QuestionVote, SessionQuestion
from lineup.interfaces.web.onsite import question_list
from tests.support import factories, hostile_text

pytestmark = pytest.mark.req("D07")


def signed_in(person):
    browser = Client()
    browser.force_login(person.account)
    return browser


@pytest.fixture
def path(opening):
    return f"/events/forum/programme/{opening.pk}/questions"


@pytest.fixture
def vera(event):
    person = factories.member("Vera")
    factories.place(events.pool_of(event), person)
    return person


def listed(browser, path):
    answer = browser.get(f"{path}/list")
    assert answer.status_code == 200
    return answer.content.decode()


def mark_of(path, html):
    key = html.split('data-live="')[1].split('"')[0]
    return f'data-mark="{Client().get(key).json()["mark"]}"'


def test_a_question_is_asked_voted_for_and_answered_and_watching_pages_hear_of_each(path, vera, organiser, event):
    zoe = factories.member("Zoe")
    factories.place(events.pool_of(event), zoe)
    asker, voter, keeper = signed_in(vera), signed_in(zoe), signed_in(organiser)
    before = listed(voter, path)
    asker.post(path, {"text": "Why <b>?"})
    after = listed(voter, path)
    assert ("Why &lt;b&gt;?" in after, "Vera" in after, "No questions yet" in before) == (True, True, True)
    assert mark_of(path, before) not in before
    assert mark_of(path, after) in after
    row = SessionQuestion.objects.get()
    voter.post(f"{path}/votes", {"vote": row.pk})
    part = voter.post(f"{path}/votes", {"vote": row.pk}, headers={"HX-Request": "true"}).content.decode()
    assert ('aria-pressed="true"' in part, '<b class="number">1</b>' in part) == (True, True)
    assert keeper.post(f"{path}/{row.pk}", {"answer": "Because."}).status_code == 302
    assert "Because." in listed(asker, path)
    keeper.post(f"{path}/marks", {"open": row.pk})
    assert "Because." not in listed(asker, path)
    keeper.post(f"{path}/marks", {"hidden": row.pk})
    assert ["Why" in listed(browser, path) for browser in (asker, voter, keeper)] == [False, False, True]
    keeper.post(f"{path}/marks", {"shown": row.pk})
    asker.post(f"{path}/removals", {"question": row.pk})
    assert (SessionQuestion.objects.count(), QuestionVote.objects.count()) == (0, 0)


def test_a_name_is_kept_from_everybody_where_it_was_wished(path, vera, organiser):
    asker = signed_in(vera)
    asker.post(path, {"text": "May I?", "is_anonymous": "on"})
    for browser in (asker, signed_in(organiser)):
        shown = listed(browser, path)
        assert ("Anonymous" in shown, "Vera" in shown) == (True, False)


def test_who_has_no_access_is_told_how_to_get_it(path, opening):
    stranger = signed_in(factories.member())
    answer = stranger.get(path)
    assert (answer.status_code, "take a place first" in answer.content.decode()) == (403, True)
    assert path not in stranger.get(f"/events/forum/programme/{opening.pk}").content.decode()


def test_floods_are_answered_with_429_or_a_word_beside_the_field(path, vera):
    asker = signed_in(vera)
    for number in range(questions.ASKING.most):
        assert asker.post(path, {"text": f"Q{number}"}).status_code == 302
    answer = asker.post(path, {"text": "One more"})
    assert (answer.status_code, "too often" in answer.content.decode()) == (422, True)
    assert asker.post(path, {"text": "x" * 501}).status_code == 422
    assert SessionQuestion.objects.count() == questions.ASKING.most


@pytest.mark.req("Q21")
def test_fifty_questions_cost_the_queries_of_one_and_the_next_who_watches_fewer(path, opening, vera, event):
    def counted(browser):
        with CaptureQueriesContext(connection) as seen:
            listed(browser, path)
        return len(seen)

    by = Actor(vera)
    questions.ask(opening, "Q", by=by, at=clock.now())
    one = counted(signed_in(vera))
    for number in range(49):
        asks = factories.guest()
        factories.place(events.pool_of(event), asks)
        questions.ask(opening, f"Q{number}", by=Actor(asks), at=clock.now())
    assert counted(signed_in(vera)) == one
    assert counted(signed_in(vera)) == one - 1


def test_the_mark_is_told_without_who_asks_in_one_query_and_its_key_is_not_to_be_guessed(path, vera):
    key = listed(signed_in(vera), path).split('data-live="')[1].split('"')[0]
    with CaptureQueriesContext(connection) as seen:
        answer = Client().get(key)
    assert (answer.status_code, answer.json(), len(seen)) == (200, {"mark": "0.0"}, 1)
    assert Client().get(f"{key[:-1]}{'A' if key[-1] != 'A' else 'B'}").status_code == 404
    assert Client().get("/api/question-pulses/nonsense").status_code == 404


def shared_by(browser, path):
    """Where the page of this browser reads the list of all; empty where it has its own."""
    return re.search(r'data-shared="([^"]*)"|$', browser.get(path).content.decode())[1] or ""


@pytest.mark.req("Q21")
def test_all_who_watch_are_told_alike_without_who_asks_in_one_query(path, opening, vera, organiser, event):
    asker, voter = signed_in(vera), factories.member()
    factories.place(events.pool_of(event), voter)
    asker.post(path, {"text": "<b>Why</b>?"})
    asked = SessionQuestion.objects.get()
    questions.vote(asked, by=Actor(voter), at=clock.now())
    where = shared_by(asker, path)
    assert where == shared_by(signed_in(voter), path)
    assert shared_by(signed_in(organiser), path) == ""
    answer = Client().get(where)
    text = answer.content.decode()
    assert ("&lt;b&gt;Why&lt;/b&gt;?" in text, "Vera" in text, "unvote" in text, "removals" in text) == (
        *(True, True, False, False),
    )
    assert (answer.headers["Cache-Control"], answer.headers["Content-Language"]) == ("private, no-store", "en")
    with CaptureQueriesContext(connection) as seen:
        assert Client().get(where).content == answer.content
    assert len(seen) == 1
    questions.hide(asked, by=Actor(organiser), at=clock.now())
    assert "Why" not in Client().get(where).content.decode()


def test_the_key_of_a_list_is_good_for_hours_for_one_session_and_not_to_be_guessed(path, opening, vera):
    where, at = shared_by(signed_in(vera), path), clock.now()
    prefix, key = where.rsplit("/", 1)
    reading = pulses.Reading(opening.pk, "fr")
    found = [
        Client().get(f"{prefix}/{one}").status_code
        for one in (
            pulses.list_key(reading, at=at),
            pulses.list_key(reading, at=at - timedelta(hours=2)),
            pulses.list_key(reading, at=at - timedelta(hours=4)),
            pulses.list_key(reading, at=at + timedelta(hours=2)),
            pulses.list_key(pulses.Reading(uuid4(), "en"), at=at),
            pulses.key_of(opening.pk),
            f"{key[:-1]}{'A' if key[-1] != 'A' else 'B'}",
            "nonsense",
        )
    ]
    assert found == [200, 200, 404, 404, 404, 404, 404, 404]
    assert 'aria-label="Questions"' in Client().get(where).content.decode()


class Elements(HTMLParser):
    """The elements of a page with the names of their attributes."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, *(name for name, _value in attrs)))


@pytest.mark.req("Q15")
def test_whatever_is_asked_or_answered_is_text_and_nothing_else(opening, vera, organiser):
    made = questions.ask(opening, "harmless", by=Actor(vera), at=clock.now())
    questions.answer(questions.find(opening, made.pk), "harmless", by=Actor(organiser), at=clock.now())

    def drawn(text):
        SessionQuestion.objects.update(text=text[:500], answer=text[:500])
        page = question_list.page(opening, keeps=True)
        whole = question_list.items(page.items, person=vera, voted=frozenset(), may_vote=True)
        return Elements(whole).found

    plain = drawn("harmless")
    assert [piece for piece in hostile_text.PIECES if drawn(piece or "x") != plain] == []

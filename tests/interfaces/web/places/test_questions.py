"""Questions on the way in: asked of members and guests, in groups, under conditions, with and without script."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lineup.core.foundation import clock
from lineup.core.participation import answer_values, answering, places, pools, questions
from lineup.core.participation.models import Answer, JoinRequest, Place
from tests.core.participation.asking import ask, only_if
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("B07")]


@pytest.fixture
def pool(db):
    pool = factories.pool(capacity=10, party_limit=3)
    pool.meat = ask(pool, "yes_no", "Meat?", required=True, each_person=True)
    pool.which = ask(pool, "line", "Which?", required=True, each_person=True, condition=only_if(pool.meat, True))
    pool.travel = ask(pool, "one", "Travel?", choices=["Car", "Train"], help="So that we plan the bus.")
    return pool


@pytest.fixture
def mia(client):
    mia = factories.member("Mia")
    client.force_login(mia.account)
    return mia


def answers(place):
    rows = Answer.objects.filter(place=place).select_related("question__wording").prefetch_related("choices")
    return {str(row.question): answer_values.said(answer_values.of(row)) for row in rows}


def sent(pool, *members, **more):
    """As the form sends it: (question, answer) for each member."""
    fields = {f"q{number}-{question.pk}": value for number, pairs in enumerate(members) for question, value in pairs}
    return {"asked_for": str(len(members)), **fields, **more}


def join(client, pool, *members, **more):
    return client.post(f"/pools/{pool.pk}/join", sent(pool, *members, **more), follow=True)


def test_the_form_shows_the_questions_with_their_help_and_condition_in_words(client, pool, mia):
    page = client.get(f"/pools/{pool.pk}/join").content.decode()
    assert "So that we plan the bus." in page
    assert "Only if “Meat?” is answered with “Yes”." in page
    assert f'data-only-if="q0-{pool.meat.pk}"' in page


def test_a_member_joins_with_answers(client, pool, mia):
    train = pool.travel.open_choices[1].pk
    answer = join(client, pool, [(pool.meat, "no"), (pool.which, ""), (pool.travel, str(train))])
    place = Place.objects.get(pool=pool)
    assert answers(place) == {"Meat?": "No", "Travel?": "Train"}
    assert "Train" in answer.content.decode()


@pytest.mark.req("Q29")
def test_what_is_missing_is_said_beside_its_question_and_what_was_entered_stays(client, pool, mia):
    answer = join(client, pool, [(pool.meat, "yes"), (pool.which, "")])
    assert (answer.status_code, Place.objects.count()) == (422, 0)
    form = answer.context["form"]
    assert form.errors == {f"q0-{pool.which.pk}": ["This question needs an answer."]}
    assert form[f"q0-{pool.meat.pk}"].value() == "yes"


def test_companions_are_asked_on_a_second_page_and_then_join_together(client, pool, mia):
    first = join(client, pool, [(pool.meat, "no")], companions="Bo\nCy")
    assert (first.status_code, Place.objects.count()) == (200, 0)
    page = first.content.decode()
    assert "One more step: these questions are asked of each person who comes along." in page
    assert [sheet.name for sheet in first.context["form"].sheets] == ["", "Bo", "Cy"]
    mine, bo, cy = [(pool.meat, "no")], [(pool.meat, "yes"), (pool.which, "Beef")], [(pool.meat, "no")]
    join(client, pool, mine, bo, cy, companions="Bo\nCy")
    party = answering.group_of(Place.objects.filter(pool=pool).first())
    assert [answers(member) for member in party] == [
        {"Meat?": "No"},
        {"Meat?": "Yes", "Which?": "Beef"},
        {"Meat?": "No"},
    ]


def test_other_companions_than_the_page_asked_for_are_asked_again(client, pool, mia):
    mine, bo = [(pool.meat, "no")], [(pool.meat, "no")]
    again = join(client, pool, mine, bo, companions="Bo\nCy")
    assert (again.status_code, Place.objects.count()) == (200, 0)


@pytest.mark.req("B03")
def test_a_guest_answers_with_the_wish_and_the_answers_wait_for_the_link(client, pool):
    answer = join(client, pool, [(pool.meat, "no")], name="Gus", email="gus@example.org")
    assert "Look into your mail" in answer.content.decode()
    request = JoinRequest.objects.get()
    assert Answer.objects.filter(request=request).count() == 1
    refused = join(client, pool, [(pool.meat, "")], name="Gus", email="gus@example.org")
    assert (refused.status_code, JoinRequest.objects.count()) == (422, 1)


def test_a_pool_without_questions_shows_none(client, mia):
    pool = factories.pool()
    page = client.get(f"/pools/{pool.pk}/join").content.decode()
    assert "questions.js" not in page
    assert "asked_for" not in page


# --- changed --------------------------------------------------------------------------------------


def test_the_holder_changes_the_answers_of_the_group(client, pool, mia):
    join(client, pool, [(pool.meat, "no")], [(pool.meat, "no")], companions="Bo")
    place = Place.objects.filter(pool=pool, participant=mia.pk).get()
    page = client.get(f"/places/{place.pk}/answers").content.decode()
    assert "Bo" in page
    client.post(
        f"/places/{place.pk}/answers", sent(pool, [(pool.meat, "yes"), (pool.which, "Fish")], [(pool.meat, "no")])
    )
    assert answers(place) == {"Meat?": "Yes", "Which?": "Fish"}
    wrong = client.post(f"/places/{place.pk}/answers", sent(pool, [(pool.meat, "yes")], []))
    assert (wrong.status_code, answers(place)) == (422, {"Meat?": "Yes", "Which?": "Fish"})


def test_a_guest_changes_answers_by_the_link_until_the_time_set(client, pool):
    _request, secret = factories.join_request(pool, answers=[{pool.meat.pk: "no"}])
    client.post(f"/p/{secret}/confirmation")
    place = Place.objects.get(pool=pool)
    client.post(f"/p/{secret}/answers", sent(pool, [(pool.meat, "yes"), (pool.which, "Fish")]))
    assert answers(place) == {"Meat?": "Yes", "Which?": "Fish"}
    pools.change(pool, answers_until=clock.now(), by=factories.actor(), at=clock.now())
    closed = client.post(f"/p/{secret}/answers", sent(pool, [(pool.meat, "no")]))
    assert (closed.status_code, answers(place)["Meat?"]) == (410, "Yes")
    assert "Change answers" not in client.get(f"/p/{secret}").content.decode()


def test_who_was_let_in_by_hand_is_told_what_is_still_to_be_answered(client, pool, mia):
    place = places.add(pool, mia, by=factories.actor(), at=clock.now())
    page = client.get(f"/places/{place.pk}").content.decode()
    assert "One question still needs an answer." in page
    client.post(f"/places/{place.pk}/answers", sent(pool, [(pool.meat, "no")]))
    assert "still needs an answer" not in client.get(f"/places/{place.pk}").content.decode()


def test_there_is_nothing_to_change_where_nothing_is_asked(client, mia):
    place = factories.place(factories.pool(), mia)
    assert client.get(f"/places/{place.pk}/answers").status_code == 404


@pytest.mark.req("Q21")
def test_the_page_of_a_place_takes_the_same_queries_for_one_answer_and_for_many(client, mia):
    few, many = factories.pool(), factories.pool()
    ask(few, "several", "Q", choices=["A", "B"])
    for number in range(12):
        ask(many, "several", f"Q{number}", choices=["A", "B"])
    counted = []
    for pool in (few, many):
        pool.refresh_from_db()
        given = {one.pk: ["A", "B"] for one in questions.of(pool)}
        place = places.join(pool, mia, answers=[given], by=factories.actor(mia), at=clock.now())
        client.get(f"/places/{place.pk}")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/places/{place.pk}")
        counted.append(len(queries))
    assert counted[0] == counted[1]


# --- in a browser -----------------------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_with_script_a_question_steps_aside_until_it_is_asked(open_page, pool):
    page = open_page(width=390)
    page.goto(f"/pools/{pool.pk}/join")
    which = page.get_by_label("Which?")
    assert not which.is_visible()
    page.get_by_role("group", name="Meat?").get_by_label("Yes").check()
    assert which.is_visible()
    page.get_by_role("group", name="Meat?").get_by_label("No").check()
    assert not which.is_visible()


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_without_script_every_question_stands_there_with_its_condition(open_page, pool):
    page = open_page(javascript=False)
    page.goto(f"/pools/{pool.pk}/join")
    assert page.get_by_label("Which?").is_visible()
    assert page.get_by_text("Only if “Meat?” is answered with “Yes”.").is_visible()

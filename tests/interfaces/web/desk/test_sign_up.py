"""The sign-up sheet at the desk: opened and closed, its questions kept, who answered what."""

import csv
import io
from datetime import timedelta

import openpyxl
import pytest

from lineup.core.audit.models import Entry
from lineup.core.foundation import clock
from lineup.core.foundation.errors import Refusal
from lineup.core.participation import places, pools, questions
from lineup.core.participation.models import Answer, Pool, Question
from tests.core.participation.asking import ask, only_if
from tests.support import factories

pytestmark = pytest.mark.req("A14", "B07")


def fresh(house):
    house.pool = Pool.objects.select_related("offering").get(pk=house.pool.pk)
    return house.pool


def join(house, name, given=None, **more):
    person = factories.guest(name)
    return places.join(fresh(house), person, answers=[given or {}], by=factories.actor(person), at=clock.now(), **more)


@pytest.fixture
def asked(house):
    house.event("Dinner", capacity=None)
    house.meat = ask(house.pool, "yes_no", "Meat?", required=True)
    house.which = ask(house.pool, "line", "Which?", required=True, condition=only_if(house.meat, True))
    house.travel = ask(house.pool, "one", "Travel?", choices=["Car", "Train"])
    return house


# --- open and closed ------------------------------------------------------------------------------


@pytest.mark.req("Q29")
def test_sign_up_closes_and_opens_with_one_click_each_and_is_recorded(house):
    path = f"/pools/{house.pool.pk}/opening"
    assert "Sign-up is open" in house.get("/sign-up").content.decode()
    closed = house.post(path, to="close")
    assert house.said(closed) == ["Sign-up is closed. Who waits keeps waiting."]
    assert "Sign-up is closed" in closed.content.decode()
    with pytest.raises(Refusal):
        house.join()
    house.post(path, to="open")
    house.join()
    assert Entry.objects.filter(action="pool.change").count() == 2


def test_what_opens_later_opens_now(house):
    at = clock.now()
    pools.change(house.pool, opens_at=at + timedelta(days=1), closes_at=at + timedelta(days=2), by=house.by, at=at)
    assert "Sign-up is not open yet" in house.get("/sign-up").content.decode()
    house.post(f"/pools/{house.pool.pk}/opening", to="open")
    pool = fresh(house)
    assert (pool.opens_at, pool.closes_at) == (None, at + timedelta(days=2))


def test_closing_twice_keeps_the_first_time(house):
    house.post(f"/pools/{house.pool.pk}/opening", to="close")
    first = fresh(house).closes_at
    house.post(f"/pools/{house.pool.pk}/opening", to="close")
    assert fresh(house).closes_at == first


# --- questions ------------------------------------------------------------------------------------


def new(house, **fields):
    return house.post(f"/pools/{house.pool.pk}/questions/new", **{"kind": "line", "text": "Why?", **fields})


def texts(house):
    return [str(one) for one in questions.of(fresh(house))]


def test_a_question_is_asked_with_its_choices_and_condition(house):
    new(house, text="Meat?", kind="yes_no", each_person="on")
    [meat] = questions.of(fresh(house))
    size_of = {"text": "Size?", "kind": "one", "choices": "S\nM\n", "only_if": f"{meat.pk}:yes"}
    # who answers once for all has no one answer of each to go by
    assert new(house, **size_of).status_code == 422
    new(house, **size_of, each_person="on")
    size = questions.of(fresh(house))[1]
    assert ([one.label for one in size.open_choices], size.only_if_yes) == (["S", "M"], True)


def test_a_form_that_cannot_be_says_why_and_keeps_what_was_entered(house):
    answer = new(house, kind="one", choices="Only")
    assert answer.status_code == 422
    assert "Give from 2 to 50 choices" in answer.content.decode()
    assert answer.context["form"]["choices"].value() == "Only"
    assert Question.objects.count() == 0


def test_a_question_is_changed_moved_removed_and_brought_back(asked):
    one = f"/pools/{asked.pool.pk}/questions/{asked.travel.pk}"
    asked.post(one, text="How do you come?", choices="Car\nBus", required="on")
    assert texts(asked) == ["Meat?", "Which?", "How do you come?"]
    asked.post(f"{one}/position", to="up")
    assert texts(asked) == ["Meat?", "How do you come?", "Which?"]
    gone = asked.post(f"{one}/retirement")
    assert texts(asked) == ["Meat?", "Which?"]
    assert asked.post(f"{one}/position", to="up").status_code == 404
    undo = next(part for part in gone.content.decode().split('"') if part.endswith("/restoration"))
    asked.client.post(undo)
    assert texts(asked) == ["Meat?", "Which?", "How do you come?"]


def test_what_another_question_depends_on_stays_where_it_is(asked):
    one = f"/pools/{asked.pool.pk}/questions/{asked.meat.pk}"
    said = asked.said(asked.post(f"{one}/retirement"))
    assert said == ["“Which?” depends on this question; change or remove it first."]
    said = asked.said(asked.post(f"{one}/position", to="down"))
    assert said == ["“Which?” depends on an answer and must come after it."]


def test_a_copy_of_the_event_asks_the_same(asked, client):
    client.post("/events/dinner/copy")
    copied = Pool.objects.exclude(pk=asked.pool.pk).get(offering__title="Dinner")
    assert [str(one) for one in questions.of(copied)] == ["Meat?", "Which?", "Travel?"]


# --- who answered what ----------------------------------------------------------------------------


@pytest.fixture
def answered(asked):
    train = asked.travel.open_choices[1].pk
    join(asked, "Ana", {asked.meat.pk: "no", asked.travel.pk: train})
    join(asked, "Bo", {asked.meat.pk: "yes", asked.which.pk: "=Beef"})
    asked.cy = places.add(fresh(asked), factories.guest("Cy"), by=asked.by, at=clock.now())
    return asked


def names(answer):
    return sorted(row["name"] for row in answer.context["guests"])


def test_the_sheet_counts_who_answered_what_and_who_has_not(answered):
    shown = answered.get("/sign-up").context
    assert (shown["people"], shown["complete"], shown["lacking"]) == (3, 2, 1)
    counts = {str(row["question"]): [number for _key, _label, number in row["counts"]] for row in shown["questions"]}
    assert counts == {"Meat?": [1, 1], "Which?": [], "Travel?": [0, 1]}
    assert [row["answered"] for row in shown["questions"]] == [2, 1, 1]


def test_the_guest_list_shows_answers_as_columns_and_is_narrowed_by_them(answered):
    page = answered.get("", columns="answers")
    assert [str(one) for one in page.context["asked"]] == ["Meat?", "Which?", "Travel?"]
    assert "=Beef" in page.content.decode()
    train = answered.travel.open_choices[1].pk
    assert names(answered.get("", answer=f"{answered.travel.pk}:{train}")) == ["Ana"]
    assert names(answered.get("", answer=f"{answered.meat.pk}:yes")) == ["Bo"]
    assert names(answered.get("", answer="missing")) == ["Cy"]
    for nonsense in ("x", "x:y", f"{answered.meat.pk}:maybe", ":"):
        assert names(answered.get("", answer=nonsense)) == ["Ana", "Bo", "Cy"]


@pytest.mark.req("Q25")
def test_the_files_have_a_column_for_each_question(answered):
    text = b"".join(answered.get("/guests.csv", sort="name").streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert [row[6:] for row in rows] == [
        ["Meat?", "Which?", "Travel?"],
        ["No", "", "Train"],
        ["Yes", "'=Beef", ""],
        ["", "", ""],
    ]
    book = io.BytesIO(b"".join(answered.get("/guests.csv", sort="name", **{"as": "xlsx"}).streaming_content))
    sheet = list(openpyxl.load_workbook(book).active.iter_rows(values_only=True))
    assert [row[6:] for row in sheet[1:]] == [("No", None, "Train"), ("Yes", "'=Beef", None), (None, None, None)]


@pytest.mark.req("Q21")
def test_columns_take_the_same_queries_for_one_guest_and_for_many(answered, django_assert_max_num_queries):
    def queries():
        with django_assert_max_num_queries(40) as captured:
            answered.get("", columns="answers")
        return len(captured)

    queries()
    few = queries()
    for number in range(10):
        join(answered, f"G{number}", {answered.meat.pk: "no"})
    assert queries() == few


def test_the_organiser_sees_and_puts_right_what_a_guest_answered(answered):
    page = answered.get(f"/guests/{answered.cy.pk}").content.decode()
    assert "One needed answer is missing." in page
    path = f"/guests/{answered.cy.pk}/answers"
    assert answered.post(path, **{f"q0-{answered.meat.pk}": ""}).status_code == 422
    answered.post(path, **{f"q0-{answered.meat.pk}": "no"})
    assert Answer.objects.get(place=answered.cy).yes is False

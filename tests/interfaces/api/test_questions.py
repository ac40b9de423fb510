"""Questions and answers through the API: kept by organisers, answered when joining, changed afterwards."""

import pytest

from lineup.core.participation.models import Answer, Place
from tests.core.participation.asking import ask, only_if
from tests.interfaces.api.conftest import caller, problem
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("B07", "A14", "P06")]


@pytest.fixture
def pool(db):
    return factories.pool(factories.offering(organiser=factories.member("Organiser")), capacity=9)


@pytest.fixture
def organiser(pool):
    return caller(pool.offering.organiser)


@pytest.fixture
def asking(pool):
    pool.meat = ask(pool, "yes_no", "Meat?", required=True, each_person=True)
    pool.which = ask(pool, "line", "Which?", required=True, each_person=True, condition=only_if(pool.meat, True))
    pool.travel = ask(pool, "several", "Travel?", choices=["Car", "Train"])
    return pool


def answer(question, value, member=0):
    return {"question": str(question.pk), "value": value, "member": member}


def test_questions_are_made_changed_ordered_and_retired(organiser, pool, nobody):
    path = f"/pools/{pool.pk}/questions"
    meat = organiser.post(path, {"kind": "yes_no", "text": "Meat?"}).json()
    condition = {"question": meat["id"], "yes": True}
    size = organiser.post(
        path, {"kind": "one", "text": "Size?", "choices": ["S", "M"], "only_if": condition, "required": True}
    ).json()
    assert size["only_if"] == {**condition, "choice": None}
    listed = nobody.get(path).json()["items"]
    assert [(one["text"], [choice["label"] for choice in one["choices"]]) for one in listed] == [
        ("Meat?", []),
        ("Size?", ["S", "M"]),
    ]
    assert nobody.get(f"/pools/{pool.pk}").json()["asks"] is True
    changed = organiser.patch(f"{path}/{size['id']}", {"text": "Which size?", "only_if": None}).json()
    assert (changed["text"], changed["only_if"], changed["required"]) == ("Which size?", None, True)
    order = organiser.post(f"/pools/{pool.pk}/question-order", {"questions": [size["id"]]}).json()["items"]
    assert [one["text"] for one in order] == ["Which size?", "Meat?"]
    assert organiser.post(f"{path}/{meat['id']}/retirement").json()["retired_at"]
    assert len(nobody.get(path).json()["items"]) == 1
    assert organiser.post(f"{path}/{meat['id']}/restoration").json()["retired_at"] is None


def test_what_cannot_be_asked_is_a_problem_with_its_field(organiser, pool):
    path = f"/pools/{pool.pk}/questions"
    assert problem(organiser.post(path, {"kind": "one", "text": "Size?"})) == (422, "choices_needed")
    assert problem(organiser.post(path, {"kind": "line", "text": " "})) == (422, "question_needed")
    other = ask(factories.pool(), "yes_no", "Elsewhere?")
    body = {"kind": "line", "text": "?", "only_if": {"question": str(other.pk), "yes": True}}
    assert problem(organiser.post(path, body)) == (422, "condition_impossible")
    assert problem(organiser.patch(f"{path}/{other.pk}", {"text": "Mine"})) == (404, "not_found")


def test_joining_takes_answers_and_names_every_fault_at_once(asking):
    member = factories.member()
    path = f"/pools/{asking.pk}/places"
    body = {"companions": ["Bo"], "answers": [answer(asking.meat, "perhaps"), answer(asking.meat, True, 1)]}
    refused = caller(member).post(path, body)
    assert problem(refused) == (422, "not_yes_or_no")
    assert [(one["field"], one["code"]) for one in refused.json()["errors"]] == [
        (f"answers.0.{asking.meat.pk}", "not_yes_or_no"),
        (f"answers.1.{asking.which.pk}", "answer_needed"),
    ]
    body["answers"] = [
        answer(asking.meat, False),
        answer(asking.travel, ["Car", "Train"]),
        answer(asking.meat, True, 1),
        answer(asking.which, "Beef", 1),
    ]
    place = caller(member).post(path, body).json()
    shown = caller(member).get(f"/places/{place['id']}/answers").json()
    assert [(one["name"], [said["said"] for said in one["answers"]]) for one in shown["people"]] == [
        (member.name, ["No", "Car, Train"]),
        ("Bo", ["Yes", "Beef"]),
    ]
    assert problem(caller(factories.member()).post(path)) == (422, "answer_needed")


def test_answers_are_changed_by_their_holder_and_by_the_organiser_and_nobody_else(asking, organiser):
    member = factories.member()
    place = caller(member).post(f"/pools/{asking.pk}/places", {"answers": [answer(asking.meat, False)]}).json()
    path = f"/places/{place['id']}/answers"
    body = {"answers": [answer(asking.meat, True), answer(asking.which, "Fish")]}
    assert caller(member)("PUT", path, body).json()["people"][0]["answers"][1]["value"] == "Fish"
    assert organiser("PUT", path, {"answers": [answer(asking.meat, "no")]}).status_code == 200
    assert Answer.objects.get(place=place["id"]).yes is False
    assert problem(caller(factories.member())("PUT", path, body)) == (404, "not_found")


@pytest.mark.req("B03")
def test_a_guest_answers_by_the_link(asking, nobody):
    wish = {"pool": str(asking.pk), "name": "Gus", "email": "gus@example.org"}
    assert problem(nobody.post("/join-requests", wish)) == (422, "answer_needed")
    assert nobody.post("/join-requests", {**wish, "answers": [answer(asking.meat, "no")]}).status_code == 202
    _asked, secret = factories.join_request(asking, answers=[{asking.meat.pk: "no"}])
    nobody.post("/join-requests/confirmation", {"token": secret})
    shown = nobody.post("/guest-place/answers", {"token": secret}).json()
    assert [one["said"] for one in shown["people"][0]["answers"]] == ["No"]
    body = {"token": secret, "answers": [answer(asking.meat, True), answer(asking.which, "Fish")]}
    assert nobody("PUT", "/guest-place/answers", body).status_code == 200
    assert Answer.objects.filter(place=Place.objects.get(pool=asking)).count() == 2


def test_organisers_list_who_answered_what_and_who_has_not(asking, organiser):
    members = [factories.member(f"M{number}") for number in range(3)]
    for member in members:
        caller(member).post(f"/pools/{asking.pk}/places", {"answers": [answer(asking.meat, False)]})
    added = organiser.post(f"/pools/{asking.pk}/additions", {"name": "Cy", "email": "cy@example.org"}).json()
    path = f"/pools/{asking.pk}/answers"
    assert len(organiser.get(path).json()["items"]) == 4
    assert [one["place"] for one in organiser.get(f"{path}?missing=true").json()["items"]] == [added["id"]]
    assert problem(caller(members[0]).get(path)) == (403, "not_manager")

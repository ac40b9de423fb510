import pytest

from lineup.core.outbox.models import Message
from lineup.core.participation.models import Place
from tests.support import factories

pytestmark = pytest.mark.req("B04", "Q29")


def states(*rows):
    return [Place.objects.get(pk=row.pk).state for row in rows]


def act(house, verb, *chosen, **fields):
    return house.post("/many", verb=verb, picked=[str(place.pk) for place in chosen], **fields)


@pytest.mark.req("B05")
def test_what_fits_is_confirmed_and_the_rest_is_refused_with_its_reason(house):
    house.event("Tiny", capacity=1, admission="approval", waitlist="none")
    first, second = house.join("Ana"), house.join("Bo")
    answer = act(house, "approve", first, second)
    assert states(first, second) == ["confirmed", "requested"]
    assert house.said(answer) == [
        "One request was approved.",
        "Not done for Bo: This is full and has no waitlist.",
    ]


def test_one_button_undoes_what_was_done_to_many(house):
    house.event("Asked", admission="approval")
    first, second = house.join("Ana"), house.join("Bo", companions=["Cleo"])
    answer = act(house, "approve", first, second)
    assert states(first, second) == ["confirmed", "confirmed"]
    undo = [line for line in answer.content.decode().split('"') if "/desk/undo/" in line]
    again = house.client.post(undo[0], follow=True)
    assert house.said(again) == ["3 changes were undone."]
    assert set(Place.objects.filter(pool=house.pool).values_list("state", flat=True)) == {"requested"}
    house.pool.refresh_from_db()
    assert house.pool.taken == 0


def test_an_unknown_undo_changes_nothing(house):
    place = house.join()
    answer = house.post("/undo/zzz")
    assert (house.said(answer), states(place)) == (["There is nothing left to undo here."], ["confirmed"])


def test_taking_places_back_names_the_consequence_first(house):
    first, second = house.join("Ana"), house.join("Bo")
    asked = act(house, "revoke", first, second)
    page = asked.content.decode()
    assert states(first, second) == ["confirmed", "confirmed"]
    assert "Take 2 places back?" in page
    assert "2 people are told, with your reason." in page
    act(house, "revoke", first, second, sure="yes", reason="The bus is too small")
    assert states(first, second) == ["revoked", "revoked"]
    assert first.changes.latest("id").reason == "The bus is too small"


@pytest.mark.req("P12")
def test_a_message_goes_to_the_chosen_once(house):
    first, second = house.join("Ana"), house.join("Bo")
    form = act(house, "message", first, second).context["form"]
    words = {"subject": "Boots", "text": "Bring some.", "key": form.initial["key"]}
    said = house.said(act(house, "message", first, second, **words))
    act(house, "message", first, second, **words)
    assert said == ["Your message is on its way to 2 people."]
    assert Message.objects.filter(key__startswith="letter:").count() == 2


@pytest.mark.req("P10")
def test_places_of_another_event_are_left_alone(house):
    other = factories.place()
    answer = act(house, "revoke", other, sure="yes")
    assert house.said(answer) == ["Choose at least one row first."]
    assert states(other) == ["confirmed"]


@pytest.mark.parametrize("verb", ["explode", "undo", ""])
def test_an_unknown_verb_is_refused(house, verb):
    place = house.join()
    assert act(house, verb, place).status_code == 422
    assert states(place) == ["confirmed"]


def test_nonsense_for_ids_is_passed_over(house):
    answer = house.post("/many", verb="approve", picked=["1", "x", ""])
    assert house.said(answer) == ["Choose at least one row first."]


def test_the_way_back_leads_nowhere_else(house):
    place = house.join()
    answer = act(house, "revoke", place, sure="yes", next="https://evil.example/")
    assert answer.redirect_chain == [(house.desk, 302)]

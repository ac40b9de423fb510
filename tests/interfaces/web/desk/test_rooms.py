"""Each room of the desk: what it shows, what it does, what it refuses."""

import csv
import io
from datetime import timedelta

import pytest

from lineup.core.foundation import clock
from lineup.core.outbox.models import Message
from lineup.core.participation import places, pools
from lineup.core.participation.models import Invitation, Place
from lineup.domains.events import attendance
from lineup.domains.events.models import Attendance
from lineup.interfaces.web.desk import forms
from tests.support import factories

# --- the file ---------------------------------------------------------------------------------


def exported(house, **query):
    text = b"".join(house.get("/guests.csv", **query).streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


@pytest.mark.req("Q25")
def test_the_file_has_every_guest_and_no_formula(house):
    house.join("=HYPERLINK(1)", companions=["@cmd"])
    house.join("Zoé, the 1st")
    rows = exported(house, sort="name")
    assert [row[0] for row in rows] == ["Name", "'=HYPERLINK(1)", "'@cmd", "Zoé, the 1st"]
    assert [row[2] for row in rows] == ["Comes with", "", "'=HYPERLINK(1)", ""]


def test_the_file_has_what_the_list_shows(house):
    house.join("Ana")
    house.join("Bo")
    assert [row[0] for row in exported(house, q="bo")] == ["Name", "Bo"]


# --- the waitlist -----------------------------------------------------------------------------


@pytest.mark.req("B04")
def test_the_waitlist_shows_positions_and_the_reason_and_moves_up(house):
    house.event("Full", capacity=1)
    house.join("In")
    _first, second = house.join("Ana"), house.join("Bo")
    answer = house.get("/waitlist")
    assert [(row["position"], row["name"]) for row in answer.context["waiting"]] == [(1, "Ana"), (2, "Bo")]
    assert "Every place is taken." in answer.content.decode()
    moved = house.post(f"/waitlist/{second.pk}/preference", to="up")
    assert house.said(moved) == ["Bo is next in line."]
    assert [row["name"] for row in moved.context["waiting"]] == ["Bo", "Ana"]
    back = house.post(f"/waitlist/{second.pk}/preference", to="back")
    assert [row["name"] for row in back.context["waiting"]] == ["Ana", "Bo"]


# --- settings of a pool -------------------------------------------------------------------------


def settings(house, **changed):
    fields = {
        "capacity": "3",
        "party_limit": "5",
        "admission": "open",
        "waitlist": "automatic",
        "offer_minutes": "1440",
        **changed,
    }
    return house.post(f"/pools/{house.pool.pk}", **fields)


@pytest.mark.req("B05")
def test_a_capacity_below_what_is_taken_is_refused_with_the_number(house):
    house.join()
    house.join()
    answer = settings(house, capacity="1")
    assert answer.status_code == 422
    assert "2 places are taken; choose at least that many, or revoke places first." in answer.content.decode()
    house.pool.refresh_from_db()
    assert house.pool.capacity == 3


@pytest.mark.req("B04")
def test_more_room_goes_to_who_waits_at_once(house):
    house.event("Full", capacity=1)
    house.join()
    waiting = house.join()
    assert settings(house, capacity="2").status_code == 200
    waiting.refresh_from_db()
    assert waiting.state == "confirmed"


def test_a_window_that_closes_before_it_opens_is_refused(house):
    late, early = clock.now() + timedelta(days=2), clock.now() + timedelta(days=1)
    window = {
        "opens_at_0": late.date().isoformat(),
        "opens_at_1": "10:00",
        "closes_at_0": early.date().isoformat(),
        "closes_at_1": "10:00",
    }
    answer = settings(house, **window)
    assert answer.status_code == 422
    assert "Sign-up must close after it opens; change one of the two times." in answer.content.decode()


def test_the_pool_of_another_event_is_not_on_this_desk(house):
    other = factories.pool()
    assert house.get(f"/pools/{other.pk}").status_code == 404


# --- a guest by hand ----------------------------------------------------------------------------


@pytest.mark.req("B05")
def test_a_guest_is_added_by_hand_with_a_place_or_an_offer(house):
    house.post("/guests/new", name="Ana", email="ana@example.org", how="confirm")
    house.post("/guests/new", name="Bo", email="bo@example.org", how="offer")
    rows = Place.objects.order_by("id").values_list("contact__name", "state")
    assert list(rows) == [("Ana", "confirmed"), ("Bo", "offered")]


@pytest.mark.req("B05")
def test_a_guest_is_not_added_past_the_capacity(house):
    for _ in range(3):
        house.join()
    answer = house.post("/guests/new", name="Ana", email="ana@example.org", how="confirm")
    assert answer.status_code == 422
    assert "Places needed: 1, places free: 0." in answer.content.decode()


@pytest.mark.req("B05")
def test_of_several_sign_ups_the_one_that_was_chosen_gets_the_guest(house):
    assert 'name="pool"' not in house.get("/guests/new").content.decode()
    workshop = pools.make(house.made.offering, role="speaker", name="Workshop", capacity=5)
    asked = house.get("/guests/new").content.decode()
    assert [label in asked for label in ("Guests", "Workshop")] == [True, True]
    house.post("/guests/new", name="Ana", email="ana@example.org", how="confirm", pool=str(workshop.pk))
    assert list(Place.objects.values_list("pool", "state")) == [(workshop.pk, "confirmed")]
    for wrong in ("", str(factories.pool().pk)):
        assert (
            house.post("/guests/new", name="Bo", email="bo@example.org", how="confirm", pool=wrong).status_code == 422
        )
    assert Place.objects.count() == 1


# --- invitations --------------------------------------------------------------------------------


@pytest.mark.req("A09")
def test_many_addresses_are_invited_and_each_wrong_line_is_named(house):
    pasted = "ana@example.org\nBo Berg <bo@example.org>; nonsense,ANA@example.org"
    answer = house.post("/invitations/new", addresses=pasted, message="Come!", days="14")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "nonsense: This is no e-mail address; write it like name@example.org." in page
    assert "ANA@example.org: There is an open invitation for this address" in page
    assert answer.context["form"]["addresses"].value() == "nonsense\nANA@example.org"
    invited = Invitation.objects.order_by("created_at").values_list("email", "person__name")
    assert list(invited) == [("ana@example.org", "ana"), ("bo@example.org", "Bo Berg")]


@pytest.mark.req("A09", "B05")
def test_an_invitation_can_hold_a_place_as_long_as_there_is_one(house):
    pasted = "\n".join(f"guest{n}@example.com" for n in range(4))
    answer = house.post("/invitations/new", addresses=pasted, hold_place="on", days="14")
    assert answer.status_code == 422
    assert Invitation.objects.filter(place__state="offered").count() == 3
    assert Invitation.objects.count() == 3


@pytest.mark.req("A09", "A05")
def test_somebody_is_invited_to_look_and_takes_no_place(house, client):
    house.event("Hidden", visibility="private")
    assert 'value="look"' in house.get("/invitations/new").content.decode()
    wrong = house.post("/invitations/new", addresses="kim@example.org", into="look", hold_place="on", days="14")
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["hold_place"])
    kim = factories.member("Kim", email="kim@example.org")
    house.post("/invitations/new", addresses="kim@example.org", into="look", days="14")
    invitation = Invitation.objects.get()
    assert (invitation.pool, invitation.place) == (None, None)
    assert "To look" in house.get("/invitations").content.decode()
    client.force_login(kim.account)
    assert client.post(f"/invitations/{invitation.pk}/acceptance").status_code == 200
    assert client.get(f"/events/{house.made.offering.slug}").status_code == 200
    assert Place.objects.count() == 0


@pytest.mark.req("A09")
def test_an_invitation_is_taken_back_with_its_place(house):
    house.post("/invitations/new", addresses="ana@example.org", hold_place="on", days="14")
    invitation = Invitation.objects.get()
    house.post(f"/invitations/{invitation.pk}/revocation")
    again = house.post(f"/invitations/{invitation.pk}/revocation")
    assert Place.objects.get().state == "revoked"
    assert house.said(again) == ["This invitation was used, revoked, or is too old; ask for a new one."]


@pytest.mark.req("Q13", "A16")
def test_inviting_an_address_does_not_tell_whose_it_is(house):
    factories.member("Secret Name", email="ana@example.org")
    page = house.post("/invitations/new", addresses="ana@example.org", days="14")
    assert "Secret Name" not in page.content.decode()


@pytest.mark.parametrize(
    ("text", "name", "email"),
    [
        ("ana@example.org", "", "ana@example.org"),
        ("Ana Berg <ana@example.org>", "Ana Berg", "ana@example.org"),
        ('"Berg, Ana" <ana@example.org>', "Berg, Ana", "ana@example.org"),
        ("Ana (ana@example.org)", "Ana", "ana@example.org"),
    ],
)
def test_a_pasted_line_is_read_as_name_and_address(text, name, email):
    assert forms.read_line(text) == forms.Line(text, name, email)


# --- the door -----------------------------------------------------------------------------------


def test_guests_are_checked_in_by_name_and_a_slip_is_taken_back(house):
    place = house.join("Zoé Müller")
    house.join("Anton")
    assert [row["name"] for row in house.get("/check-in", q="zoe").context["guests"]] == ["Zoé Müller"]
    for _ in range(2):
        answer = house.post(f"/check-in/{place.pk}", q="zoe")
    assert answer.redirect_chain == [(f"{house.desk}/check-in?q=zoe", 302)]
    assert (answer.context["here"], answer.context["expected"]) == (1, 2)
    assert Attendance.objects.get().by == house.organiser
    house.post(f"/check-in/{place.pk}/undo")
    assert Attendance.objects.count() == 0


def test_who_has_no_place_is_not_checked_in(house):
    place = house.join()
    places.revoke(place, by=house.by, at=clock.now())
    answer = house.post(f"/check-in/{place.pk}")
    assert house.said(answer) == ["Only who has a confirmed place can be checked in; confirm the place first."]


def test_htmx_gets_the_one_row_and_the_count(house):
    place = house.join("Ana")
    answer = house.client.post(f"{house.desk}/check-in/{place.pk}", headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert page.count("<li") == 1
    assert 'hx-swap-oob="true"' in page


@pytest.mark.req("Q21")
def test_the_door_takes_the_same_queries_for_one_and_for_many(house, django_assert_num_queries):
    house.event("Large", capacity=None)
    house.join()
    house.get("/check-in")
    with django_assert_num_queries(8):
        house.get("/check-in")
    for _ in range(30):
        house.join()
    with django_assert_num_queries(8):
        house.get("/check-in")


# --- messages and figures -----------------------------------------------------------------------


@pytest.mark.req("P12")
def test_a_message_to_a_state_goes_out_once(house):
    house.join()
    key = house.get("/messages").context["form"].initial["key"]
    for _ in range(2):
        answer = house.post("/messages", to="confirmed", subject="Boots", text="Bring some.", key=key)
    assert house.said(answer) == ["Your message is on its way to one person."]
    facts = Message.objects.get(topic="fan-out").payload["facts"]
    assert (facts["subject"], facts["states"]) == ("Boots", ["confirmed", "offered"])


def test_a_message_without_words_is_refused(house):
    answer = house.post("/messages", to="all", subject="", text="", key="k")
    assert (answer.status_code, Message.objects.filter(topic="fan-out").count()) == (422, 0)


def test_figures_count_what_happened(house):
    house.event("Full", capacity=2)
    first, second, _third = house.join(), house.join(), house.join()
    places.withdraw(second, by=house.by, at=clock.now())
    attendance.check_in(first, by=house.by, at=clock.now())
    shown = house.get("/figures").context
    assert shown["total"] == 3
    report = shown["report"]
    assert (report.conversion.part, report.conversion.whole) == (1, 1)
    assert (report.showed_up.part, report.showed_up.whole) == (1, 1)
    assert report.kept.percent == 67
    assert [mark.value for mark in shown["growth"].marks] == [3]


def test_an_event_without_guests_has_every_room(house):
    rooms = ["", "/waitlist", "/check-in", "/invitations", "/messages", "/figures"]
    assert [house.get(room).status_code for room in rooms] == [200] * 6


# --- my desk ------------------------------------------------------------------------------------


def test_the_desk_lists_what_i_organise_with_its_figures(house, django_assert_num_queries):
    house.event("Asked", admission="approval")
    house.join()
    house.event("Draft", publish=False)
    factories.pool()
    answer = house.client.get("/desk")
    cards = [(card["offering"].title, card["taken"], card["requests"]) for card in answer.context["cards"]]
    assert cards == [("Hike", 0, 0), ("Asked", 0, 1)]
    assert [tab["count"] for tab in answer.context["tabs"]] == [2, 1, 0]
    with django_assert_num_queries(7):
        house.client.get("/desk")
    for number in range(5):
        house.event(f"Event {number}")
    with django_assert_num_queries(7):
        house.client.get("/desk")

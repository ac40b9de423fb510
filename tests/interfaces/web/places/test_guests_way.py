"""Q12: a guest joins, waits, is offered a place, changes and cancels with a browser that runs no script."""

from datetime import timedelta

import pytest
from django.test import Client

from lineup.core.foundation import clock
from lineup.core.participation import offerings, place_links, places
from lineup.core.participation.models import JoinRequest, Place, PlaceChange
from lineup.core.participation.transitions import State
from lineup.domains.events import events
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("B03", "Q12")]


@pytest.fixture
def browser():
    """Keeps cookies, and must send the token of each form, as a browser does."""
    return Client(enforce_csrf_checks=True)


def send(browser, path, **fields):
    """Fill in the form of the page that was last shown, and send it."""
    return browser.post(path, {"csrfmiddlewaretoken": browser.cookies["lineup_csrf"].value, **fields})


def ask(browser, pool, **fields):
    browser.get(f"/pools/{pool.pk}/join")
    return send(browser, f"/pools/{pool.pk}/join", **{"name": "Ana", "email": "ana@example.org", **fields})


def link_of(email):
    """What the mail would carry."""
    asked = JoinRequest.objects.filter(email=email).latest("created_at")
    return f"/p/{place_links.mint_for_request(asked, at=clock.now())}"


def test_two_fields_and_the_link_give_a_place(browser):
    pool = factories.pool(capacity=2)
    sent = ask(browser, pool)
    assert (sent.status_code, Place.objects.count()) == (200, 0)
    link = link_of("ana@example.org")
    assert "Confirm my place" in browser.get(link).content.decode()
    send(browser, f"{link}/confirmation")
    assert "You have a place" in browser.get(link).content.decode()
    assert list(browser.cookies) == ["lineup_csrf"]


def test_a_guest_waits_is_offered_a_place_and_accepts_it_by_the_same_link(browser):
    pool = factories.pool(capacity=1, waitlist="offer")
    held = factories.place(pool)
    ask(browser, pool)
    link = link_of("ana@example.org")
    browser.get(link)
    send(browser, f"{link}/confirmation")
    page = browser.get(link).content.decode()
    assert "You are number 1 in line" in page
    assert "Every place is taken. When one frees, the next in line is offered it for a time." in page
    places.withdraw(held, by=factories.actor(held.contact), at=clock.now())
    assert "A place is yours, if you still want it" in browser.get(link).content.decode()
    send(browser, f"{link}/acceptance")
    assert "You have a place" in browser.get(link).content.decode()


def test_a_guest_declines_an_offer(browser):
    pool = factories.pool(capacity=1)
    place = places.offer_to(pool, factories.guest(), by=factories.actor(pool.offering.organiser), at=clock.now())
    link = f"/p/{factories.place_link(place)}"
    browser.get(link)
    send(browser, f"{link}/refusal")
    place.refresh_from_db()
    assert place.state == State.DECLINED


def test_a_guest_brings_companions_changes_a_name_and_cancels_for_one_then_for_all(browser):
    pool = factories.pool(capacity=5)
    ask(browser, pool, companions="Bo\n\n  Cleo  ")
    link = link_of("ana@example.org")
    browser.get(link)
    send(browser, f"{link}/confirmation")
    me, bo, cleo = Place.objects.order_by("id")
    send(browser, f"{link}/names", **{str(me.pk): "Ana B.", str(bo.pk): "Bob", str(cleo.pk): "Cleo"})
    bo.refresh_from_db()
    assert bo.participant.display_name == "Bob"
    browser.get(f"{link}/withdrawal")
    send(browser, f"{link}/withdrawal", who=str(bo.pk))
    assert states(me, bo, cleo) == ["confirmed", "withdrawn", "confirmed"]
    send(browser, f"{link}/withdrawal", who="all")
    assert states(me, bo, cleo) == ["withdrawn", "withdrawn", "withdrawn"]


def states(*rows):
    return [Place.objects.get(pk=row.pk).state for row in rows]


def test_more_companions_than_the_pool_takes_are_refused_and_the_form_keeps_what_was_written(browser):
    pool = factories.pool(party_limit=2)
    answer = ask(browser, pool, companions="Bo\nCleo")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "A group may have at most 2 people here; join in smaller groups." in page
    assert 'value="ana@example.org"' in page
    assert "Cleo" in page


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"email": "nobody"}, "Enter a valid email address."),
        ({"email": ""}, "This field is required."),
        ({"name": "  "}, "This field is required."),
        ({"name": "x" * 121}, "Ensure this value has at most 120 characters"),
        ({"email": "a@b.org\r\nBcc: c@d.org"}, "Enter a valid email address."),
    ],
)
def test_wrong_input_is_said_beside_its_field_and_nothing_is_kept(browser, fields, sentence):
    answer = ask(browser, factories.pool(), **fields)
    assert (answer.status_code, JoinRequest.objects.count()) == (422, 0)
    assert sentence in answer.content.decode()


def test_hostile_text_is_shown_as_text(browser):
    pool = factories.pool()
    ask(browser, pool, name="<script>alert(1)</script>")
    page = browser.get(link_of("ana@example.org")).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page


def test_reading_a_secret_link_changes_nothing(browser):
    """Mail scanners follow every link."""
    pool = factories.pool(waitlist="offer")
    _asked, secret = factories.join_request(pool)
    browser.get(f"/p/{secret}")
    assert Place.objects.count() == 0
    offered = places.offer_to(pool, factories.guest(), by=factories.actor(pool.offering.organiser), at=clock.now())
    before = PlaceChange.objects.count()
    link = f"/p/{factories.place_link(offered)}"
    answers = [
        browser.get(f"{link}{act}").status_code for act in ("", "/acceptance", "/refusal", "/withdrawal", "/names")
    ]
    assert answers == [200, 405, 405, 200, 200]
    assert PlaceChange.objects.count() == before


def test_a_confirmation_sent_twice_gives_one_place(browser):
    pool = factories.pool()
    _asked, secret = factories.join_request(pool)
    browser.get(f"/p/{secret}")
    answers = [send(browser, f"/p/{secret}/confirmation").status_code for _ in range(2)]
    assert (answers, Place.objects.count()) == ([302, 302], 1)


def test_an_act_sent_twice_is_done_once(browser):
    place = factories.place()
    link = f"/p/{factories.place_link(place)}"
    browser.get(link)
    answers = [send(browser, f"{link}/withdrawal", who=str(place.pk)).status_code for _ in range(2)]
    assert (answers, place.changes.count()) == ([302, 302], 2)


def test_a_form_without_its_token_is_refused(browser):
    place = factories.place()
    link = f"/p/{factories.place_link(place)}"
    browser.get(link)
    assert browser.post(f"{link}/withdrawal", {"who": str(place.pk)}).status_code == 403
    assert states(place) == ["confirmed"]


def test_an_unknown_link_is_named_so(browser):
    answer = browser.get("/p/lnp_nothing")
    assert answer.status_code == 404
    assert "This link opens nothing" in answer.content.decode()


def test_an_old_link_is_named_so(browser):
    pool = factories.pool()
    _asked, secret = factories.join_request(pool, at=clock.now() - timedelta(hours=49))
    browser.get(f"/pools/{pool.pk}/join")
    answers = [browser.get(f"/p/{secret}"), send(browser, f"/p/{secret}/confirmation")]
    assert [answer.status_code for answer in answers] == [410, 410]
    assert "This link is too old." in answers[0].content.decode()


def test_a_link_does_nothing_to_a_place_of_others(browser):
    mine, other = factories.place(), factories.place()
    link = f"/p/{factories.place_link(mine)}"
    browser.get(link)
    answer = send(browser, f"{link}/withdrawal", who=str(other.pk))
    assert (answer.status_code, states(mine, other)) == (422, ["confirmed", "confirmed"])


def test_a_lapsed_offer_is_refused_on_the_page_of_the_place(browser):
    pool = factories.pool()
    organiser = factories.actor(pool.offering.organiser)
    before = clock.now() - timedelta(hours=2)
    place = places.offer_to(pool, factories.guest(), held_until=before + timedelta(hours=1), by=organiser, at=before)
    link = f"/p/{factories.place_link(place)}"
    assert "The time to answer is over" in browser.get(link).content.decode()
    answer = send(browser, f"{link}/acceptance")
    assert answer.status_code == 410
    assert "The time to answer this offer is over" in answer.content.decode()


@pytest.mark.req("Q14")
def test_pages_behind_a_secret_are_kept_from_caches_and_search_engines(browser):
    answer = browser.get(f"/p/{factories.place_link(factories.place())}")
    kept = {name: answer.headers[name] for name in ("Referrer-Policy", "X-Robots-Tag")}
    assert kept == {"Referrer-Policy": "same-origin", "X-Robots-Tag": "noindex, nofollow"}
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.req("Q23")
def test_a_guest_without_script_is_told_times_in_the_zone_of_the_event(browser):
    at, host = clock.now(), factories.actor(factories.member())
    made = events.create(title="Hike", starts_at=at + timedelta(days=3), time_zone="Asia/Tokyo", by=host, at=at)
    offerings.publish(made.offering, by=host, at=at)
    ask(browser, events.pool_of(made))
    assert JoinRequest.objects.get().time_zone == "Asia/Tokyo"
    assert " JST" in browser.get(link_of("ana@example.org")).content.decode()


def test_the_page_of_a_place_in_what_was_cancelled_says_so_and_asks_nothing(browser):
    place = factories.place()
    offering = place.pool.offering
    offerings.cancel(offering, by=factories.actor(offering.organiser), at=clock.now(), reason="Storm")
    page = browser.get(f"/p/{factories.place_link(place)}").content.decode()
    assert "It does not take place" in page
    assert "I can’t come" not in page

"""Another address: proved at the new one, stopped from the former one, and what a guest held there comes along."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from lineup.core.foundation import clock
from lineup.core.participation import places
from lineup.core.participation.models import Place
from lineup.core.participation.transitions import LIVE
from lineup.core.people import accounts, address_changes, api_tokens, persons
from lineup.core.people.models import Account, Person
from lineup.core.people.proofs import LinkOver, LinkUnknown
from tests.support import factories
from tests.support.factories import actor

pytestmark = [pytest.mark.django_db, pytest.mark.req("P01", "P04")]

NEW = "ada@new.example"


@pytest.fixture
def ada():
    return factories.member("Ada", email="ada@example.org")


def asked(person, email=NEW, at=None):
    change = address_changes.ask(person.account, email=email, by=actor(person), at=at or clock.now())
    return change, address_changes.mint(change)


def moved(person, email=NEW):
    change, _secret = asked(person, email)
    address_changes.confirm(change, by=actor(person), at=clock.now())
    change.refresh_from_db()
    return change


def live(pool, person):
    return list(Place.objects.filter(pool=pool, participant=person.pk, state__in=LIVE))


def test_nothing_changes_before_the_new_address_is_proved(ada):
    asked(ada)
    assert Account.objects.get(pk=ada.account.pk).email == "ada@example.org"
    assert Person.objects.get(pk=ada.pk).email == "ada@example.org"


def test_after_the_proof_account_and_person_have_it_in_any_spelling(ada):
    moved(ada, "Ada@NEW.example")
    assert Account.objects.get(pk=ada.account.pk).email == "ada@new.example"
    person = Person.objects.get(pk=ada.pk)
    assert (person.email, person.email_folded) == ("Ada@NEW.example", "ada@new.example")
    assert accounts.by_address(NEW) == ada.account
    assert accounts.by_address("ada@example.org") is None


def test_the_link_works_once_for_a_day_and_for_its_account_alone(ada):
    at = clock.now()
    change, secret = asked(ada, at=at)
    with pytest.raises(address_changes.AnothersChange):
        address_changes.find(secret, by=actor(factories.member()), at=at)
    with pytest.raises(LinkOver):
        address_changes.find(secret, by=actor(ada), at=at + address_changes.LASTS)
    found = address_changes.find(secret, by=actor(ada), at=at)
    address_changes.confirm(found, by=actor(ada), at=at)
    with pytest.raises(LinkOver):
        address_changes.find(secret, by=actor(ada), at=at)
    with pytest.raises(LinkOver):
        address_changes.confirm(change, by=actor(ada), at=at)


def test_asking_again_closes_the_earlier_link(ada):
    _first, secret = asked(ada)
    asked(ada, "other@new.example")
    with pytest.raises(LinkOver):
        address_changes.find(secret, by=actor(ada), at=clock.now())


def test_ones_own_address_is_refused_beside_the_field(ada):
    with pytest.raises(address_changes.SameAddress) as refusal:
        asked(ada, " ADA@example.org")
    assert refusal.value.field == "email"


def test_an_address_that_got_an_account_meanwhile_is_refused_and_nothing_changed(ada):
    change, _secret = asked(ada)
    factories.member(email=NEW)
    with pytest.raises(address_changes.AddressTaken):
        address_changes.confirm(change, by=actor(ada), at=clock.now())
    assert Account.objects.get(pk=ada.account.pk).email == "ada@example.org"
    assert address_changes.open_of(ada.account, at=clock.now()) == change


# --- stopped ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("is_done", [False, True], ids=["before the proof", "after it"])
@pytest.mark.req("Q19")
def test_the_former_address_stops_it_and_signs_everybody_out(ada, is_done):
    thief = Client()
    thief.force_login(ada.account)
    _row, token = api_tokens.make(ada, name="thief", scope="write", at=clock.now())
    change, _secret = asked(ada)
    first = address_changes.mint_stop(change)
    if is_done:
        address_changes.confirm(change, by=actor(ada), at=clock.now())
        change.refresh_from_db()
        address_changes.mint_stop(change)
    # the link of the first notice opens all the same
    address_changes.stop(address_changes.find_stop(first, at=clock.now()), by=actor(), at=clock.now())
    account = Account.objects.get(pk=ada.account.pk)
    assert (account.email, account.has_usable_password()) == ("ada@example.org", False)
    assert Person.objects.get(pk=ada.pk).email == "ada@example.org"
    assert thief.get("/account").status_code == 302
    assert UserSession.objects.filter(user=account).count() == 0
    assert api_tokens.recognise(token, at=clock.now()) is None
    with pytest.raises(LinkOver):
        address_changes.confirm(change, by=actor(ada), at=clock.now())


def test_a_week_after_the_change_it_is_too_late_to_take_back(ada):
    change = moved(ada)
    secret, at = address_changes.mint_stop(change), change.done_at
    assert address_changes.find_stop(secret, at=at + address_changes.STOPPABLE - timedelta(seconds=1)) == change
    with pytest.raises(LinkOver):
        address_changes.find_stop(secret, at=at + address_changes.STOPPABLE)
    with pytest.raises(LinkUnknown):
        address_changes.find_stop("lnp_made-up", at=at)


# --- a guest of the same address ---------------------------------------------------------------------


def test_what_a_guest_held_under_the_new_address_becomes_the_accounts(ada):
    guest = factories.guest("Ada as guest", email=NEW)
    pool = factories.pool(capacity=5)
    place = factories.place(pool, guest, companions=["Zoe"])
    moved(ada)
    assert [one.pk for one in live(pool, ada)] == [place.pk]
    assert set(Place.objects.filter(pool=pool).values_list("contact", flat=True)) == {ada.pk}
    assert persons.by_address(NEW) == ada
    gone = Person.objects.get(pk=guest.pk)
    assert (gone.email, gone.name, gone.anonymised_at is None) == ("", "Former participant", False)


def test_of_two_places_in_one_pool_the_better_stays_and_the_queue_moves_up(ada):
    pool = factories.pool(capacity=2)
    confirmed = factories.place(pool, factories.guest(email=NEW))
    own = factories.place(pool, ada)
    waiting = factories.place(pool)
    assert (own.state, waiting.state) == ("confirmed", "waitlisted")
    moved(ada)
    assert [place.pk for place in live(pool, ada)] == [confirmed.pk]
    waiting.refresh_from_db()
    pool.refresh_from_db()
    assert (waiting.state, pool.taken) == ("confirmed", 2)


def test_a_waiting_place_gives_way_to_a_confirmed_one(ada):
    pool = factories.pool(capacity=1)
    own = factories.place(pool, ada)
    waiting = factories.place(pool, factories.guest(email=NEW))
    moved(ada)
    waiting.refresh_from_db()
    assert ([place.pk for place in live(pool, ada)], waiting.state) == ([own.pk], "withdrawn")


def test_of_two_who_wait_the_one_further_ahead_stays(ada):
    pool = factories.pool(capacity=1)
    factories.fill(pool)
    ahead = factories.place(pool, factories.guest(email=NEW))
    factories.place(pool)
    behind = factories.place(pool, ada)
    moved(ada)
    behind.refresh_from_db()
    assert ([place.pk for place in live(pool, ada)], behind.state) == ([ahead.pk], "withdrawn")


def test_places_given_up_by_the_guest_are_history_of_the_account(ada):
    guest = factories.guest(email=NEW)
    pool = factories.pool()
    place = factories.place(pool, guest)
    places.withdraw(place, by=actor(guest), at=clock.now())
    moved(ada)
    place.refresh_from_db()
    assert (place.participant_id, place.state) == (ada.pk, "withdrawn")


def test_an_account_without_a_guest_of_that_address_loses_nobody(ada):
    other = factories.guest(email="other@new.example")
    moved(ada)
    assert Person.objects.get(pk=other.pk).email == "other@new.example"

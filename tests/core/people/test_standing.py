"""What platform admins do to accounts: roles, closing, opening, signing out."""

import threading
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.db import connections
from django.test import Client

from lineup.core.audit.models import Entry
from lineup.core.foundation import clock, inputs
from lineup.core.outbox.models import Message
from lineup.core.people import api_tokens, standing
from lineup.core.people.actors import HOUSE
from lineup.core.people.models import Account, Proof
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("P02")]

MEMBER, OWNER, ADMIN = Account.Role.MEMBER, Account.Role.OWNER, Account.Role.ADMIN


@pytest.fixture
def noor():
    return factories.admin("Noor")


@pytest.fixture
def ada():
    return factories.member("Ada")


def acts():
    return list(Entry.objects.exclude(action__startswith="club").order_by("id").values_list("action", "metadata"))


def test_a_role_is_given_and_recorded_with_the_one_before(noor, ada):
    standing.change_role(ada.account, MEMBER, by=factories.actor(noor), at=clock.now())
    standing.change_role(ada.account, MEMBER, by=factories.actor(noor), at=clock.now())
    ada.account.refresh_from_db()
    assert ada.account.role == MEMBER
    assert acts() == [("account.change_role", {"role": [OWNER, MEMBER]})]


def test_a_closed_account_opens_nothing_until_it_is_opened_again(client, noor, ada):
    by, at = factories.actor(noor), clock.now()
    client.force_login(ada.account)
    _row, token = api_tokens.make(ada, name="key", scope="read", at=at)
    standing.deactivate(ada.account, reason=" Spam in\nthree clubs ", by=by, at=at)
    ada.account.refresh_from_db()
    assert (ada.account.is_active, ada.account.deactivation_reason) == (False, "Spam in three clubs")
    assert client.get("/account").status_code == 302
    assert api_tokens.recognise(token, at=at) is None
    assert not Client().login(email=ada.account.email, password=factories.PASSWORD)
    standing.reactivate(ada.account, by=by, at=at)
    ada.account.refresh_from_db()
    assert (ada.account.deactivation_reason, ada.account.deactivated_at) == ("", None)
    assert client.get("/account").status_code == 302
    assert api_tokens.recognise(token, at=at) is not None
    assert [action for action, _ in acts()] == ["token.make", "account.deactivate", "account.reactivate"]
    keys = Message.objects.filter(topic="account-mail").order_by("created_at").values_list("payload", flat=True)
    assert list(keys) == [{"deactivated_account": str(ada.account.pk)}, {"reactivated_account": str(ada.account.pk)}]


def test_closing_twice_changes_the_reason_and_writes_no_second_letter(noor, ada):
    by, at = factories.actor(noor), clock.now()
    standing.deactivate(ada.account, reason="Spam", by=by, at=at)
    standing.deactivate(ada.account, reason="Spam, and more", by=by, at=at + timedelta(hours=1))
    ada.account.refresh_from_db()
    assert (ada.account.deactivation_reason, ada.account.deactivated_at) == ("Spam, and more", at)
    assert Message.objects.filter(topic="account-mail").count() == 1


@pytest.mark.parametrize(("reason", "refusal"), [("  ", standing.ReasonNeeded), ("x" * 301, inputs.TooLong)])
def test_closing_needs_a_reason_that_fits(noor, ada, reason, refusal):
    with pytest.raises(refusal) as refused:
        standing.deactivate(ada.account, reason=reason, by=factories.actor(noor), at=clock.now())
    assert refused.value.field == "reason"
    ada.account.refresh_from_db()
    assert ada.account.is_active


def test_signing_out_ends_every_session_at_once_and_no_other_person_s(noor, ada):
    phone, laptop, other = Client(), Client(), Client()
    for browser in (phone, laptop):
        browser.force_login(ada.account)
        assert browser.get("/account").status_code == 200
    other.force_login(noor.account)
    standing.sign_out(ada.account, by=factories.actor(noor), at=clock.now())
    assert [browser.get("/account").status_code for browser in (phone, laptop, other)] == [302, 302, 200]
    assert not UserSession.objects.filter(user=ada.account).exists()
    again = Client()
    again.force_login(Account.objects.get(pk=ada.account.pk))
    assert again.get("/account").status_code == 200


def test_nobody_changes_their_own_standing(noor):
    by, at = factories.actor(noor), clock.now()
    factories.admin()
    for act in (
        lambda: standing.change_role(noor.account, MEMBER, by=by, at=at),
        lambda: standing.deactivate(noor.account, reason="Tired", by=by, at=at),
        lambda: standing.reactivate(noor.account, by=by, at=at),
    ):
        with pytest.raises(standing.OwnStanding):
            act()
    assert acts() == []


def test_the_last_admin_stays_one_even_for_who_has_the_machine(noor):
    at = clock.now()
    with pytest.raises(standing.LastAdmin):
        standing.change_role(noor.account, MEMBER, by=HOUSE, at=at)
    with pytest.raises(standing.LastAdmin):
        standing.deactivate(noor.account, reason="Tired", by=HOUSE, at=at)
    factories.admin()
    standing.change_role(noor.account, MEMBER, by=HOUSE, at=at)


def test_who_is_no_longer_an_admin_changes_nothing(noor, ada):
    other = factories.admin()
    standing.change_role(other.account, OWNER, by=factories.actor(noor), at=clock.now())
    with pytest.raises(standing.NoLongerAdmin):
        standing.change_role(ada.account, ADMIN, by=factories.actor(other), at=clock.now())


@pytest.mark.django_db(transaction=True)
def test_of_two_admins_who_remove_each_other_at_once_one_stays():
    at = clock.now()
    for _ in range(5):
        Account.objects.filter(role=ADMIN).update(role=OWNER)
        one, two = factories.admin(), factories.admin()
        ready, refused = threading.Barrier(2), []

        def remove(other, by):
            try:
                ready.wait()  # noqa: B023 - joined below, within the round
                standing.change_role(other.account, MEMBER, by=factories.actor(by), at=at)
            except standing.NoLongerAdmin as refusal:
                refused.append(refusal)  # noqa: B023
            finally:
                connections.close_all()

        threads = [threading.Thread(target=remove, args=pair) for pair in ((one, two), (two, one))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert (Account.objects.filter(role=ADMIN).count(), len(refused)) == (1, 1)


def test_a_link_is_sent_to_open_an_account_or_to_choose_a_new_password(noor, ada):
    by, at = factories.actor(noor), clock.now()
    guest = factories.guest("Gil", email="gil@example.org")
    assert standing.send_link(guest, by=by, at=at).purpose == Proof.Purpose.SIGN_UP
    assert standing.send_link(ada, by=by, at=at).purpose == Proof.Purpose.RESET
    with pytest.raises(standing.NoAddress):
        standing.send_link(factories.companion(), by=by, at=at)
    assert acts() == [("person.send_link", {"purpose": "sign_up"}), ("person.send_link", {"purpose": "reset"})]


def test_a_look_at_a_person_is_recorded(noor, ada):
    standing.note_look(ada, by=factories.actor(noor), at=clock.now())
    entry = Entry.objects.get(action="person.look")
    assert (entry.actor, entry.resource_id) == (noor, str(ada.pk))

"""People on the platform, as its admins see them."""

import pytest
from django.test import Client

from lineup.core.audit.models import Entry
from lineup.core.foundation import clock
from lineup.core.people import standing
from lineup.core.people.actors import HOUSE
from lineup.core.people.models import Account, Proof
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("P02", "P07")]


@pytest.fixture
def noor(client):
    noor = factories.admin("Noor")
    client.force_login(noor.account)
    return noor


@pytest.fixture
def ada():
    return factories.member("Ada Ortiz", email="ada@example.org")


def test_the_list_shows_names_and_standings_and_no_address(client, noor, ada):
    factories.guest("Gil Roy", email="gil@example.org")
    body = client.get("/platform/people").content.decode()
    assert all(name in body for name in ("Noor", "Ada Ortiz", "Gil Roy", "No account", "Owner", "Platform admin"))
    # the frame shows one's own
    assert "ada@example.org" not in body
    assert "gil@example.org" not in body


def test_a_person_is_found_by_address_and_by_standing(client, noor, ada):
    factories.guest("Gil Roy", email="gil@example.org")

    def found(query):
        return [person.name for person in client.get(f"/platform/people?{query}").context["page"].items]

    assert found("q=ADA@example.org") == ["Ada Ortiz"]
    assert found("standing=guest") == ["Gil Roy"]
    assert found("standing=nonsense&q=ort") == ["Ada Ortiz"]


def test_the_list_costs_the_same_with_one_row_and_with_several(client, noor, django_assert_num_queries):
    client.get("/platform/people")
    with django_assert_num_queries(4):
        client.get("/platform/people")
    for _ in range(5):
        factories.member()
    with django_assert_num_queries(4):
        client.get("/platform/people")


def test_each_look_at_a_person_is_recorded_and_shown(client, noor, ada):
    body = client.get(f"/platform/people/{ada.pk}").content.decode()
    assert "ada@example.org" in body
    entry = Entry.objects.get(action="person.look")
    assert (entry.actor, entry.resource_id) == (noor, str(ada.pk))
    assert "looked at a person’s page" in client.get(f"/platform/people/{ada.pk}").content.decode()


def test_a_look_names_no_place_by_its_event(client, noor, ada):
    offering = factories.offering("Secret support group")
    factories.place(factories.pool(offering), ada)
    response = client.get(f"/platform/people/{ada.pk}")
    assert response.context["places"] == 1
    assert "Secret support group" not in response.content.decode()


def test_a_role_is_given(client, noor, ada):
    response = client.post(f"/platform/people/{ada.pk}/role", {"role": "admin"}, follow=True)
    ada.account.refresh_from_db()
    assert ada.account.role == Account.Role.ADMIN
    assert "Ada Ortiz is Platform admin now." in response.content.decode()


@pytest.mark.parametrize("role", ["", "emperor"])
def test_a_role_that_is_none_is_refused_in_a_sentence(client, noor, ada, role):
    response = client.post(f"/platform/people/{ada.pk}/role", {"role": role}, follow=True)
    assert "is not one of the choices" in response.content.decode()
    ada.account.refresh_from_db()
    assert ada.account.role == Account.Role.OWNER


def test_an_account_is_closed_with_a_reason_and_opened_again(client, noor, ada):
    path = f"/platform/people/{ada.pk}"
    assert "signed out everywhere at once" in client.get(f"{path}/closing").content.decode()
    response = client.post(f"{path}/closing", {"reason": "Spam in three clubs"}, follow=True)
    assert "Spam in three clubs" in response.content.decode()
    ada.account.refresh_from_db()
    assert not ada.account.is_active
    client.post(f"{path}/opening")
    ada.account.refresh_from_db()
    assert ada.account.is_active


def test_closing_without_a_reason_changes_nothing_and_says_so_beside_the_field(client, noor, ada):
    response = client.post(f"/platform/people/{ada.pk}/closing", {"reason": " "})
    assert response.status_code == 422
    assert response.context["form"].errors.as_data().keys() == {"reason"}
    ada.account.refresh_from_db()
    assert ada.account.is_active


def test_nobody_closes_themselves(client, noor):
    response = client.post(f"/platform/people/{noor.pk}/closing", {"reason": "Tired"})
    assert response.status_code == 422
    assert "ask another platform admin" in response.content.decode()


def test_somebody_is_signed_out_everywhere(client, noor, ada):
    browser = Client()
    browser.force_login(ada.account)
    client.post(f"/platform/people/{ada.pk}/sign-out")
    assert browser.get("/account").status_code == 302


def test_a_link_is_sent_to_who_can_be_written_to(client, noor, ada):
    client.post(f"/platform/people/{ada.pk}/link")
    assert Proof.objects.get().email == "ada@example.org"
    response = client.post(f"/platform/people/{factories.companion().pk}/link", follow=True)
    assert "No e-mail address is known" in response.content.decode()


@pytest.mark.req("P01")
def test_a_second_factor_that_was_lost_goes_in_a_day_unless_its_owner_keeps_it(client, noor, ada):
    path, offered = f"/platform/people/{ada.pk}/second-factor", "Take the second factor away…"
    assert offered not in client.get(f"/platform/people/{ada.pk}").content.decode()
    assert "has no second factor" in client.post(path, follow=True).content.decode()
    factories.passkey(ada)
    assert offered in client.get(f"/platform/people/{ada.pk}").content.decode()
    assert "Make sure first that it is them" in client.get(path).content.decode()
    assert "goes in a day; they are told" in client.post(path, follow=True).content.decode()
    shown = client.get(f"/platform/people/{ada.pk}").content.decode()
    assert ("Leave it to them" in shown, offered in shown) == (True, False)
    owner = Client()
    owner.force_login(ada.account)
    assert "Keep my second factor" in owner.get("/account/security").content.decode()
    assert "Your second factor stays." in owner.post("/account/second-factors/keeping", follow=True).content.decode()
    assert "Leave it to them" not in client.get(f"/platform/people/{ada.pk}").content.decode()
    client.post(path)
    assert "keeps the second factor" in client.post(f"{path}/keeping", follow=True).content.decode()
    ada.account.refresh_from_db()
    assert ada.account.factors_end_at is None


def test_what_belongs_to_accounts_is_not_there_for_guests(client, noor):
    guest = factories.guest()
    for act in ("role", "closing", "opening", "sign-out", "second-factor", "second-factor/keeping"):
        assert client.post(f"/platform/people/{guest.pk}/{act}").status_code == 404
    assert client.get(f"/platform/people/{guest.pk}").status_code == 200


def test_an_admin_whose_account_is_closed_meets_nothing(client, noor):
    factories.admin()
    standing.deactivate(noor.account, reason="Gone", by=HOUSE, at=clock.now())
    assert client.get("/platform").status_code == 404

"""Opening an account: a link by mail, a name, a password."""

import re

import pytest
from django.core import mail

from lineup.core.people.models import Account, Person
from tests.support import factories, outbox

pytestmark = [pytest.mark.django_db, pytest.mark.req("P01")]

FORM = {"name": "Ada", "password": "a few words are good", "time_zone": "Europe/Paris"}


def ask(client, email="ada@example.org", **more):
    return client.post("/account/signup", {"email": email, **more})


def test_the_whole_way(client, last_link):
    assert ask(client).headers["Location"] == "/account/mail-sent"
    link = last_link()
    assert link.startswith("/account/welcome/lnp_")
    assert client.get(link).status_code == 200
    assert not Account.objects.exists()
    done = client.post(link, FORM)
    person = Person.objects.get(email="ada@example.org")
    assert (done.status_code, done.headers["Location"]) == (302, "/")
    assert (person.name, person.time_zone) == ("Ada", "Europe/Paris")
    assert client.get("/account").status_code == 200


def test_looking_at_the_link_uses_nothing_up_and_posting_does(client, last_link):
    ask(client)
    link = last_link()
    assert [client.get(link).status_code for _ in range(3)] == [200, 200, 200]
    client.post(link, FORM)
    client.logout()
    again = client.post(link, {**FORM, "name": "Eve"})
    assert again.status_code == 410
    assert Person.objects.get().name == "Ada"


def test_a_weak_password_is_said_beside_its_field_and_the_link_still_works(client, last_link):
    ask(client)
    link = last_link()
    refused = client.post(link, {**FORM, "password": "1234567890"})
    assert refused.status_code == 422
    assert list(refused.context["form"].errors) == ["password"]
    assert client.post(link, FORM).status_code == 302


def test_who_has_an_account_is_told_so_by_mail_alone(client):
    factories.member(email="ada@example.org")
    ask(client)
    outbox.drain()
    assert [message.subject for message in mail.outbox] == ["You have an account already"]
    assert "lnp_" not in mail.outbox[0].body


def test_one_goes_on_where_one_came_from(client, last_link):
    ask(client, next="/clubs")
    assert client.post(last_link(), FORM).headers["Location"] == "/clubs"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil"])
def test_one_does_not_go_on_elsewhere(client, last_link, elsewhere):
    ask(client, next=elsewhere)
    assert client.post(last_link(), FORM).headers["Location"] == "/"


def test_who_is_signed_in_and_forgot_the_password_finds_the_address_filled_in(client):
    client.force_login(factories.member(email="ada@example.org").account)
    assert client.get("/account/password/forgotten").context["form"]["email"].value() == "ada@example.org"
    assert client.get("/account/signup").headers["Location"] == "/account"


def test_a_made_up_link_opens_nothing(client):
    assert client.get("/account/welcome/lnp_nonsense").status_code == 404


def test_a_guest_keeps_their_places(client, last_link):
    guest = factories.guest("Ada Guest", email="ada@example.org")
    factories.place(who=guest)
    outbox.drain()
    ask(client, "Ada@Example.org")
    link = last_link()
    assert client.get(link).context["form"].initial["name"] == "Ada Guest"
    client.post(link, FORM)
    assert Person.objects.get(account__email="ada@example.org").pk == guest.pk


def test_a_forgotten_password_is_replaced_by_the_link_and_other_devices_are_signed_out(client, last_link):
    member = factories.member(email="ada@example.org")
    elsewhere = type(client)()
    elsewhere.force_login(member.account)
    client.post("/account/password/forgotten", {"email": "ada@example.org"})
    link = last_link()
    assert re.match(r"/account/password/new/lnp_", link)
    assert client.post(link, {"password": "another few words"}).status_code == 302
    assert client.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 302
    assert client.post(link, {"password": "a third few words"}).status_code == 410
    outbox.drain()
    assert mail.outbox[-1].subject == "Your password was changed"


def test_a_reset_for_a_strange_address_says_so_by_mail_alone(client):
    client.post("/account/password/forgotten", {"email": "nobody@example.org"})
    outbox.drain()
    assert [message.subject for message in mail.outbox] == ["There is no account with this address"]


def test_a_sixth_mail_in_an_hour_is_not_sent(client):
    for number in range(8):
        client.post("/account/signup", {"email": "ada@example.org"}, REMOTE_ADDR=f"203.0.113.{number}")
    outbox.drain()
    assert len(mail.outbox) == 5

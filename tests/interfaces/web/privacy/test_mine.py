"""What is held, in the pages: with an account, and by a mailed link."""

import io
import re
import zipfile

import pytest

from lineup.core.foundation import clock
from lineup.core.people import proofs
from lineup.core.people.models import Person, Proof
from tests.support import factories, outbox


def sign_in(client, person):
    """With a password, so that nobody is asked again."""
    client.post("/account/login", {"login": person.account.email, "password": factories.PASSWORD})
    client.post("/account/again", {"password": factories.PASSWORD})


@pytest.fixture
def ada(db):
    return factories.member("Ada", email="ada@example.org")


@pytest.mark.req("P09")
def test_a_member_sees_what_is_held_and_takes_it_along(client, ada):
    factories.place(None, ada)
    sign_in(client, ada)
    page = client.get("/account/data").content.decode()
    assert "Your profile" in page
    answer = client.post("/account/data/export")
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/zip", "no-store")
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert "places.json" in archive.namelist()


@pytest.mark.req("P09")
def test_who_proves_who_they_are_comes_back_to_where_the_archive_is_asked_for(client, ada):
    client.force_login(ada.account)
    asked = client.post("/account/data/export", follow=True)
    door = asked.redirect_chain[-1][0]
    assert door == "/account/again?next=%2Faccount%2Fdata%2Fexport"
    back = client.post(door, {"password": factories.PASSWORD}, follow=True)
    assert back.redirect_chain[-1][0] == "/account/data"
    assert "Now everything can be downloaded" in back.content.decode()
    archive = zipfile.ZipFile(io.BytesIO(b"".join(client.post("/account/data/export").streaming_content)))
    assert "person.json" in archive.namelist()


@pytest.mark.req("P09", "Q29")
def test_a_member_is_told_what_it_leads_to_and_is_erased(client, ada):
    factories.place(None, ada)
    sign_in(client, ada)
    assert "1 place is given up" in client.get("/account/data/erasure").content.decode()
    assert client.post("/account/data/erasure").url == "/"
    assert client.get("/account").status_code == 302
    assert Person.objects.get(pk=ada.pk).anonymised_at is not None


@pytest.mark.req("P09")
def test_who_owns_a_club_is_told_to_hand_it_over(client, ada):
    factories.club("Blue", owner=ada)
    sign_in(client, ada)
    assert "Blue would be without an owner" in client.get("/account/data/erasure").content.decode()
    assert client.post("/account/data/erasure").url == "/account/data/erasure"
    assert Person.objects.get(pk=ada.pk).anonymised_at is None


@pytest.mark.req("P09", "Q13")
def test_asking_says_the_same_whether_the_address_is_known_or_not(client, ada):
    factories.guest("Gus", email="gus@example.org")
    said = {client.post("/privacy/data", {"email": f"{who}@example.org"}).content for who in ("ada", "gus", "nobody")}
    # the tokens against forged forms are drawn anew
    assert len({re.sub(rb"\w{64}", b"", page) for page in said}) == 1


@pytest.mark.req("P09")
@pytest.mark.parametrize(
    ("who", "subject"),
    [
        ("ada", "What we know about you"),
        ("gus", "What we know about you"),
        ("nobody", "Nothing is held on this address"),
    ],
)
def test_only_who_reads_the_mail_learns_what_is_known(client, ada, who, subject, mailoutbox):
    factories.guest("Gus", email="gus@example.org")
    client.post("/privacy/data", {"email": f"{who}@example.org"})
    outbox.drain()
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [([f"{who}@example.org"], subject)]


def link_to(email):
    return proofs.mint(proofs.ask(Proof.Purpose.MY_DATA, email=email, at=clock.now()))


@pytest.mark.req("P09")
def test_a_guest_takes_it_along_and_is_erased_by_the_link(client, db):
    gus = factories.guest("Gus", email="gus@example.org")
    factories.place(None, gus)
    path = f"/privacy/data/{link_to(gus.email)}"
    assert "gus@example.org" in client.get(path).content.decode()
    archive = zipfile.ZipFile(io.BytesIO(b"".join(client.post(f"{path}/export").streaming_content)))
    assert "person.json" in archive.namelist()
    assert "1 place is given up" in client.get(f"{path}/erasure").content.decode()
    assert client.post(f"{path}/erasure").url == "/"
    assert client.get(path).status_code == 404
    assert Person.objects.get(pk=gus.pk).email == ""


@pytest.mark.req("P09")
def test_the_link_of_an_address_with_an_account_opens_nothing(client, ada):
    path = f"/privacy/data/{link_to(ada.email)}"
    assert [client.get(path).status_code, client.post(f"{path}/erasure").status_code] == [410, 410]
    assert Person.objects.get(pk=ada.pk).anonymised_at is None


@pytest.mark.req("P09", "Q22")
def test_it_speaks_french(client, db):
    page = client.get("/privacy/data", headers={"Accept-Language": "fr"}).content.decode()
    assert "Que savez-vous de moi ?" in page

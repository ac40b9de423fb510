"""What is held on a guest, by the link mailed to their address, through the API."""

import io
import json
import zipfile

import pytest

from lineup.core.audit.models import Entry
from lineup.core.consents.models import Consent
from lineup.core.foundation import clock
from lineup.core.people import proofs
from lineup.core.people.models import Proof
from tests.interfaces.api.conftest import problem
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("P09", "B03")]


@pytest.fixture
def guest(db):
    return factories.guest("Gil Roy", email="gil@example.org", proved=True)


def link_of(person):
    return {"token": proofs.mint(proofs.ask(Proof.Purpose.MY_DATA, email=person.email, at=clock.now()))}


@pytest.mark.parametrize("email", ["gil@example.org", "nobody@example.org"])
def test_a_link_is_asked_for_and_nothing_tells_whether_the_address_is_known(nobody, guest, email):
    asked = nobody.post("/guest-data/links", {"email": email, "language": "fr"})
    assert (asked.status_code, asked.json()) == (202, {"sent": True})
    assert list(Proof.objects.values_list("purpose", "email", "language")) == [("my_data", email, "fr")]


def test_a_guest_counts_what_is_held_and_takes_it_along(nobody, guest):
    link = link_of(guest)
    counted = nobody.post("/guest-data", link).json()["parts"]
    assert {"part": "person", "rows": 1} in counted
    answer = nobody.post("/guest-data/export", link)
    assert (answer.headers["Content-Type"], answer.headers["Cache-Control"]) == ("application/zip", "no-store")
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        assert [row["name"] for row in json.loads(archive.read("person.json"))] == ["Gil Roy"]
    entry = Entry.objects.get(action="person.export")
    assert (entry.channel, entry.actor_id) == ("link", guest.pk)


def test_a_guest_agrees_and_takes_it_back(nobody, guest):
    link = link_of(guest)
    shown = {row["purpose"]: row for row in nobody.post("/guest-data/consents", link).json()["items"]}["club-news"]
    assert (shown["holds"], shown["said"]) == (False, None)
    path = "/guest-data/consents/club-news"
    assert problem(nobody("PUT", path, {**link, "version": 7})) == (409, "consent_text_changed")
    assert nobody("PUT", path, {**link, "version": shown["version"]}).json()["holds"] is True
    assert nobody.post(f"{path}/withdrawal", link).json()["said"] == "withdrawn"
    history = nobody.post("/guest-data/consents/history", link).json()["items"]
    assert [(row["said"], row["channel"]) for row in history] == [("withdrawn", "link"), ("given", "link")]
    assert set(Consent.objects.values_list("person", flat=True)) == {guest.pk}


def test_a_guest_is_erased_and_the_link_with_them(nobody, guest):
    link = link_of(guest)
    erased = nobody.post("/guest-data/erasure", link).json()
    guest.refresh_from_db()
    assert (erased["person"], guest.name, guest.email) == (str(guest.pk), "Former participant", "")
    assert problem(nobody.post("/guest-data", link))[0] in (404, 410)


@pytest.mark.parametrize("path", ["", "/export", "/erasure", "/consents", "/consents/history"])
def test_who_has_an_account_signs_in_instead_and_a_link_to_a_place_opens_nothing(nobody, path):
    member = factories.member("Ada")
    assert problem(nobody.post(f"/guest-data{path}", link_of(member))) == (410, "link_over")
    place = factories.place(factories.pool())
    assert problem(nobody.post(f"/guest-data{path}", {"token": factories.place_link(place)})) == (404, "link_unknown")
    member.refresh_from_db()
    assert member.anonymised_at is None

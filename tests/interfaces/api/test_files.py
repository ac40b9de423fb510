"""Files of an event: taken in by their bytes, handed out after a look at who asks, never run."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lineup.core.foundation import clock
from lineup.domains.events import events
from lineup.domains.events.models import EventFile
from tests.interfaces.api.conftest import caller, problem
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("P10")]

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture
def organiser(db):
    return factories.member()


@pytest.fixture
def slug(organiser):
    event = events.create(title="Open", visibility="private", by=factories.actor(organiser), at=clock.now())
    return event.offering.slug


def upload(person, slug, content=PDF, **more):
    sent = {"file": SimpleUploadedFile("Plan.pdf", content), "audience": "everybody", **more}
    return Client().post(f"/api/events/{slug}/files", sent, headers=caller(person).headers)


def test_a_file_goes_in_and_comes_out_as_a_download(organiser, slug):
    made = upload(organiser, slug)
    assert (made.status_code, made.json()["name"], made.json()["size"]) == (201, "Plan.pdf", len(PDF))
    answer = caller(organiser).get(f"/events/{slug}/files/{made.json()['id']}/content")
    assert b"".join(answer.streaming_content) == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_what_is_not_mine_to_see_has_no_files(organiser, slug, nobody):
    made = upload(organiser, slug).json()
    for key in (nobody, caller(factories.member())):
        assert problem(key.get(f"/events/{slug}/files")) == (404, "not_found")
        assert problem(key.get(f"/events/{slug}/files/{made['id']}/content")) == (404, "not_found")
    assert problem(upload(factories.member(), slug)) == (404, "not_found")
    assert EventFile.objects.count() == 1


def test_a_file_that_could_run_is_refused(organiser, slug):
    assert problem(upload(organiser, slug, b"<script>alert(1)</script>")) == (422, "file_type_refused")
    assert problem(upload(organiser, slug, audience="nobody")) == (422, "invalid")
    assert EventFile.objects.count() == 0


def test_a_file_goes_to_the_bin_and_back(organiser, slug):
    key, made = caller(organiser), upload(organiser, slug).json()
    assert key.post(f"/events/{slug}/files/{made['id']}/discard").status_code == 200
    assert key.get(f"/events/{slug}/files").json()["items"] == []
    assert [row["id"] for row in key.get(f"/events/{slug}/files?bin=true").json()["items"]] == [made["id"]]
    assert caller(factories.member()).get(f"/events/{slug}/files?bin=true").status_code == 404
    assert key.post(f"/events/{slug}/files/{made['id']}/restoration").status_code == 200
    assert len(key.get(f"/events/{slug}/files").json()["items"]) == 1

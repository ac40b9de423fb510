"""Files in the pages: uploads are inert, each download asks who is there (Q16)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lineup.domains.events import events
from lineup.domains.events.models import EventFile
from tests.support import factories

SCRIPTS = [
    b"<script>alert(1)</script>",
    b"<?xml version='1.0'?><svg onload='alert(1)'/>",
    b"<html><body onload=alert(1)>",
]
STARTS = [
    b"%PDF-1.7\n",
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff\xe0",
    b"GIF89a",
    b"RIFF\x00\x00\x00\x00WEBP",
    b"plain words\n",
]
NAMES = ["x.html", "x.svg", "x.pdf.js", 'x".html', "x.pdf\r\nSet-Cookie: a=1", "../../x.php"]
# polyglots: a harmless beginning, and a program or page behind it, under a name that lies
HOSTILE = [(start + script, name) for start in STARTS for script in SCRIPTS for name in NAMES]
SAFE = {
    "application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp", "text/plain",
}  # fmt: skip


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def send(client, content, name="plan.pdf", audience="everybody"):
    upload = SimpleUploadedFile("x", content, content_type="text/html")
    upload._name = name
    return client.post("/events/night-hike/files", {"file": upload, "audience": audience})


def content_of(answer):
    return b"".join(answer.streaming_content)


def test_hostile_uploads_are_never_shown_or_run(theirs, client, make_event, monkeypatch):
    monkeypatch.setattr("lineup.domains.events.files.MOST_FILES", 1000)
    make_event()
    assert len(HOSTILE) >= 60
    for content, name in HOSTILE:
        send(theirs, content, name)
    stored = list(EventFile.objects.all())
    assert len(stored) == len(HOSTILE)
    for file in stored:
        answer = client.get(f"/events/night-hike/files/{file.pk}")
        headers = answer.headers
        assert answer.status_code == 200
        assert len(content_of(answer)) == file.size
        assert headers["Content-Disposition"].startswith("attachment; ")
        assert headers["Content-Type"] in SAFE
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert headers["Cache-Control"] == "private, no-store"
        assert "set-cookie" not in headers["Content-Disposition"].lower().split("filename")[0]


@pytest.mark.parametrize("content", [*SCRIPTS, b"MZ\x90\x00", b"\x7fELF\x02", b"PK\x03\x04zip", b""])
def test_what_is_no_document_is_refused_in_a_sentence(theirs, make_event, content):
    make_event()
    answer = send(theirs, content, "plan.pdf")
    assert (answer.status_code, EventFile.objects.count()) == (422, 0)
    assert list(answer.context["form"].errors) == ["file"]


@pytest.mark.req("A16")
def test_a_file_for_holders_is_there_for_holders(theirs, client, make_event):
    event = make_event()
    send(theirs, b"%PDF-", "secret.pdf", audience="holders")
    path = f"/events/night-hike/files/{EventFile.objects.get().pk}"
    coming = factories.member()
    factories.place(events.pool_of(event), coming)
    assert client.get(path).status_code == 404
    assert "secret.pdf" not in client.get("/events/night-hike").content.decode()
    client.force_login(coming.account)
    assert "secret.pdf" in client.get("/events/night-hike").content.decode()
    answer = client.get(path)
    assert (answer.status_code, content_of(answer)) == (200, b"%PDF-")


@pytest.mark.req("P08")
def test_a_file_goes_to_the_bin_and_back(theirs, client, make_event):
    make_event()
    send(theirs, b"%PDF-")
    path = f"/events/night-hike/files/{EventFile.objects.get().pk}"
    theirs.post(f"{path}/discard")
    assert (client.get(path).status_code, theirs.get(path).status_code) == (404, 404)
    assert f"{path}/restoration" in theirs.get("/events/night-hike/files").content.decode()
    theirs.post(f"{path}/restoration")
    answer = client.get(path)
    assert (answer.status_code, content_of(answer)) == (200, b"%PDF-")


@pytest.mark.req("P10")
def test_others_neither_add_nor_remove(theirs, client, make_event):
    make_event()
    send(theirs, b"%PDF-")
    file = EventFile.objects.get()
    client.force_login(factories.member().account)
    assert send(client, b"%PDF-").status_code == 403
    assert client.post(f"/events/night-hike/files/{file.pk}/discard").status_code == 403
    assert EventFile.objects.filter(binned_at=None).count() == 1


def test_a_file_that_is_gone_from_the_disk_is_not_there(theirs, make_event):
    make_event()
    send(theirs, b"%PDF-")
    file = EventFile.objects.get()
    file.file.storage.delete(file.file.name)
    assert theirs.get(f"/events/night-hike/files/{file.pk}").status_code == 404

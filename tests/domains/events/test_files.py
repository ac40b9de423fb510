"""Files: only harmless kinds are taken in, and only who may gets one (Q16)."""

import io
import zipfile

import pytest
from django.core.files.base import ContentFile

from lineup.core.foundation import sniffing, uploads
from lineup.core.foundation.errors import Invalid, Missing
from lineup.domains.events import events, files
from lineup.domains.events.models import EventFile
from tests.support import factories


def zipped(**members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"), content)
    return buffer.getvalue()


TAKEN = {
    "a.pdf": (b"%PDF-1.7 ...", "application/pdf"),
    "a.png": (b"\x89PNG\r\n\x1a\n....", "image/png"),
    "a.jpg": (b"\xff\xd8\xff\xe0...", "image/jpeg"),
    "a.gif": (b"GIF89a...", "image/gif"),
    "a.webp": (b"RIFF....WEBPVP8 ", "image/webp"),
    "a.txt": ("Apportez du pain, à 9 h.".encode(), "text/plain"),
    "a.docx": (zipped(word__document_xml="<x/>"), f"{sniffing.OFFICE}.wordprocessingml.document"),
    "a.ods": (zipped(mimetype=f"{sniffing.OPEN_DOCUMENTS}spreadsheet"), f"{sniffing.OPEN_DOCUMENTS}spreadsheet"),
}
REFUSED = {
    "page.pdf": b"<html><script>alert(1)</script>",
    "image.png": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "spaces.txt": b"   \n <!doctype html><script>",
    "bom.txt": "\ufeff<html>".encode(),
    "program.pdf": b"MZ\x90\x00\x03",
    "elf.jpg": b"\x7fELF\x02\x01",
    "script.jpg": b"#!/bin/sh\n\x00",
    "blank.txt": b"  \n ",
    "utf16.txt": "<script>".encode("utf-16"),
    "archive.zip": zipped(readme="hello"),
    "macros.docx": zipped(word__document_xml="<x/>", word__vbaProject_bin="x"),
    "class.odt": zipped(mimetype="text/html"),
    "broken.zip": b"PK\x03\x04 not an archive",
    "flash.pdf": b"FWS\x09\x00\x01",
    "riff.webp": b"RIFF\x00\x00\x00\x00WAVEfmt ",
    "shifted.pdf": b"\x00%PDF-1.7",
}


@pytest.fixture
def event(make_event, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return make_event(capacity=1)


def upload(name, content):
    return ContentFile(content, name=name)


@pytest.mark.parametrize("name", TAKEN)
def test_a_document_is_what_its_bytes_say(name, event, organiser, at):
    content, kind = TAKEN[name]
    file = files.add(event, upload("C:\\docs\\my plan.exe", content), by=factories.actor(organiser), at=at)
    ending = name.rpartition(".")[2]
    assert (file.content_type, file.name, file.size) == (kind, f"my plan.{ending}", len(content))
    with file.file.open() as stored:
        assert stored.read() == content


@pytest.mark.parametrize("name", REFUSED)
def test_what_could_run_is_not_taken_in(name, event, organiser, at, settings):
    with pytest.raises(uploads.FileTypeRefused):
        files.add(event, upload(name, REFUSED[name]), by=factories.actor(organiser), at=at)
    assert (EventFile.objects.count(), list(settings.MEDIA_ROOT.rglob("*"))) == (0, [])


def test_the_name_on_disk_is_random(event, organiser, at, settings):
    for _ in range(2):
        files.add(event, upload("../../etc/passwd.pdf", b"%PDF-"), by=factories.actor(organiser), at=at)
    stored = sorted(path.name for path in settings.MEDIA_ROOT.rglob("*") if path.is_file())
    assert len({*stored}) == 2
    assert all(len(name) == 32 and name.isalnum() for name in stored)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("plan.pdf", "plan.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "a Set-Cookie- x=1.pdf"),
        ('quote".pdf', "quote.pdf"),
        ("<script>.html", "script.pdf"),
        ("\u202egnp.exe", "gnp.pdf"),
        ("", "file.pdf"),
        ("...", "file.pdf"),
        ("x" * 300, "x" * 120 + ".pdf"),
        ("Été à Lyon.PDF", "Été à Lyon.pdf"),
    ],
)
def test_a_name_is_only_a_label(given, shown):
    assert uploads.label(given, sniffing.PDF) == shown


def test_size_number_and_audience_have_limits(event, organiser, at, monkeypatch):
    by = factories.actor(organiser)
    monkeypatch.setattr(uploads, "LARGEST_BYTES", 10)
    monkeypatch.setattr(files, "MOST_FILES", 1)

    def code(content, **values):
        with pytest.raises(Invalid) as refused:
            files.add(event, upload("a.pdf", content), by=by, at=at, **values)
        return refused.value.code

    assert code(b"%PDF-......") == "file_too_large"
    assert code(b"") == "file_empty"
    assert code(b"%PDF-", audience="enemies") == "unknown_audience"
    files.add(event, upload("a.pdf", b"%PDF-"), by=by, at=at)
    assert code(b"%PDF-") == "too_many_files"


@pytest.mark.req("A16")
def test_each_download_asks_who_is_there(event, organiser, at):
    by = factories.actor(organiser)
    public = files.add(event, upload("plan.pdf", b"%PDF-"), by=by, at=at)
    private = files.add(event, upload("door code.txt", b"1234"), audience="holders", by=by, at=at)
    pool = events.pool_of(event)
    coming, waiting = factories.member(), factories.member()
    factories.place(pool, coming, at=at)
    factories.place(pool, waiting, at=at)
    who = {"organiser": organiser, "coming": coming, "waiting": waiting, "nobody": None}
    assert {name: list(files.of(event, person)) for name, person in who.items()} == {
        "organiser": [private, public], "coming": [private, public], "waiting": [public], "nobody": [public],
    }  # fmt: skip
    with pytest.raises(Missing):
        files.find(event, waiting, private.pk)


@pytest.mark.req("P10")
def test_a_file_is_not_reached_through_another_event(event, make_event, organiser, at):
    file = files.add(event, upload("plan.pdf", b"%PDF-"), by=factories.actor(organiser), at=at)
    with pytest.raises(Missing):
        files.find(make_event("Other"), organiser, file.pk)
    with pytest.raises(Missing):
        files.find(event, organiser, "not-an-id")


@pytest.mark.req("P08")
def test_a_file_goes_to_the_bin_and_comes_back(event, organiser, at):
    by = factories.actor(organiser)
    file = files.add(event, upload("plan.pdf", b"%PDF-"), by=by, at=at)
    files.discard(file, by=by, at=at)
    assert list(files.of(event, organiser)) == []
    files.restore(files.find_binned(event, file.pk), by=by, at=at)
    assert list(files.of(event, organiser)) == [file]

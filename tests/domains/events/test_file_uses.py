"""An event has one programme and one guide, as PDF; a new one takes the place of the one before."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lineup.core.foundation import clock, uploads
from lineup.domains.events import events, files
from lineup.domains.events.models import EventFile
from tests.support import factories

pytestmark = pytest.mark.req("D01")


@pytest.fixture
def by(db):
    return factories.actor(factories.member("Olga"))


@pytest.fixture
def event(by):
    return events.create(title="Forum", by=by, at=clock.now())


@pytest.fixture
def add(event, by):
    def add(use="", content=b"%PDF-1.7\n"):
        upload = SimpleUploadedFile(f"{use or 'other'}.pdf", content)
        return files.add(event, upload, use=use, by=by, at=clock.now())

    return add


def in_use():
    return {(file.pk, file.use) for file in EventFile.objects.filter(binned_at=None)}


def test_a_new_programme_puts_the_old_one_into_the_bin_and_nothing_else(add, by):
    other, guide, first = add(), add("guide"), add("programme")
    second = add("programme")
    kept = {(other.pk, ""), (guide.pk, "guide")}
    assert in_use() == {*kept, (second.pk, "programme")}
    first.refresh_from_db()
    files.restore(first, by=by, at=clock.now())
    assert in_use() == {*kept, (first.pk, "programme")}


def test_programme_and_guide_are_pdf_and_of_the_two_known_uses(add):
    with pytest.raises(uploads.PdfNeeded):
        add("programme", b"\x89PNG\r\n\x1a\n")
    with pytest.raises(files.UnknownUse):
        add("poster")
    assert in_use() == set()


def test_a_full_event_still_takes_a_new_programme(add):
    add("programme")
    for _number in range(files.MOST_FILES - 1):
        add()
    assert add("programme").use == "programme"
    with pytest.raises(files.TooManyFiles):
        add("guide")

"""Files in a bucket: kept, handed out, backed up and deleted as in a folder."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client

from lineup.config import environment, files
from lineup.config.backup import stored as backed_up
from lineup.config.backup.archive import Reader, Writer
from lineup.core.foundation import stored
from lineup.core.participation import offerings
from lineup.domains.events import events
from lineup.domains.events import files as event_files
from lineup.domains.events.models import EventFile
from tests.support import bucket, factories

pytestmark = [pytest.mark.embedded, pytest.mark.xdist_group("bucket")]

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def in_bucket(settings, db):
    with bucket.running() as address:
        default = files.settings(environment.read({"LINEUP_FILES": address}))
        settings.STORAGES = {**settings.STORAGES, "default": default}
        yield address


@pytest.fixture
def event():
    by = factories.actor(factories.member("Ada"))
    made = events.create(title="Night hike", starts_at=NOON + timedelta(days=900), by=by, at=NOON)
    offerings.publish(made.offering, by=by, at=NOON)
    return made, by


def read(name):
    with default_storage.open(name) as file:
        return file.read()


@pytest.mark.req("A16", "Q16")
def test_a_file_is_kept_in_the_bucket_handed_out_by_the_page_and_gone_when_deleted(in_bucket, event):
    made, by = event
    upload = ContentFile(b"%PDF-1.7 plan", name="plan.pdf")
    file = event_files.add(made, upload, by=by, at=NOON)
    answer = Client().get(f"/events/{made.offering.slug}/files/{file.pk}")
    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, b"%PDF-1.7 plan")
    assert answer["Content-Disposition"] == 'attachment; filename="plan.pdf"'
    assert list(stored.faults()) == []
    name = EventFile.objects.get().file.name
    default_storage.delete(name)
    assert [fault.code for fault in stored.faults()] == ["file_missing"]
    assert Client().get(f"/events/{made.offering.slug}/files/{file.pk}").status_code == 404


def test_two_files_of_one_name_stand_beside_each_other(in_bucket):
    first, second = (default_storage.save("events/plan.pdf", ContentFile(content)) for content in (b"1", b"2"))
    assert first != second
    assert [read(name) for name in (first, second)] == [b"1", b"2"]


@pytest.mark.req("Q26")
def test_a_backup_holds_what_lies_in_the_bucket_and_puts_it_back(in_bucket, tmp_path):
    for name in ("events/a.pdf", "people/b.webp"):
        default_storage.save(name, ContentFile(name.encode()))
    path = tmp_path / "backup.zip"
    with Writer(path) as writer:
        assert backed_up.take(writer) == 2
        writer.finish({})
    for name in ("events/a.pdf", "people/b.webp"):
        default_storage.delete(name)
    assert backed_up.is_empty()
    assert backed_up.put(Reader(path)) == 2
    assert read("people/b.webp") == b"people/b.webp"


def test_without_a_bucket_files_lie_in_a_folder():
    assert files.settings(environment.read({})) == {"BACKEND": "django.core.files.storage.FileSystemStorage"}


def test_an_address_is_read_as_it_is_written():
    found = environment.read({"LINEUP_FILES": "s3://key:secret@s3.example/club?region=eu-west-3"})
    options = files.settings(found)["OPTIONS"]
    named = [options[name] for name in ("endpoint_url", "bucket_name", "access_key", "secret_key", "region_name")]
    assert named == ["https://s3.example", "club", "key", "secret", "eu-west-3"]

"""Videos of one's own: judged by their bytes, with a name, captions, and a length that is known."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from lineup.core.foundation import inputs, subtitles, uploads
from lineup.domains.courses import item_files, items, lessons, outline
from lineup.domains.courses.models import Item
from tests.support import films

pytestmark = [pytest.mark.req("E04"), pytest.mark.usefixtures("own_folders")]

CAPTIONED = {"captions": films.CAPTIONS, "captions_language": "fr"}


def stored(settings):
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_a_video_is_stored_with_what_it_is_and_its_copy_has_it_all(lesson, by, at, settings):
    kept = items.add(lesson, "video", upload=films.upload(61.5), name="Folding", **CAPTIONED, by=by, at=at)
    assert (kept.content_type, kept.seconds, kept.name) == ("video/mp4", 62, "Folding")
    assert [path.read_bytes() for path in stored(settings)] == [films.mp4(61.5)]
    copied = outline.items(lessons.duplicate(lesson, by=by, at=at)).get(kind="video")
    assert (copied.file, copied.captions, copied.captions_language) == (kept.file, films.CAPTIONS, "fr")


def test_captions_come_and_go_with_their_language(lesson, by, at):
    kept = items.add(lesson, "video", upload=films.upload(), name="Folding", by=by, at=at)
    with pytest.raises(items.CaptionsLanguageNeeded):
        items.change(kept, captions=films.CAPTIONS, by=by, at=at)
    kept = outline.find_item(lesson, kept.pk)
    items.change(kept, **CAPTIONED, by=by, at=at)
    assert outline.find_item(lesson, kept.pk).captions == films.CAPTIONS
    items.change(outline.find_item(lesson, kept.pk), captions="", by=by, at=at)
    kept = outline.find_item(lesson, kept.pk)
    assert (kept.captions, kept.captions_language) == ("", "")


@pytest.mark.parametrize(
    ("values", "content", "refusal"),
    [
        ({}, films.mp4(), items.VideoNameNeeded),
        ({"name": "Folding", "url": "https://video.example.org/7"}, films.mp4(), items.VideoTwice),
        ({"name": "Folding"}, b"<html><script>", item_files.VideoTypeRefused),
        ({"name": "Folding"}, films.mp4(0), item_files.VideoTypeRefused),
        ({"name": "Folding"}, b"", uploads.FileEmpty),
        ({"name": "Folding"}, films.mp4(filling=1024 * 1024), uploads.FileTooLarge),
        ({"name": "Folding", "captions": "Hello", "captions_language": "fr"}, films.mp4(), subtitles.CaptionsWrong),
        ({"name": "Folding", **CAPTIONED, "captions_language": "xx"}, films.mp4(), inputs.UnknownChoice),
    ],
)
def test_what_is_no_whole_video_is_refused_and_leaves_no_file(values, content, refusal, lesson, by, at, settings):
    settings.VIDEO_MEGABYTES = 1
    with pytest.raises(refusal):
        items.add(lesson, "video", upload=SimpleUploadedFile("film.mp4", content), by=by, at=at, **values)
    assert (outline.items(lesson).count(), stored(settings)) == (1, [])


def test_the_database_wants_a_video_to_be_somewhere(lesson, at):
    with pytest.raises(IntegrityError), transaction.atomic():
        Item.objects.create(lesson=lesson, kind="video", position=1, created_at=at)

"""Modules, lessons and what stands in them: added, ordered, copied, binned; what counts is always as recounted."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from PIL import Image

from lineup.core.foundation import inputs, pictures, uploads
from lineup.core.outbox.models import Message
from lineup.core.participation import offerings
from lineup.core.privacy import removing
from lineup.domains.courses import counting, item_files, items, lessons, modules, outline, purging
from lineup.domains.courses.kind import NothingToLearn
from lineup.domains.courses.models import Item, Lesson, Module

PDF = b"%PDF-1.7\n%%EOF\n"


def titles(rows):
    return [row.title for row in rows]


@pytest.fixture
def draft(make_course):
    return make_course(number=0, published=False)


@pytest.mark.req("E04")
def test_modules_and_lessons_keep_their_order_through_moves(draft, by, at):
    made = [modules.add(draft, title=name, by=by, at=at) for name in "abcd"]
    modules.move(made[3], index=1, by=by, at=at)
    modules.move(made[0], index=99, by=by, at=at)
    assert titles(outline.modules(draft)) == ["d", "b", "c", "a"]
    first, second = made[3], made[1]
    rows = [lessons.add(first, title=name, by=by, at=at) for name in "xyz"]
    lessons.move(rows[2], index=0, by=by, at=at)
    lessons.move(rows[0], index=0, to=second, by=by, at=at)
    assert [titles(module.shown_lessons) for module in outline.whole(draft)] == [["z", "y"], ["x"], [], []]
    assert titles(outline.in_order(draft)) == ["z", "y", "x"]
    lessons.discard(rows[1], by=by, at=at)
    modules.discard(second, by=by, at=at)
    shown = [(module.title, titles(module.shown_lessons)) for module in outline.contents(draft)]
    assert shown == [("d", ["z"]), ("c", []), ("a", [])]


@pytest.mark.req("E04")
def test_a_lesson_holds_text_picture_video_and_file_in_their_order(lesson, by, at, own_folders):
    values = {"by": by, "at": at}
    picture = SimpleUploadedFile("loaf.png", _png())
    items.add(lesson, "image", upload=picture, alternative="A loaf", caption="Day one", **values)
    items.add(lesson, "video", url="https://video.example.org/7", name="Folding", **values)
    file = items.add(lesson, "file", upload=SimpleUploadedFile("recipe.pdf", PDF), **values)
    items.move(file, index=0, **values)
    kept = list(outline.items(lesson))
    assert [item.kind for item in kept] == ["file", "text", "image", "video"]
    assert (kept[0].name, kept[0].content_type, kept[0].size) == ("recipe.pdf", "application/pdf", len(PDF))
    assert (kept[2].content_type, kept[2].width, kept[2].height) == ("image/webp", 3, 2)


def _png():
    out = BytesIO()
    Image.new("RGB", (3, 2), "red").save(out, "PNG")
    return out.getvalue()


@pytest.mark.req("E04")
@pytest.mark.parametrize(
    ("kind", "values", "content", "refusal"),
    [
        ("text", {"text": "  "}, None, items.WordsNeeded),
        ("text", {"text": "x" * 50_001}, None, inputs.TooLong),
        ("image", {"alternative": ""}, PDF, items.AlternativeNeeded),
        ("image", {"alternative": "A loaf"}, PDF, pictures.PictureWrong),
        ("image", {"alternative": "A loaf"}, b"<svg xmlns='http://www.w3.org/2000/svg'/>", pictures.PictureWrong),
        ("image", {"alternative": "A loaf"}, None, item_files.FileNeeded),
        ("video", {"url": ""}, None, items.VideoAddressNeeded),
        ("video", {"url": "javascript:alert(1)"}, None, inputs.NotAWebAddress),
        ("file", {}, b"<html><script>", uploads.FileTypeRefused),
        ("file", {}, None, item_files.FileNeeded),
        ("file", {}, bytes(uploads.LARGEST_BYTES + 1), uploads.FileTooLarge),
        ("song", {}, None, inputs.UnknownChoice),
    ],
)
def test_what_cannot_stand_in_a_lesson_is_refused(kind, values, content, refusal, lesson, by, at, own_folders):
    upload = SimpleUploadedFile("a.bin", content) if content is not None else None
    with pytest.raises(refusal):
        items.add(lesson, kind, upload=upload, by=by, at=at, **values)
    assert outline.items(lesson).count() == 1


def test_the_database_wants_words_with_each_picture(lesson, at):
    with pytest.raises(IntegrityError), transaction.atomic():
        Item.objects.create(lesson=lesson, kind="image", file="courses/x", position=1, created_at=at)


@pytest.mark.req("E04")
def test_titles_minutes_and_numbers_are_asked_for(module, by, at, monkeypatch):
    for call, refusal in (
        (lambda: modules.add(module.course, title=" ", by=by, at=at), modules.ModuleTitleNeeded),
        (lambda: lessons.add(module, title="", by=by, at=at), lessons.LessonTitleNeeded),
        (lambda: lessons.add(module, title="a", completion="time_based", by=by, at=at), lessons.MinutesNeeded),
        (lambda: lessons.add(module, title="a", completion="wish", by=by, at=at), inputs.UnknownChoice),
    ):
        with pytest.raises(refusal):
            call()
    monkeypatch.setattr(lessons, "MOST", 1)
    with pytest.raises(lessons.TooManyLessons):
        lessons.add(module, title="a", by=by, at=at)


@pytest.mark.req("E04", "P08")
def test_what_was_binned_comes_back_at_the_end_with_what_it_had(make_course, by, at):
    course = make_course(number=3)
    first = outline.in_order(course)[0]
    lesson = outline.find_lesson(course, first.pk)
    lessons.discard(lesson, by=by, at=at)
    assert titles(outline.in_order(course)) == ["Lesson 2", "Lesson 3"]
    assert tuple(map(list, outline.binned(course))) == ([], [lesson])
    lessons.restore(outline.find_lesson(course, first.pk, binned=True), by=by, at=at)
    assert titles(outline.in_order(course)) == ["Lesson 2", "Lesson 3", "Lesson 1"]
    assert outline.items(lesson).count() == 1


@pytest.mark.req("E01")
def test_a_published_course_is_never_left_with_nothing_to_learn(course, module, lesson, by, at):
    for act in (
        lambda: items.discard(outline.items(lesson)[0], by=by, at=at),
        lambda: lessons.discard(lesson, by=by, at=at),
        lambda: modules.discard(module, by=by, at=at),
    ):
        with pytest.raises(NothingToLearn):
            act()
    assert Item.objects.filter(binned_at=None, lesson__binned_at=None, lesson__module__binned_at=None).count() == 1


@pytest.mark.req("E04")
def test_a_copied_lesson_stands_right_after_with_what_is_in_it(make_course, by, at):
    course = make_course(number=2)
    lesson = outline.find_lesson(course, outline.in_order(course)[0].pk)
    copied = lessons.duplicate(lesson, by=by, at=at)
    assert titles(outline.in_order(course)) == ["Lesson 1", "Lesson 1", "Lesson 2"]
    assert [item.text for item in outline.items(copied)] == ["Knead."]
    assert outline.items(lesson).count() == 1


@pytest.mark.req("E05")
def test_what_counts_is_what_is_in_use_and_not_optional(make_course, by, at):
    course = make_course(number=3)
    module = outline.find_module(course, course.modules.get().pk)
    extra = lessons.add(module, title="More", is_optional=True, by=by, at=at)
    assert _counted(course) == (3, 3)
    lessons.change(extra, is_optional=False, by=by, at=at + timedelta(hours=1))
    assert _counted(course) == (4, 4)
    other = modules.add(course, title="Second", by=by, at=at)
    lessons.move(extra, index=0, to=other, by=by, at=at)
    modules.discard(other, by=by, at=at)
    assert _counted(course) == (3, 3)
    modules.restore(other, by=by, at=at)
    assert _counted(course) == (4, 4)


def _counted(course):
    course.refresh_from_db()
    assert set(counting.counted(course)) == set(counting.wanted(course))
    return course.counted, counting.wanted(course).count()


@pytest.mark.req("P08")
def test_the_bin_is_emptied_after_its_time_and_files_go_with_the_last_that_names_them(
    make_course, by, at, own_folders, settings
):
    course = make_course(number=1)
    lesson = outline.find_lesson(course, outline.in_order(course)[0].pk)
    item = items.add(lesson, "file", upload=SimpleUploadedFile("a.pdf", PDF), by=by, at=at)
    stored = Path(settings.MEDIA_ROOT) / str(item.file.name)
    copied = lessons.duplicate(lesson, by=by, at=at)
    lessons.discard(copied, by=by, at=at)
    later = at + timedelta(days=31)
    assert purging.purge_lessons(before=at, at=later) == 0
    assert purging.purge_lessons(before=later, at=later) == 1
    assert not Message.objects.filter(topic=removing.REMOVE).exists()
    items.discard(item, by=by, at=at)
    assert purging.purge_items(before=later, at=later) == 1
    removing.remove(Message.objects.get(topic=removing.REMOVE))
    assert not stored.exists()


def test_a_course_in_the_bin_goes_for_good_unless_somebody_had_a_place(make_course, by, at):
    course = make_course(published=False)
    offerings.discard(course.offering, by=by, at=at)
    later = at + timedelta(days=31)
    assert purging.purge_courses(before=later, at=later) == 1
    assert not Module.objects.exists()
    assert not Lesson.objects.exists()

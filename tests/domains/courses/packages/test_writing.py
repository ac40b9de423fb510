"""A course as a file: all that it is made of, nobody who is in it."""

import hashlib

import pytest

from lineup.core.participation import places
from lineup.domains.courses import courses, items, lessons
from lineup.domains.courses.models import Item, Lesson
from lineup.domains.courses.packages import layout, writing
from tests.support import factories, parcels

pytestmark = pytest.mark.req("E13")


@pytest.fixture
def course(own_folders, by, at):
    return parcels.whole(by=by, at=at, capacity=12)


def test_a_package_holds_all_that_is_in_use_of_a_course_in_its_order(course, by, at):
    content = parcels.written(course)
    told = parcels.document(content)
    assert (told["format"], told["version"], told["builds_on"]) == ("lineup-course", 1, [])
    assert told["course"] == {
        "title": "Bread",
        "subject": "craft",
        "overview": "**Flour** and water.",
        "difficulty": "",
        "estimated_hours": 12,
        "certificate_enabled": False,
        "certificate_months": None,
        "enrolment_type": "open",
        "unlisted": False,
        "capacity": 12,
        "waitlist": "automatic",
        "offer_minutes": 1440,
        "opens_at": None,
        "closes_at": None,
    }
    dough, oven = told["modules"]
    assert (dough["opens_after_days"], oven["opens_at"]) == (3, "2026-11-21T09:00:00+00:00")
    assert [(one["title"], one["completion"], one["minutes"], one["is_optional"]) for one in dough["lessons"]] == [
        ("Knead", "time_based", 20, False),
        ("Look on", "watched", None, True),
    ]
    pdf = hashlib.sha256(parcels.PDF).hexdigest()
    text, image, video, *papers = dough["lessons"][0]["items"]
    assert text == {"kind": "text", "text": "Knead, [then rest](https://example.org/rest)."}
    assert (image["kind"], image["alternative"], image["caption"]) == ("image", "A loaf", "Done")
    no_captions = {"captions": "", "captions_language": ""}
    assert video == {"kind": "video", "url": "https://example.org/film", "name": "Film", "caption": "", **no_captions}
    (film,) = dough["lessons"][1]["items"]
    assert (film["name"], film["captions_language"], dough["lessons"][1]["watch_percent"]) == ("Mixing", "en", 80)
    assert papers == [
        {"kind": "file", "name": "recipe.pdf", "caption": "To print", "file": pdf},
        {"kind": "file", "name": "copy.pdf", "caption": "", "file": pdf},
    ]
    quiz = oven["lessons"][0]["quiz"]
    assert (quiz["drawn"], quiz["attempts"], quiz["minutes"], quiz["pass_percent"]) == (2, 3, 10, 70)
    assert [one["kind"] for one in quiz["questions"]] == ["one", "several", "text", "number"]
    assert quiz["questions"][3] == {
        "kind": "number",
        "text": "How many hours?",
        "explanation": "",
        "points": 1,
        "value": "3.5",
        "tolerance": "0.25",
    }
    assert oven["lessons"][1]["assignment"] == {
        "brief": "Bake a **loaf**.",
        "takes": "file",
        "due_at": "2026-11-21T09:00:00+00:00",
        "late_until": "2026-11-23T09:00:00+00:00",
        "times": 2,
        "pass_percent": 60,
        "rubric": [{"words": "It rises", "most": 4}, {"words": "It tastes", "most": 6}],
    }
    stored = {name: part for name, part in parcels.opened(content).items() if name != "course.json"}
    assert {name: hashlib.sha256(part).hexdigest() for name, part in stored.items()} == {
        f"files/{one}": one for one in (image["file"], pdf, film["file"])
    }
    places.add(courses.pool_of(course), factories.member("Kim Learner"), by=by, at=at)
    assert parcels.written(course) == content
    assert b"Kim Learner" not in content
    assert b"Tove Teacher" not in content


def test_a_package_is_written_in_a_fixed_number_of_queries(course, by, at, django_assert_num_queries):
    with django_assert_num_queries(8):
        parcels.written(course)


def test_what_a_package_cannot_hold_is_refused_by_name(course, by, at, monkeypatch):
    monkeypatch.setattr(layout, "LARGEST_BYTES", layout.LARGEST_DOCUMENT + 10)
    with pytest.raises(writing.CourseTooLarge):
        parcels.written(course)
    monkeypatch.undo()
    paper = Item.objects.filter(name="recipe.pdf").get()
    paper.file.storage.delete(paper.file.name)
    with pytest.raises(writing.FileGone) as gone:
        parcels.written(course)
    assert "“Knead”" in str(gone.value)
    items.discard(paper, by=by, at=at)
    odd = Lesson.objects.get(title="Look on")
    Lesson.objects.filter(pk=odd.pk).update(completion="essay")
    with pytest.raises(writing.UnknownToPackages) as unknown:
        parcels.written(course)
    assert "“Look on”" in str(unknown.value)
    odd.completion = "manual"
    lessons.change(odd, title="Look on", completion="manual", by=by, at=at)
    assert parcels.document(parcels.written(course))["modules"][0]["lessons"][1]["completion"] == "manual"

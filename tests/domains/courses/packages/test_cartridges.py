"""Common Cartridges: what has room in a course becomes one, what has none is left out by name."""

import random
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lineup.core.foundation.errors import Invalid
from lineup.domains.courses import courses, items, outline
from lineup.domains.courses.models import CoursePackage, Item, Lesson
from lineup.domains.courses.packages import arriving
from lineup.domains.courses.packages.cartridges import pages
from lineup.domains.courses.quizzes import bank, quizzes
from tests.support import cartridges, parcels

pytestmark = pytest.mark.req("E13")


def begun(content: bytes, by, at) -> CoursePackage:
    upload = SimpleUploadedFile("bread.imscc", content)
    return arriving.begin(upload, subject=courses.subject("craft"), by=by, at=at)


@pytest.mark.parametrize("minor", [1, 2, 3])
def test_a_cartridge_becomes_a_course(own_folders, by, at, minor):
    package = begun(cartridges.whole(minor=minor), by, at)
    assert (package.outlook["faults"], package.state) == ([], "ready")
    left = [(one["place"], one["code"]) for one in package.outlook["left_out"]]
    assert left == [
        ("item[1].item[0]", "cartridge_part_missing"),
        ("item[1].item[2]", "cartridge_entry_left"),
        ("exam/a.xml item[1] “What is in it? It”", "cartridge_question_bare"),
        ("exam/a.xml item[5] “How hot?”.value", "right_number_needed"),
        ("exam/a.xml item[6] “Why?”", "cartridge_question_left"),
        ("exam/a.xml item[7] “Only one?”.choices", "quiz_choices_needed"),
        ("item[1].item[6]", "cartridge_entry_empty"),
        ("item[1].item[4].item[1]", "cartridge_file_left"),
        ("item[1].item[4].item[2].url", "not_a_web_address"),
        ("web_resources/spare.pdf", "package_file_unused"),
    ]
    course = arriving.make(package, by=by, at=at)
    told = [(one.title, [lesson.title for lesson in outline.lessons(one)]) for one in outline.modules(course)]
    assert told == [
        ("Bread", ["Welcome"]),
        ("Dough", ["Knead", "Film [1]", "Clip", "Exam"]),
        ("Dough – Within", ["A loaf"]),
    ]
    knead = list(outline.items(Lesson.objects.get(title="Knead")))
    assert [(one.kind, one.name, one.alternative) for one in knead] == [
        ("text", "", ""),
        ("image", "", "A loaf"),
        ("file", "recipe.pdf", ""),
    ]
    assert knead[0].text == (
        "# Knead\n\nFlour & **water**.\n See\n[rest](https://example.org/rest), the recipe,\nthis, that.\n\n- One\n\n"
        "A crumb[Film](https://example.org/film)"
    )
    clip = Item.objects.get(lesson__title="Clip")
    assert (clip.kind, clip.name, clip.seconds) == ("video", "Clip", 60)
    film = Item.objects.get(lesson__title="Film [1]")
    assert film.text == "[Film \\[1\\]](<https://example.org/film?a=1&b=2>)"
    quiz = quizzes.of(Lesson.objects.get(title="Exam"))
    asked = [(one.kind, one.text, one.points, one.choices, one.accepted, one.value) for one in bank.of(quiz)]
    yes, no = {"right": True}, {"right": False}
    assert (quiz.attempts, quiz.minutes, quiz.pass_percent) == (2, 30, 60)
    assert asked == [
        ("one", "What makes it **rise**?", 3, [{"text": "Yeast", **yes}, {"text": "Salt", **no}], [], None),
        (
            "several",
            "What is in it? It",
            1,
            [{"text": "Flour", **yes}, {"text": "Water", **yes}, {"text": "Sand", **no}],
            [],
            None,
        ),
        ("one", "It rises.", 1, [{"text": "True", **yes}, {"text": "False", **no}], [], None),
        ("text", "In which city?", 1, [], ["Besançon", "Lyon"], None),
        ("number", "How many?", 1, [], [], Decimal("3.5")),
    ]
    assert [one.explanation for one in bank.of(quiz)] == ["", "", "*Yeast* does it.", "", ""]
    content = parcels.written(course)
    again = arriving.make(arriving.begin(SimpleUploadedFile("a.zip", content), by=by, at=at), by=by, at=at)
    assert parcels.written(again) == content


BOMB = "<!DOCTYPE a [" + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "x"}">' for n in range(9)) + "]>"
OUTSIDE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'


def made(entries: str, **resources) -> str:
    return cartridges.manifest([entries], resources)


def deep(number: int) -> str:
    return "<item>" * number + "</item>" * number


HOSTILE = {
    "entities that swell": (f"{BOMB}<manifest>&a8;</manifest>", "cartridge_xml_broken"),
    "an entity from outside": (f"{OUTSIDE}<manifest>&b;</manifest>", "cartridge_xml_broken"),
    "a document type": ("<!DOCTYPE manifest SYSTEM 'http://example.org/a.dtd'><manifest/>", "cartridge_xml_broken"),
    "no XML": ("{", "cartridge_xml_broken"),
    "of another time": (made("").replace("1.3.0", "1.0.0"), "cartridge_unknown_version"),
    "a thin one": (made("").replace("IMS Common", "IMS Thin Common"), "cartridge_unknown_version"),
    "a pit of folders": (made(deep(50)), "cartridge_too_deep"),
    "more entries than lessons may be": (made("<item/>" * 3000), "too_many_lessons"),
    "a pit of anything": ("<a>" * 100_000 + "</a>" * 100_000, "cartridge_xml_broken"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_manifest_is_refused_in_a_sentence_and_nothing_is_kept(own_folders, by, at, name):
    content, code = HOSTILE[name]
    with pytest.raises(Invalid) as refused:
        begun(parcels.packed({"imsmanifest.xml": content}), by, at)
    assert (refused.value.code, CoursePackage.objects.count(), parcels.stored()) == (code, 0, set())


def test_what_cannot_be_read_of_a_cartridge_is_left_out_by_name(own_folders, by, at):
    parts = {
        "pit.html": "<div>" * 5_000,
        "tags.html": "<!--<a <b " * 20_000,
        "lists.html": "<ul><li>" * 40 + "a\n" * 20_000,
        "bomb.xml": f"{BOMB}<a>&a8;</a>",
        "words.html": "<p>" + "</p><p>".join(["Word " * 5000] * 3) + "</p>",
        "vast.pdf": parcels.PDF + random.Random(1).randbytes(10 * 1024 * 1024),
    }
    keys = ("up", "gone", *(name.partition(".")[0] for name in parts))
    resources = {key: ("webcontent", name) for key, name in zip(keys[2:], parts, strict=True)}
    resources |= {"up": ("webcontent", "../../../etc/passwd"), "gone": ("webcontent", "gone.html")}
    resources["bomb"] = (cartridges.ASSESSMENT, "bomb.xml")
    entries = [cartridges.item(key, ref=key) for key in keys]
    folder = cartridges.item("", cartridges.item("", ref="words"), ref="words")
    parts["imsmanifest.xml"] = cartridges.manifest([*entries, folder], resources)
    package = begun(parcels.packed(parts), by, at)
    assert [(one["place"], one["code"]) for one in package.outlook["left_out"]] == [
        ("item[0]", "cartridge_entry_empty"),
        ("item[1]", "cartridge_entry_empty"),
        ("item[2]", "cartridge_page_unread"),
        ("item[3]", "cartridge_page_unread"),
        ("item[4]", "cartridge_page_unread"),
        ("item[5].file", "cartridge_xml_broken"),
        ("item[7]", "cartridge_file_too_large"),
    ]
    course = arriving.make(package, by=by, at=at)
    lessons = Lesson.objects.filter(module__course=course).order_by("module__position", "position")
    assert [one.title for one in lessons] == ["words", "Untitled", "Untitled"]
    texts = Item.objects.filter(lesson__module__course=course).values_list("text", flat=True)
    assert (len(texts), max(map(len, texts)) <= items.LONGEST_TEXT) == (6, True)


def test_what_takes_too_long_to_read_is_not_read(own_folders, by, at, monkeypatch):
    monkeypatch.setattr(pages, "MOST_TAGS_IN_ALL", 5)
    resources = {key: ("webcontent", f"{key}.html") for key in "ab"}
    told = cartridges.manifest([cartridges.item(key, ref=key) for key in "ab"], resources)
    package = begun(parcels.packed({"imsmanifest.xml": told, "a.html": "<p>A</p>", "b.html": "<p>B</p>" * 2}), by, at)
    left = [(one["place"], one["code"]) for one in package.outlook["left_out"]]
    assert (left, package.outlook["lessons"]) == ([("item[1]", "cartridge_too_many_pages")], 1)


def test_how_much_is_left_out_is_told_where_it_is_too_much_to_list(own_folders, by, at):
    told = cartridges.manifest([cartridges.item("Gone")] * 102, {})
    left = begun(parcels.packed({"imsmanifest.xml": told}), by, at).outlook["left_out"]
    assert (len(left), left[-1]["sentence"]) == (101, "2 more things are left out.")

"""A package looked at and made: the same course again, or nothing at all."""

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lineup.core.foundation.errors import Missing, Refusal
from lineup.core.participation.models import Offering
from lineup.domains.courses import counting, courses, items, lessons, modules, outline, teaching
from lineup.domains.courses.assignments import assignments
from lineup.domains.courses.models import Course, CoursePackage, Item
from lineup.domains.courses.packages import arriving
from lineup.domains.courses.quizzes import bank, quizzes
from tests.support import factories, outbox, parcels

pytestmark = pytest.mark.req("E13")


@pytest.fixture(autouse=True)
def folders(own_folders):
    return own_folders


def sent(content: bytes, name: str = "bread.zip") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_course_goes_and_comes_back_as_it_was_byte_for_byte(by, at):
    course = parcels.whole(by=by, at=at, capacity=12, difficulty="beginner", enrolment_type="approval")
    content = parcels.written(course)
    club = factories.club()
    owner = factories.club_owner(club)
    other = factories.actor(owner)
    package = arriving.begin(sent(content), club=club, by=other, at=at)
    told = {name: package.outlook[name] for name in ("title", "modules", "lessons", "items", "questions", "files")}
    assert told == {"title": "Bread", "modules": 2, "lessons": 4, "items": 6, "questions": 4, "files": 3}
    assert (package.state, package.outlook["faults"], package.outlook["left_out"]) == ("ready", [], [])
    assert Course.objects.count() == 1

    made = arriving.make(package, by=other, at=at)
    assert parcels.written(made) == content
    assert arriving.make(arriving.find(owner, package.pk), by=other, at=at).pk == made.pk
    assert (made.offering.state, made.offering.club, made.counted) == (Offering.State.DRAFT, club, 3)
    assert [row.person for row in teaching.of(made)] == [owner]
    assert (list(counting.faults()), Course.objects.count()) == ([], 2)
    outbox.drain()
    assert parcels.stored() == {row.file.name for row in Item.objects.exclude(file="")}
    with pytest.raises(Missing):
        arriving.find(by.human, package.pk)


WORDS = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=12)
QUESTIONS = st.one_of(
    st.tuples(
        st.just("text"), st.fixed_dictionaries({"text": WORDS, "accepted": st.lists(WORDS, min_size=1, max_size=3)})
    ),
    st.tuples(
        st.just("number"),
        st.fixed_dictionaries(
            {"text": WORDS, "value": st.decimals(-(10**6), 10**6, places=3), "tolerance": st.decimals(0, 9, places=2)}
        ),
    ),
    st.tuples(
        st.sampled_from(["one", "several"]),
        st.builds(
            lambda text, texts: {"text": text, "choices": [{"text": one, "right": one == texts[0]} for one in texts]},
            WORDS,
            st.lists(WORDS, min_size=2, max_size=4, unique=True),
        ),
    ),
)
PIECES = st.one_of(
    st.tuples(st.just("text"), st.fixed_dictionaries({"text": WORDS})),
    st.tuples(st.just("video"), st.fixed_dictionaries({"url": st.just("https://example.org/a"), "caption": WORDS})),
    st.tuples(
        st.just("file"), st.builds(lambda one: {"upload": sent(b"%PDF-1.7\n" + one, "a.pdf")}, st.binary(max_size=20))
    ),
    st.tuples(
        st.just("image"),
        st.builds(
            lambda colour, width: {"upload": parcels.picture(colour, (width, 3)), "alternative": "It"},
            st.sampled_from(["red", "#0f08", "white"]),
            st.integers(1, 9),
        ),
    ),
)
TASKS = st.fixed_dictionaries(
    {
        "brief": WORDS,
        "due_at": st.none() | st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)),
        "times": st.integers(1, 20),
        "rubric": st.lists(
            st.fixed_dictionaries({"words": WORDS, "most": st.integers(1, 100)}), min_size=1, max_size=3
        ),
    }
)
LESSONS = st.one_of(
    st.tuples(st.sampled_from(["manual", "auto", "time_based"]), st.lists(PIECES, max_size=3)),
    st.tuples(st.just("quiz"), st.lists(QUESTIONS, max_size=4)),
    st.tuples(st.just("assignment"), st.lists(TASKS, max_size=1)),
)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(LESSONS, max_size=2), max_size=3), WORDS, st.integers(1, 100))
def test_whatever_a_course_is_made_of_comes_back(by, at, told, title, number):
    course = courses.create(
        title=title, subject=courses.subject("craft"), estimated_hours=number, unlisted=number % 2 == 0, by=by, at=at
    )
    for within in told:
        module = modules.add(course, title=title, opens_after_days=number, by=by, at=at)
        for completion, held in within:
            lesson = lessons.add(module, title=title, completion=completion, minutes=number, by=by, at=at)
            for one in held if completion == "assignment" else ():
                assignments.change(assignments.of(lesson), by=by, at=at, **one)
            for kind, said in held if completion != "assignment" else ():
                if completion == "quiz":
                    bank.add(quizzes.of(lesson), kind, by=by, at=at, **said)
                else:
                    items.add(lesson, kind, by=by, at=at, **said)
    content = parcels.written(course)
    made = arriving.make(arriving.begin(sent(content), by=by, at=at), by=by, at=at)
    assert parcels.opened(parcels.written(made)) == parcels.opened(content)


def test_what_it_builds_on_and_what_nobody_names_is_told_and_left_out(by, at):
    base = courses.create(title="Flour", subject=courses.subject("craft"), by=by, at=at)
    course = courses.create(
        title="Bread", subject=courses.subject("craft"), builds_on=[base.offering.slug], by=by, at=at
    )
    content = parcels.packed({**parcels.opened(parcels.written(course)), "files/more.txt": b"x"})
    package = arriving.begin(sent(content), by=by, at=at)
    assert [(one["place"], one["code"]) for one in package.outlook["left_out"]] == [
        ("builds_on[0]", "package_builds_on"),
        ("files/more.txt", "package_file_unused"),
    ]
    assert "“Flour”" in package.outlook["left_out"][0]["sentence"]
    made = arriving.make(package, by=by, at=at)
    assert parcels.document(parcels.written(made))["builds_on"] == []


RUBRIC = [{"words": "It rises", "most": 4}]
TASK = {"brief": "Bake.", "rubric": RUBRIC}
WORK = [
    (0, ".late_until", "late_before_deadline"),
    (1, ".brief", "brief_needed"),
    (2, ".rubric", "criterion_needed"),
    (3, ".rubric", "out_of_range"),
    (4, "", "package_unknown_field"),
    (5, ".due_at", "package_wrong_type"),
    (6, ".takes", "unknown_choice"),
    (7, "", "package_wrong_type"),
    (8, ".rubric", "too_many_criteria"),
    (9, ".rubric[0].words", "package_wrong_type"),
    (9, ".rubric[2]", "package_unknown_field"),
]


def test_every_fault_is_told_with_its_place_and_nothing_is_made(by, at):
    told = parcels.small(title=" ", estimated_hours="many", overview="x" * 20_001)
    text, gone = {"kind": "text", "text": "<b>Words</b>"}, "0" * 64
    told["modules"] = [
        {
            "title": "",
            "lessons": [
                {"title": "A", "completion": "essay", "items": [text, {"kind": "text", "text": " "}]},
                {"title": "B", "completion": "time_based", "items": [{"kind": "video", "url": "javascript:alert(1)"}]},
                {"title": "C", "items": [{"kind": "image", "alternative": "x", "file": gone}, {"kind": "song"}, 7]},
                {"title": "D", "colour": "red", "quiz": {}},
                {"title": "E", "completion": "quiz", "quiz": {"pass_percent": 0, "questions": [{"kind": "one"}, {}]}},
            ],
        },
        {
            "title": "Work",
            "lessons": [
                {"title": one, "completion": "assignment", "assignment": said}
                for one, said in {
                    "late": {**TASK, "late_until": "2027-01-01T00:00:00+00:00"},
                    "no brief": {"rubric": RUBRIC},
                    "no rubric": {**TASK, "rubric": []},
                    "no points": {**TASK, "rubric": [{"words": "It rises", "most": 0}]},
                    "odd": {**TASK, "rubric": [{"words": 7}, "x"], "work": []},
                    "soon": {**TASK, "due_at": "soon", "takes": "song"},
                    "a song": {**TASK, "takes": "song"},
                    "a list": [],
                    "criteria": {**TASK, "rubric": RUBRIC * 13},
                    "half": {**TASK, "rubric": [{"words": 7}, {"most": 3}, {"points": 1}]},
                    "unwritten": {},
                }.items()
            ],
        },
        "two",
        {"title": "Null\0", "opens_at": "soon", "lessons": {}},
    ]
    package = arriving.begin(sent(parcels.of(told)), by=by, at=at)
    assert [(one["place"], one["code"]) for one in package.outlook["faults"]] == [
        ("course.estimated_hours", "package_wrong_type"),
        ("modules[0].title", "module_title_needed"),
        ("modules[0].lessons[0].completion", "unknown_choice"),
        ("modules[0].lessons[0].items[1].text", "words_needed"),
        ("modules[0].lessons[1].minutes", "minutes_needed"),
        ("modules[0].lessons[1].items[0].url", "not_a_web_address"),
        ("modules[0].lessons[2].items[0].file", "package_file_missing"),
        ("modules[0].lessons[2].items[1].kind", "unknown_choice"),
        ("modules[0].lessons[2].items[2].kind", "unknown_choice"),
        ("modules[0].lessons[3]", "package_unknown_field"),
        ("modules[0].lessons[4].quiz.pass_percent", "out_of_range"),
        ("modules[0].lessons[4].quiz.questions[0].text", "question_words_needed"),
        ("modules[0].lessons[4].quiz.questions[1].kind", "unknown_choice"),
        *[(f"modules[1].lessons[{index}].assignment{place}", code) for index, place, code in WORK],
        ("modules[2]", "package_wrong_type"),
        ("modules[3].opens_at", "package_wrong_type"),
        ("modules[3].lessons", "package_wrong_type"),
    ]
    assert (package.state, parcels.stored(), Course.objects.count()) == ("faulty", set(), 0)
    with pytest.raises(arriving.PackageFaulty):
        arriving.make(package, by=by, at=at)


def test_what_breaks_while_it_is_made_leaves_no_file_and_no_course(by, at, monkeypatch):
    course = parcels.whole(by=by, at=at)
    package = arriving.begin(sent(parcels.written(course)), by=by, at=at)
    before = parcels.stored()

    def fails(*_given, **_named):
        raise Refusal

    monkeypatch.setattr(counting, "settle", fails)
    with pytest.raises(Refusal):
        arriving.make(package, by=by, at=at)
    assert (parcels.stored(), Course.objects.count(), arriving.find(by.human, package.pk).state) == (before, 1, "ready")


def test_packages_are_few_thrown_away_and_forgotten(by, at):
    content = parcels.of(parcels.small())
    first, *_others = [arriving.begin(sent(content), by=by, at=at) for _ in range(arriving.MOST_WAITING)]
    with pytest.raises(arriving.TooManyWaiting):
        arriving.begin(sent(content), by=by, at=at)
    arriving.discard(first, at=at)
    assert arriving.forget(before=at, at=at) == 0
    assert arriving.forget(before=at + arriving.KEPT, at=at) == arriving.MOST_WAITING - 1
    outbox.drain()
    assert (parcels.stored(), CoursePackage.objects.count()) == (set(), 0)


def test_the_subject_that_is_chosen_counts_and_one_is_needed(by, at):
    told = parcels.small(subject="")
    lacking = arriving.begin(sent(parcels.of(told)), by=by, at=at)
    assert [(one["place"], one["code"]) for one in lacking.outlook["faults"]] == [("course.subject", "subject_needed")]
    nameless = arriving.begin(sent(parcels.of(parcels.small(title=" "))), by=by, at=at)
    assert [(one["place"], one["code"]) for one in nameless.outlook["faults"]] == [("course.title", "title_needed")]
    chosen = arriving.begin(sent(parcels.of(told)), subject=courses.subject("craft"), by=by, at=at)
    made = arriving.make(chosen, by=by, at=at)
    assert (made.subject_id, list(outline.modules(made))) == ("craft", [])

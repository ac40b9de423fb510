"""An assignment on its pages: put together and marked by who teaches, handed in by who learns, without a script."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lineup.core.foundation import clock
from lineup.domains.courses import courses, enrolments, outline
from lineup.domains.courses.assignments import assignments
from lineup.domains.courses.models import HandedWork, Lesson
from tests.interfaces.web.courses.conftest import signed_in
from tests.support import factories, tasks


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def living_in(person, zone) -> None:
    person.time_zone = zone
    person.save(update_fields=["time_zone"])


@pytest.fixture
def module(course):
    return outline.find_module(course, outline.modules(course)[0].pk)


@pytest.fixture
def task(module, tove):
    return tasks.assignment(module, by=factories.actor(tove), at=clock.now())


@pytest.fixture
def enrolment(course, kim):
    factories.place(courses.pool_of(course), kim)
    return enrolments.of(course, kim)


@pytest.fixture
def path(task):
    return f"/courses/bread/lessons/{task.pk}"


@pytest.mark.req("E12")
def test_a_teacher_writes_an_assignment_with_its_rubric_and_a_deadline_in_their_zone(teacher, module, tove):
    living_in(tove, "Europe/Paris")
    made = teacher.post(f"/courses/bread/modules/{module.pk}/lessons", {"title": "Task", "completion": "assignment"})
    lesson = Lesson.objects.get(title="Task")
    path = f"/courses/bread/lessons/{lesson.pk}"
    assert (made.status_code, made.url) == (302, f"{path}/assignment")
    sent = {
        "brief": "Bake a **loaf**.",
        "takes": "either",
        "due_at_0": "2027-07-01",
        "due_at_1": "18:00",
        "times": "2",
        "pass_percent": "50",
        "words_1": "It rises",
        "most_1": "4",
    }
    refused = teacher.post(f"{path}/assignment", {**sent, "words_2": "It tastes"})
    assert (refused.status_code, "Say how many points it gives." in text_of(refused)) == (422, True)
    refused = teacher.post(f"{path}/assignment", {**sent, "words_1": "", "most_1": ""})
    assert (refused.status_code, "Write at least one criterion" in text_of(refused)) == (422, True)
    assert "This assignment is not written yet." in text_of(teacher.get(path))
    assert teacher.post(f"{path}/assignment", sent).status_code == 302
    row = assignments.of(lesson)
    assert (row.due_at, row.rubric) == (datetime(2027, 7, 1, 16, tzinfo=UTC), [{"words": "It rises", "most": 4}])
    shown = [text_of(teacher.get(f"{path}{page}")) for page in ("", "/edit", "/assignment", "/works")]
    assert ("<strong>loaf</strong>" in shown[0], "What the assignment asks for" in shown[1]) == (True, True)
    assert ('value="18:00"' in shown[2], "Nothing here" in shown[3]) == (True, True)
    assert "written" in text_of(teacher.get("/courses/bread/outline"))


@pytest.mark.req("E12")
def test_work_is_handed_in_marked_and_read_and_its_file_is_for_two_alone(
    learner, teacher, enrolment, course, path, own_folders
):
    before = text_of(learner.get(path))
    assert ("3 of 3 left" in before, "It rises" in before, "Done, go on" in before) == (True, True, False)
    empty = learner.post(f"{path}/work", {"text": "", "key": uuid4()})
    assert (empty.status_code, "Write a text or choose a file" in text_of(empty)) == (422, True)
    sent = {"text": "My **loaf** <script>", "key": uuid4(), "file": tasks.paper()}
    handed = [learner.post(f"{path}/work", {**sent, "file": tasks.paper()}) for _click in range(2)]
    assert [(answer.status_code, answer.url) for answer in handed] == [(302, path)] * 2
    work = HandedWork.objects.get()
    assert "Your work is handed in" in text_of(learner.get(path))
    page = text_of(learner.get(f"{path}/work/{work.pk}"))
    assert ("My <strong>loaf</strong>" in page, "loaf.pdf" in page) == (True, True)
    other = factories.member("Other Learner")
    factories.place(courses.pool_of(course), other)
    file, stranger = f"{path}/work/{work.pk}/file", signed_in(other)
    got = [who.get(file) for who in (learner, teacher, stranger)]
    assert [b"".join(answer.streaming_content) for answer in got[:2]] == [b"%PDF-1.7 my loaf"] * 2
    assert [answer.status_code for answer in got] == [200, 200, 404]
    assert (got[1].headers["Content-Type"], got[1].headers["Content-Security-Policy"]) == (
        "application/pdf",
        "default-src 'none'; sandbox",
    )
    assert stranger.get(f"{path}/work/{work.pk}").status_code == 404
    assert [learner.get(f"{path}/works{part}").status_code for part in ("", "/table", f"/{work.pk}")] == [403] * 3
    assert "Kim Learner" in text_of(teacher.get(f"{path}/works"))
    assert "Other Learner" in text_of(teacher.get(f"{path}/works?show=missing"))
    marks = {"points_1": "4", "points_2": "7", "remarks": "=Well **baked**", "edition": "0"}
    wrong = teacher.post(f"{path}/works/{work.pk}", marks)
    assert (wrong.status_code, HandedWork.objects.get().marked_at) == (422, None)
    assert teacher.post(f"{path}/works/{work.pk}", {**marks, "points_2": "6"}).url == f"{path}/works"
    stale = teacher.post(f"{path}/works/{work.pk}", {**marks, "points_2": "1"})
    assert (stale.status_code, "changed after you opened it" in text_of(stale)) == (422, True)
    assert enrolments.of(course, enrolment.place.contact).done == 1
    assert "Passed with 100.00 %" in text_of(learner.get(path))
    assert "Well <strong>baked</strong>" in text_of(learner.get(f"{path}/work/{work.pk}"))
    table = b"".join(teacher.get(f"{path}/works/table").streaming_content).decode()
    (line,) = table.splitlines()[1:]
    assert line.startswith("Kim Learner,1,")
    assert line.endswith(f",no,4,6,10,10,100.00,yes,'=Well **baked**,{work.pk},1")
    back = teacher.post(f"{path}/works/{work.pk}/marks-removal", {"edition": "1"})
    assert (back.url, enrolments.of(course, enrolment.place.contact).done) == (f"{path}/works/{work.pk}", 0)


@pytest.mark.req("E12")
def test_after_the_deadline_the_page_says_so_in_ones_own_zone_and_takes_nothing(
    learner, enrolment, kim, task, tove, path
):
    living_in(kim, "America/New_York")
    due = clock.now() - timedelta(hours=1)
    assignments.change(assignments.of(task), due_at=due, by=factories.actor(tove), at=clock.now())
    assert "Work is not taken any more" in text_of(learner.get(path))
    late = learner.post(f"{path}/work", {"text": "Too late", "key": uuid4()})
    shown = text_of(late)
    assert (late.status_code, "Work was taken until" in shown, "nothing was changed" in shown) == (422, True, True)
    assert ">Deadlines</h2>" not in text_of(learner.get("/learn"))
    ahead = {"due_at": clock.now() + timedelta(hours=49), "by": factories.actor(tove), "at": clock.now()}
    assignments.change(assignments.of(task), **ahead)
    listed = text_of(learner.get("/learn"))
    assert (">Deadlines</h2>" in listed, "in 2 days" in listed, path in listed) == (True, True, True)
    assert ("EST" in shown or "EDT" in shown, HandedWork.objects.count()) == (True, 0)


@pytest.mark.req("E12")
def test_a_table_of_marks_is_filled_in_looked_at_and_given_with_one_press(learner, teacher, enrolment, course, path):
    learner.post(f"{path}/work", {"text": "My loaf", "key": uuid4()})
    work = HandedWork.objects.get()
    table = b"".join(teacher.get(f"{path}/works/table").streaming_content).decode()
    filled = table.replace(",no,,,,,,,,", ",no,4,5,,,,,'=<b>Good</b>,")
    assert "Bring marks back" in text_of(teacher.get(f"{path}/works"))
    assert [who.get(f"{path}/works/marks").status_code for who in (teacher, learner)] == [200, 403]

    def sent(content, name="marks.csv"):
        return {"file": SimpleUploadedFile(name, content)}

    refused = teacher.post(f"{path}/works/marks", sent(b"%PDF-1.7"))
    assert (refused.status_code, "no table that can be read here" in text_of(refused)) == (422, True)
    looked = teacher.post(f"{path}/works/marks", sent(filled.encode("utf-16")))
    page, carried = text_of(looked), looked.context["table"]
    assert ("Mark one piece of work" in page, "4 + 5 = 9 / 10" in page, "&lt;b&gt;Good" in page) == (True, True, True)
    assert HandedWork.objects.get().marked_at is None
    for by, table_sent in ((teacher, f"{carried}x"), (teacher, ""), (learner, carried)):
        by.post(f"{path}/works/marks/run", {"table": table_sent})
    assert HandedWork.objects.get().marked_at is None
    done = text_of(teacher.post(f"{path}/works/marks/run", {"table": carried}))
    assert ("One piece of work is marked" in done, HandedWork.objects.get().remarks) == (True, "=<b>Good</b>")
    again = text_of(teacher.post(f"{path}/works/marks/run", {"table": carried}))
    assert ("Stands already" in again, HandedWork.objects.get().edition) == (True, 1)
    assert enrolments.of(course, enrolment.place.contact).done == 1
    later = text_of(teacher.post(f"{path}/works/marks", {"table": carried, "from": "50"}))
    assert ("Kim Learner" in later, str(work.pk) in later) == (True, True)


@pytest.mark.req("E08", "E12")
def test_a_learner_sees_the_next_deadlines_and_all_of_them_when_asked(learner, module, tove, enrolment):
    by, at = factories.actor(tove), clock.now()
    for days in range(1, 10):
        tasks.assignment(module, due_at=at + timedelta(days=days), by=by, at=at)
    shown = [learner.get(address) for address in ("/learn", "/learn?deadlines=all", "/learn?show=over&deadlines=all")]
    assert [len(page.context.get("due") or ()) for page in shown] == [8, 9, 0]
    assert ["Show all deadlines" in text_of(page) for page in shown] == [True, False, False]

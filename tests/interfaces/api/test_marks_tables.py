"""Marks of an assignment as a table by API: the same operations as on the page."""

from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lineup.core.foundation import clock
from lineup.domains.courses import courses, enrolments
from lineup.domains.courses.assignments import handing_in
from lineup.domains.courses.models import HandedWork
from tests.interfaces.api.conftest import problem
from tests.interfaces.web.courses.conftest import published
from tests.support import factories, tasks

pytestmark = [pytest.mark.django_db, pytest.mark.req("E12")]


@pytest.fixture
def tove(own_folders):
    return factories.member("Tove Teacher")


@pytest.fixture
def course(tove):
    return published(tove)


@pytest.fixture
def task(course, tove):
    module = course.modules.get()
    module.course = course
    return tasks.assignment(module, by=factories.actor(tove), at=clock.now())


@pytest.fixture
def work(course, task):
    kim = factories.member("Kim Learner")
    factories.place(courses.pool_of(course), kim)
    enrolment = enrolments.of(course, kim)
    return handing_in.hand_in(enrolment, task, text="My loaf.", by=factories.actor(kim), at=clock.now())


@pytest.fixture
def table(client, tove, task):
    client.force_login(tove.account)
    return f"/api/courses/bread/lessons/{task.pk}/marks-table"


def sent(client, address, content):
    return client.post(address, {"file": SimpleUploadedFile("marks.csv", content)})


def filled(client, table, points="4,5"):
    content = b"".join(client.get(table).streaming_content).decode()
    return content.replace(",no,,,,,,,,", f",no,{points},,,,,Good,").encode()


def counted(answer):
    return {name: number for name, number in answer.json().items() if name != "lines" and number}


def test_a_table_is_taken_along_looked_at_and_given_once(client, table, work, tove):
    content = filled(client, table)
    looked = sent(client, f"{table}/preview", content)
    [line] = looked.json()["lines"]
    assert (counted(looked), line["state"], line["name"], line["work"]) == (
        *({"changes": 1}, "changes", "Kim Learner"),
        str(work.pk),
    )
    assert (line["points"], line["before"], HandedWork.objects.get().marked_at) == ([4, 5], [], None)
    done = sent(client, f"{table}/run", content)
    marked = HandedWork.objects.get()
    assert (counted(done), marked.score, marked.remarks, marked.marked_by) == ({"done": 1}, 90, "Good", tove)
    again = sent(client, f"{table}/run", content)
    [line] = again.json()["lines"]
    assert (counted(again), line["before"], HandedWork.objects.get().edition) == ({"same": 1}, [4, 5], 1)


def test_what_is_wrong_with_a_line_is_named_and_the_work_is_left(client, table, work):
    [line] = sent(client, f"{table}/run", filled(client, table, points="4,7")).json()["lines"]
    assert (line["state"], line["column"], line["code"]) == ("refused", "2. It tastes / 6", "not_points")
    assert "from 0 to 6" in line["reason"]
    assert HandedWork.objects.get().marked_at is None


def test_it_comes_as_a_spreadsheet_too(client, table, work):
    answer = client.get(table, {"format": "xlsx"})
    [titles, line] = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content))).active.iter_rows(
        values_only=True
    )
    assert (answer.headers["Content-Disposition"], titles[0], line[0], line[titles.index("work_id")]) == (
        *('attachment; filename="bread-task.xlsx"', "Name", "Kim Learner"),
        str(work.pk),
    )
    assert client.get(table, {"format": "pdf"}).status_code == 422


def test_another_file_is_refused_and_learners_have_no_table(client, table, work):
    assert problem(sent(client, f"{table}/preview", b"Name,Points\nKim,4")) == (422, "marks_columns_missing")
    client.force_login(work.enrolment.place.contact.account)
    answers = [client.get(table), *(sent(client, f"{table}/{act}", b"a,b") for act in ("preview", "run"))]
    assert [problem(answer) for answer in answers] == [(403, "not_manager")] * 3

"""Work handed in: until the deadline by our clock, as often as is allowed, once for a click."""

import json
import zipfile
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest

from lineup.core.foundation.errors import Missing
from lineup.core.outbox.models import Message
from lineup.core.participation import places
from lineup.core.privacy import erasure, export
from lineup.core.privacy.removing import REMOVE
from lineup.domains.courses import enrolments, modules, progress
from lineup.domains.courses.assignments import assignments, handing_in, standing
from lineup.domains.courses.models import HandedWork
from tests.domains.courses.assignments.conftest import code_of
from tests.support import factories, tasks
from tests.support.at_once import at_once

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


@pytest.mark.req("E12")
def test_the_newest_work_counts_and_the_earlier_is_kept(enrolment, task, hand, at):
    assert [hand(str(number)).number for number in (1, 2, 3)] == [1, 2, 3]
    rows = handing_in.of(enrolment, assignments.of(task)).order_by("number")
    assert [(row.text, row.is_newest) for row in rows] == [("1", False), ("2", False), ("3", True)]
    assert code_of(lambda: hand("4")) == "no_work_left"
    stands = standing.of(enrolment, assignments.of(task), at=at)
    assert (stands.used, stands.left, stands.may_hand_in, HandedWork.objects.count()) == (3, 0, False, 3)


@pytest.mark.req("E12")
def test_from_the_deadline_on_work_is_late_and_then_not_taken_whatever_the_clock_did_before(task, hand, by, at):
    assignments.change(assignments.of(task), due_at=at, late_until=at + DAY, by=by, at=at)
    taken = [hand(at=at - SECOND), hand(at=at), hand(at=at + DAY - SECOND)]
    assert [work.is_late for work in taken] == [False, True, True]
    assignments.change(assignments.of(task), times=9, by=by, at=at)
    assert code_of(lambda: hand(at=at + DAY)) == "assignment_closed"
    assignments.change(assignments.of(task), late_until=None, by=by, at=at)
    assert code_of(lambda: hand(at=at)) == "assignment_closed"
    # a clock that was set back does not change what came after what
    assert (hand("last", at=at - DAY).number, HandedWork.objects.get(is_newest=True).text) == (4, "last")


@pytest.mark.req("E12")
def test_what_is_missing_or_not_taken_is_said_and_nothing_is_changed(task, hand, by, at, own_folders, tmp_path):
    def said(takes, text="", upload=None):
        assignments.change(assignments.of(task), takes=takes, by=by, at=at)
        return code_of(lambda: hand(text, upload=upload))

    assert [said("text"), said("file"), said("either")] == ["work_text_needed", "work_file_needed", "work_needed"]
    assert said("text", "My loaf", tasks.paper()) == "work_file_not_taken"
    assert said("file", "My loaf", tasks.paper()) == "work_text_not_taken"
    assert said("file", upload=tasks.paper(b"MZ\x00\x01\x02")) == "file_type_refused"
    assert (HandedWork.objects.count(), stored(tmp_path)) == (0, [])
    assert said("either", "My loaf", tasks.paper()) == ""
    work = HandedWork.objects.get()
    assert (work.name, work.content_type, work.text) == ("loaf.pdf", "application/pdf", "My loaf")


def test_work_is_taken_from_who_may_work_at_the_lesson_and_from_nobody_else(
    enrolment, module, task, hand, kim, me, by, at
):
    work = hand()
    other = enrolments.of(enrolment.course, factories.place(enrolment.place.pool, factories.member(), at=at).contact)
    with pytest.raises(Missing):
        handing_in.find(other, assignments.of(task), work.pk)
    assert code_of(lambda: progress.complete(enrolment, task, by=me, at=at)) == "work_to_pass"
    enrolments.pause(enrolment, by=me, at=at)
    assert code_of(hand) == "paused"
    enrolments.resume(enrolment, by=me, at=at)
    modules.change(module, opens_at=at + DAY, by=by, at=at)
    assert code_of(hand) == "module_not_open"
    places.withdraw(enrolment.place, by=me, at=at)
    assert (code_of(lambda: hand(at=at + DAY)), HandedWork.objects.count()) == ("not_learning", 1)


@pytest.mark.req("E12", "P09")
def test_the_export_has_the_work_and_its_file_and_erasure_takes_them(
    enrolment, task, hand, give, kim, me, at, own_folders
):
    work = hand(upload=tasks.paper())
    give(work, 4, 6, remarks="Well baked, Kim.")
    archive = BytesIO()
    export.write(kim, archive, by=me, at=at)
    kept = zipfile.ZipFile(archive)
    (row,) = json.loads(kept.read("handed_work.json"))
    assert (row["text"], row["remarks"], kept.read(f"files/{work.file.name}")) == (
        "My loaf.",
        "Well baked, Kim.",
        b"%PDF-1.7 my loaf",
    )
    erasure.erase(kim, by=me, at=at)
    left = HandedWork.objects.get()
    assert (left.text, left.file.name, left.name, left.remarks, left.passed) == ("", "", "", "", True)
    assert [row.payload["name"] for row in Message.objects.filter(topic=REMOVE)] == [work.file.name]


@pytest.mark.req("E12")
@pytest.mark.django_db(transaction=True)
def test_a_click_is_one_piece_of_work_and_tabs_at_once_never_hand_in_more_than_is_allowed(
    task, hand, own_folders, tmp_path
):
    key = uuid4()
    assert len({one.pk for one in at_once(*[lambda: hand(upload=tasks.paper(), key=key)] * 3)}) == 1
    assert (HandedWork.objects.count(), len(stored(tmp_path))) == (1, 1)
    got = at_once(*[lambda n=n: code_of(lambda: hand(str(n), key=uuid4())) for n in range(3)])
    assert (sorted(got), HandedWork.objects.count()) == (["", "", "no_work_left"], 3)
    assert sorted(HandedWork.objects.values_list("number", "is_newest")) == [(1, False), (2, False), (3, True)]


def stored(folder) -> list:
    """The files that are kept."""
    return list((folder / "files" / "handed").glob("*"))

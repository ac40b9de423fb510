"""A module that opens later is closed to its learners in every way in: the page, the file, the API."""

import pytest

from lineup.core.foundation import clock
from lineup.domains.courses import courses, items, lessons, modules
from tests.architecture.authorisation.schools import picture
from tests.interfaces.api.conftest import caller, problem
from tests.interfaces.web.courses.conftest import published
from tests.support import factories


@pytest.mark.req("E12")
def test_a_closed_module_is_closed_on_the_page_in_the_file_and_in_the_api(tove, kim, learner, teacher):
    course = published(tove)
    by, at = factories.actor(tove), clock.now()
    module = modules.add(course, title="Oven", opens_after_days=3, by=by, at=at)
    lesson = lessons.add(module, title="Baking", by=by, at=at)
    image = items.add(lesson, "image", upload=picture(), alternative="A loaf", by=by, at=at)
    factories.place(courses.pool_of(course), kim)
    path = f"/courses/bread/lessons/{lesson.pk}"
    content = f"{path}/items/{image.pk}/content"
    assert [learner.get(path).status_code, learner.get(content).status_code] == [403, 403]
    shown = teacher.get(content)
    assert (teacher.get(path).status_code, bool(b"".join(shown.streaming_content))) == (200, True)
    key = caller(kim)
    closed = [key.get(path), key.get(content), key.post(f"{path}/view"), key("PUT", f"{path}/completion")]
    assert [problem(answer) for answer in closed] == [(403, "module_not_open")] * 4
    assert "Opens 3 days after you begin" in learner.get("/courses/bread").content.decode()
    assert "opens on" in learner.get("/courses/bread/progress").content.decode()
    first = course.modules.order_by("position").first().lessons.first()
    shown = [
        learner.get(f"/courses/bread{page}").content.decode() for page in ("", "/progress", f"/lessons/{first.pk}")
    ]
    assert [("Baking" in page, path in page) for page in shown] == [(True, False)] * 3
    assert path in teacher.get("/courses/bread").content.decode()


@pytest.mark.req("E12")
def test_a_teacher_says_when_a_module_opens(tove, teacher):
    course = published(tove)
    module = course.modules.get()
    sent = {"title": "Dough", "opens_at_0": "2027-01-04", "opens_at_1": "09:00", "opens_after_days": "2"}
    assert teacher.post(f"/courses/bread/modules/{module.pk}", sent).status_code == 302
    module.refresh_from_db()
    assert (module.opens_at is not None, module.opens_after_days) == (True, 2)
    assert "Opens 2 days after a learner began" in teacher.get("/courses/bread/outline").content.decode()

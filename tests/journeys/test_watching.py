"""A lesson that is done by watching: a film that a browser recorded, played in a real player."""

import base64

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lineup.core.foundation import clock
from lineup.core.participation import offerings
from lineup.domains.courses import courses, items, lessons, modules
from lineup.domains.courses.models import Item, LessonProgress, Watched
from tests.support import factories

pytestmark = [pytest.mark.slow, pytest.mark.req("E05")]

SECONDS = 5
# some seconds of a canvas that changes, as a browser records them: they do not say how long they are
RECORD = """async (seconds) => {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 32;
  const brush = canvas.getContext("2d");
  const drawing = setInterval(() => {
    brush.fillStyle = `hsl(${performance.now() % 360} 80% 50%)`;
    brush.fillRect(0, 0, 32, 32);
  }, 40);
  const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: "video/webm;codecs=vp8" });
  const parts = [];
  recorder.ondataavailable = (event) => parts.push(event.data);
  const ended = new Promise((done) => { recorder.onstop = done; });
  recorder.start();
  await new Promise((done) => setTimeout(done, seconds * 1000));
  recorder.stop();
  await ended;
  clearInterval(drawing);
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}"""
REACHES = "(second) => document.querySelector('video').currentTime >= second"
ENDS = "() => document.querySelector('video').ended"


def a_lesson_to_watch(film, by, at):
    course = courses.create(title="Bread", subject=courses.subject("craft"), by=by, at=at)
    module = modules.add(course, title="Dough", by=by, at=at)
    lesson = lessons.add(module, title="Folding", completion="watched", watch_percent=90, by=by, at=at)
    items.add(lesson, "video", upload=SimpleUploadedFile("film.webm", film), name="Folding", by=by, at=at)
    offerings.publish(course.offering, by=by, at=at)
    return course, lesson


def test_what_is_played_counts_what_is_jumped_over_does_not_and_enough_completes_the_lesson(walk, own_folders):
    tove, kim = factories.member("Tove Teacher"), factories.member("Kim Learner")
    guest = walk(kim)
    guest.open("/learn")
    film = base64.b64decode(guest.page.evaluate(RECORD, SECONDS))
    course, lesson = a_lesson_to_watch(film, factories.actor(tove), clock.now())
    factories.place(courses.pool_of(course), kim)
    guest.open(f"/courses/bread/lessons/{lesson.pk}")
    guest.sees("Watched: 0 % of 90 %.")
    video, length = guest.page.locator("video"), Item.objects.get().seconds
    video.click()
    guest.page.wait_for_function(REACHES, arg=1)
    video.evaluate("film => { film.currentTime = 3; }")
    [[begun, jumped]] = told_anew(guest.page, "Watched: 0 % of 90 %.")
    assert (begun, 1 <= jumped <= 2) == (0, True)
    said = guest.page.locator("output").inner_text()
    guest.page.wait_for_function(ENDS)
    assert told_anew(guest.page, said) == [[0, jumped], [3, length]]
    assert LessonProgress.objects.get().completed_at is None
    # it ends while an earlier report is on its way: the rest follows that one, and waits for nothing else
    held = []
    guest.page.route("**/*", lambda one: one.continue_() if held or one.request.method != "POST" else held.append(one))
    video.evaluate("film => { film.currentTime = 0; return film.play(); }")
    guest.page.wait_for_function(REACHES, arg=1)
    video.evaluate("film => { film.pause(); return film.play(); }")
    guest.page.wait_for_function(ENDS)
    held[0].continue_()
    guest.page.get_by_text("Watched: 100 %, that is enough.").wait_for(timeout=6000)
    assert LessonProgress.objects.get().completed_at is not None


def told_anew(page, said):
    """The spans that the server has, once it answered something else than was said before."""
    page.wait_for_function("said => document.querySelector('output').textContent !== said", arg=said)
    return Watched.objects.get().spans

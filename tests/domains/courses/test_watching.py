"""Videos watched: seconds really played count once, as far as our clock allows, and complete the lesson."""

from datetime import timedelta

import pytest

from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Missing
from lineup.domains.courses import counting, courses, enrolments, items, lessons, outline, progress, watched, watching
from lineup.domains.courses.models import Watched
from tests.support import factories, films

pytestmark = [pytest.mark.req("E05"), pytest.mark.usefixtures("own_folders")]


@pytest.fixture
def film(lesson, by, at):
    """A minute, in the only lesson of the course, which is done by watching nine tenths of it."""
    lessons.change(lesson, completion="watched", by=by, at=at)
    return items.add(lesson, "video", upload=films.upload(60), name="Folding", by=by, at=at)


@pytest.fixture
def learner(course, at):
    return factories.place(courses.pool_of(course), factories.member(), at=at).contact


@pytest.fixture
def own(course, learner):
    return lambda: enrolments.of(course, learner)


@pytest.fixture
def opened(own, film, at):
    """The learner opened the lesson at the fixed instant."""
    return progress.view(own(), film.lesson, at=at)


@pytest.fixture
def play(own, film, at):
    """Tell what was played, so many seconds after the lesson was opened; the percent of it."""
    return lambda *played, after: watching.report(own(), film, played=played, at=at + timedelta(seconds=after)).percent


def test_a_lesson_is_done_when_its_video_was_watched_and_a_jump_is_no_watching(opened, play, own, film, learner, at):
    assert (play((0, 15), after=15), play((50, 60), after=25)) == (25, 41)
    assert [play((15, 30), (15, 30), after=40) for _again in range(2)] == [66, 66]
    assert progress.of(own())[film.lesson.pk].completed_at is None
    with pytest.raises(progress.VideosToWatch):
        progress.complete(own(), film.lesson, by=factories.actor(learner), at=at)
    assert play((0, 50), after=60) == 100
    row = progress.of(own())[film.lesson.pk]
    assert (row.method, own().percent, Watched.objects.get().spans) == ("watched", 100, [[0, 60]])
    with pytest.raises(progress.VideosToWatch):
        progress.undo(own(), film.lesson, by=factories.actor(learner), at=at)
    assert list(counting.faults()) == []


def test_nobody_watches_faster_than_twice_our_clock(opened, play):
    slack = watching.SLACK.seconds
    assert play((0, 60), after=0) == 100 * 2 * slack // 60
    assert play((0, 60), after=10) == 100 * 2 * (10 + slack) // 60
    assert play((0, 9000), after=30) == 100


def test_what_comes_late_is_the_same_sum(opened, play):
    """No network for the first half; the page tells it with the second, twice."""
    assert [play((0, 30), (30, 55), after=55) for _again in range(2)] == [91, 91]
    assert Watched.objects.get().seconds == 55


def test_nothing_is_noted_while_paused_and_what_is_no_stored_video_is_not_there(opened, play, own, lesson, learner, at):
    enrolments.pause(own(), by=factories.actor(learner), at=at)
    assert (play((0, 60), after=60), Watched.objects.count()) == (0, 0)
    text = outline.items(lesson).get(kind="text")
    text.lesson = lesson
    with pytest.raises(Missing):
        watching.report(own(), text, played=[(0, 1)], at=at)
    with pytest.raises(inputs.OutOfRange):
        play(*[(0, 1)] * (watching.MOST_SPANS + 1), after=60)


def test_who_may_say_so_does_and_a_lesson_without_a_video_is_never_stuck(opened, own, film, lesson, learner, by, at):
    lesson = lessons.change(film.lesson, may_say_done=True, by=by, at=at)
    assert progress.complete(own(), lesson, by=factories.actor(learner), at=at).method == "manual"
    progress.undo(own(), lesson, by=factories.actor(learner), at=at)
    lesson = lessons.change(lesson, may_say_done=False, by=by, at=at)
    assert not progress.by_hand(lesson)
    items.discard(film, by=by, at=at)
    assert progress.by_hand(lesson)


def test_a_lower_mark_is_met_at_the_next_look_and_the_sum_says_how_far_one_is(opened, play, own, film, by, at):
    play((0, 30), after=30)
    assert watched.of_lessons(own(), [film.lesson]) == {film.lesson.pk: watched.Share(50, 90)}
    lesson = lessons.change(film.lesson, watch_percent=50, by=by, at=at)
    assert progress.view(own(), lesson, at=at).method == "watched"

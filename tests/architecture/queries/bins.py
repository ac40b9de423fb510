"""More of everything that lies in bins which a page shows below what is in use."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from lineup.domains.courses import courses, items, lessons, modules, outline
from lineup.domains.courses.quizzes import bank, quizzes
from lineup.domains.events import files
from lineup.domains.events.models import Event
from lineup.domains.onsite import rooms, sessions
from tests.architecture.authorisation.world import World
from tests.support import exams

# by then the event has so many in use that none can be added
MOST_FILES = 18


def grow(world: World, event: Event, number: int) -> None:
    """One more in the bin of rooms, of sessions, of files, and of all that a course is made of."""
    keys, by_now = world.keys["public"], {"by": world.by("club_owner"), "at": world.at}
    starts_at = world.at + timedelta(days=30, hours=number)
    times = {"starts_at": starts_at, "ends_at": starts_at + timedelta(minutes=30)}
    rooms.discard(rooms.create(event, name=f"Gone room {number}", **by_now), **by_now)
    talk = sessions.create(event, title=f"Gone talk {number}", kind="conference", **times, **by_now)
    sessions.discard(talk, **by_now)
    if number < MOST_FILES:
        upload = SimpleUploadedFile(f"gone{number}.pdf", b"%PDF-1.7\n%%EOF\n")
        files.discard(files.add(event, upload, **by_now), **by_now)

    course = courses.find_managed(world.someone("club_owner"), slug=keys["course"])
    lesson = outline.find_lesson(course, keys["lesson"])
    modules.discard(modules.add(course, title=f"Gone module {number}", **by_now), **by_now)
    lessons.discard(lessons.add(lesson.module, title=f"Gone lesson {number}", **by_now), **by_now)
    items.discard(items.add(lesson, "text", text=f"Gone words {number}", **by_now), **by_now)
    quiz = quizzes.of(outline.find_lesson(course, keys["quiz_lesson"]))
    bank.discard(bank.add(quiz, "text", **{**exams.TEXT, "text": f"What is gone {number}?"}, **by_now), **by_now)

"""Courses in the small world: as its events are seen, each with a module, lessons, and what stands in them."""

from datetime import datetime
from io import BytesIO
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from lineup.core.clubs.models import Club
from lineup.core.participation import holdings, offerings, places, qualifications
from lineup.core.participation.holdings import Grant
from lineup.core.participation.models import Place
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.courses import certificates, completing, courses, credential_keys, items, lessons, modules, teaching
from lineup.domains.courses.assignments import handing_in
from lineup.domains.courses.models import Certificate, Course, Enrolment
from lineup.domains.courses.packages import arriving
from lineup.domains.courses.quizzes import attempts, bank, quizzes
from tests.support import exams, factories, films, parcels, tasks

# whose courses are there for some alone; the others are open
RESTRICTED = ("members", "personal", "secret_club")


def build(
    target: str, canary: str, *, club: Club | None, holder: Person | None, by: Actor, at: datetime
) -> dict[str, Any]:
    """Return what fills the blanks of addresses around the course of this target; `holder` learns there."""
    title = "Public course" if target == "public" else f"Course {target} {canary}"
    made = courses.create(
        title=title,
        overview=title,
        subject=courses.subject("craft"),
        club=club,
        certificate_enabled=True,
        enrolment_type="restricted" if target in RESTRICTED else "open",
        by=by,
        at=at,
    )
    module, gone = (modules.add(made, title=f"Module of {title}", by=by, at=at) for _ in range(2))
    modules.discard(gone, by=by, at=at)
    lesson, binned = (lessons.add(module, title=f"Lesson of {title}", by=by, at=at) for _ in range(2))
    text, lost = (items.add(lesson, "text", text=f"Words of {title}", by=by, at=at) for _ in range(2))
    items.discard(lost, by=by, at=at)
    lessons.discard(binned, by=by, at=at)
    shown = {"upload": picture(), "alternative": f"A loaf of {title}"}
    image = items.add(lesson, "image", by=by, at=at, **shown)
    captioned = {"name": f"A film of {title}", "captions": films.CAPTIONS, "captions_language": "en"}
    film = items.add(lesson, "video", upload=films.upload(), by=by, at=at, **captioned)
    quiz = exams.quiz(module, questions=(("one", exams.ONE), ("text", exams.TEXT)), by=by, at=at)
    question, dropped = bank.of(quizzes.of(quiz))
    bank.discard(bank.find(quizzes.of(quiz), dropped.pk), by=by, at=at)
    task = tasks.assignment(module, by=by, at=at)
    certificate, attempt, work = "", None, None
    if target != "draft":
        offerings.publish(made.offering, by=by, at=at)
        place = places.add(courses.pool_of(made), holder or factories.guest(f"Learns {canary}"), by=by, at=at)
        enrolment = Enrolment.objects.get(place=place)
        enrolment.course = made
        attempt = attempts.begin(enrolment, quiz, by=by, at=at).pk
        work = handing_in.hand_in(enrolment, task, text=f"Work of {title}", upload=tasks.paper(), by=by, at=at).pk
        certificate = certified(made, place, at)
    return {
        "certificate": certificate,
        "badge_key": credential_keys.signing()[0],
        "course": made.offering.slug,
        "learner_pool": courses.pool_of(made).pk,
        "module": module.pk,
        "binned_module": gone.pk,
        "lesson": lesson.pk,
        "binned_lesson": binned.pk,
        "item": text.pk,
        "binned_item": lost.pk,
        "image": image.pk,
        "film": film.pk,
        "course_instructor": teaching.of(made).get().pk,
        "teacher": teaching.of(made).get().person_id,
        "kind": "text",
        "quiz_lesson": quiz.pk,
        "quiz_question": question.pk,
        "binned_question": dropped.pk,
        "question_kind": "several",
        "quiz_attempt": attempt or uuid4(),
        "task": task.pk,
        "work": work or uuid4(),
    }


def certified(course: Course, place: Place, at: datetime) -> str:
    """Let them have completed the course; return the number of their certificate, which is set."""
    completing.complete(course, [place.pk], at=at)
    found = Certificate.objects.get(enrolment=place.pk)
    certificates.keep_sheet(found, b"%PDF-1.7")
    return found.said_number


def qualified(club: Club, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Return what fills the blanks of addresses around a qualification of this club, which somebody holds."""
    person = factories.member(f"Holds that of {club.name}")
    made = qualifications.create(club, name=f"Licence of {club.name}", by=by, at=at)
    held = holdings.grant(made, [Grant(person.pk, f"test:{person.pk.hex}")], by=by, at=at)
    return {"qualification": made.pk, "holding": held[0].pk}


def brought(*, by: Actor, at: datetime) -> Any:
    """Return the key of a course that somebody brought as a file, and of which nothing was made yet."""
    content = parcels.of(parcels.small(title="Brought"))
    return arriving.begin(SimpleUploadedFile("brought.zip", content), by=by, at=at).pk


def picture() -> SimpleUploadedFile:
    """A small red picture."""
    out = BytesIO()
    Image.new("RGB", (3, 2), "red").save(out, "PNG")
    return SimpleUploadedFile("loaf.png", out.getvalue())

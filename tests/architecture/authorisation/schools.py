"""Courses in the small world: as its events are seen, each with a module, lessons, and what stands in them."""

from datetime import datetime
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from lineup.core.clubs.models import Club
from lineup.core.participation import offerings, places
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.courses import courses, items, lessons, modules, teaching
from tests.support import factories

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
    if target != "draft":
        offerings.publish(made.offering, by=by, at=at)
        places.add(courses.pool_of(made), holder or factories.guest(f"Learns {canary}"), by=by, at=at)
    return {
        "course": made.offering.slug,
        "learner_pool": courses.pool_of(made).pk,
        "module": module.pk,
        "binned_module": gone.pk,
        "lesson": lesson.pk,
        "binned_lesson": binned.pk,
        "item": text.pk,
        "binned_item": lost.pk,
        "image": image.pk,
        "course_instructor": teaching.of(made).get().pk,
        "kind": "text",
    }


def picture() -> SimpleUploadedFile:
    """A small red picture."""
    out = BytesIO()
    Image.new("RGB", (3, 2), "red").save(out, "PNG")
    return SimpleUploadedFile("loaf.png", out.getvalue())

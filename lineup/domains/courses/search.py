"""Finding courses by words, whatever their accents: SQLite's FTS5, or PostgreSQL's tsvector.

The row is written in the transaction of the change; the database keeps its full-text index in step with the row
(migration 0002). What is found still has to pass `offerings.listed_for`.
"""

from datetime import datetime

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from lineup.core.foundation import text, words
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.courses.models import Course, CourseSearchRow

FOUND = {
    "sqlite": "SELECT rowid FROM courses_search WHERE courses_search MATCH %s",
    "postgresql": "SELECT id FROM courses_coursesearchrow WHERE vector @@ to_tsquery('simple', %s)",
}


def index(course: Course) -> None:
    """Write the course's words; call it inside the transaction that changed them."""
    subject = course.subject
    parts = (course.overview, subject.name_en, subject.name_fr)
    texts = {"title": text.fold(course.offering.title), "words": text.fold("\n".join(parts))}
    CourseSearchRow.objects.update_or_create(course=course, defaults=texts)


def found(query: str) -> Q:
    """Return what the offerings meet in whose courses every word of the query begins a word; any text is safe."""
    wanted = words.of(query)
    if not wanted:
        return Q(pk__in=[])
    hits = RawSQL(FOUND[connection.vendor], [words.expression(wanted, vendor=connection.vendor)])  # noqa: S611 - bound
    return Q(course__search_row__id__in=hits)


def organiser_left(person: Person, *, by: Actor, at: datetime) -> None:
    """Index the courses of somebody who was erased under what is left of them, in the caller's transaction."""
    for course in Course.objects.filter(offering__organiser=person).select_related("offering", "subject"):
        index(course)

"""Makes a course of 20 lessons and people who learn in it; run inside a stage's settings. Prints JSON."""

import json
import sys

from bench import crowd, lectures, viewers
from lineup.core.foundation import tokens
from lineup.core.participation import places
from lineup.core.people.models import ApiToken, Person
from lineup.domains.courses import courses, outline

LESSONS = 20


def make(number: int) -> dict[str, object]:
    """Let so many people enrol; return the paths of the lessons in their order, cookies and tokens of the people."""
    course, by, keyring = lectures.course_of(LESSONS), lectures.teacher(), crowd.people(number)
    rows = ApiToken.objects.filter(digest__in=[tokens.digest(one) for one in keyring])
    owners = dict(rows.values_list("digest", "person"))
    found = Person.objects.select_related("account").in_bulk(owners.values())
    people = [found[owners[tokens.digest(one)]] for one in keyring]
    pool = courses.pool_of(course)
    for person in people:
        places.add(pool, person, by=by, at=lectures.AT)
    slug = course.offering.slug
    return {
        "lessons": [f"/courses/{slug}/lessons/{one.pk}" for one in outline.in_order(course)],
        "cookies": viewers.cookies(people),
        "tokens": keyring,
    }


if __name__ == "__main__":
    print(json.dumps(make(int(sys.argv[1]))))

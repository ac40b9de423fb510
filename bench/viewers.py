"""Makes a session that runs, and people who watch its questions; run inside a stage's settings. Prints JSON."""

import json
import sys
from uuid import UUID

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction

from bench import crowd, programme
from lineup.core.foundation import clock, tokens
from lineup.core.participation.models import Place
from lineup.core.people.models import ApiToken, Person
from lineup.domains.events import events
from lineup.domains.onsite import pulses


def make(number: int) -> dict[str, object]:
    """Let so many people come to an event; return where its questions are, their cookies and their tokens."""
    made = programme.make(1, rooms_=1, days=1)
    keyring, at = crowd.people(number), clock.now()
    rows = ApiToken.objects.filter(digest__in=[tokens.digest(one) for one in keyring])
    people = list(Person.objects.filter(pk__in=rows.values("person")).select_related("account"))
    event = events.find_visible(None, slug=str(made["slug"]))
    pool = events.pool_of(event)
    Place.objects.bulk_create(
        [Place(pool=pool, participant_id=one.pk, contact=one, state="confirmed", queued_at=at) for one in people]
    )
    type(pool).objects.filter(pk=pool.pk).update(taken=number)
    [session] = made["sessions"]  # type: ignore[misc]
    return {
        "questions": f"/events/{made['slug']}/programme/{session}/questions",
        "ask": f"/api/events/{made['slug']}/sessions/{session}/questions",
        "pulse": f"/api/question-pulses/{pulses.key_of(UUID(session))}",
        "cookies": cookies(people),
        "tokens": keyring,
    }


@transaction.atomic
def cookies(people: list[Person]) -> list[str]:
    """Sign each in as a browser that has been for a while: by its session alone, in one transaction."""
    made = []
    for person in people:
        session = SessionStore()
        session[SESSION_KEY] = str(person.account.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = person.account.get_session_auth_hash()
        session.save()
        made.append(f"{settings.SESSION_COOKIE_NAME}={session.session_key}")
    return made


if __name__ == "__main__":
    print(json.dumps(make(int(sys.argv[1]))))

"""Makes an event that takes place now, with a programme; run inside a stage's settings. Prints JSON."""

import json
import sys
from datetime import datetime, timedelta

import django

django.setup()

from django.db import connection  # noqa: E402

from bench import asking  # noqa: E402
from lineup.core.foundation import clock  # noqa: E402
from lineup.core.participation import offerings  # noqa: E402
from lineup.core.people import opening  # noqa: E402
from lineup.core.people.actors import Actor  # noqa: E402
from lineup.domains.events import events  # noqa: E402
from lineup.domains.onsite import rooms, sessions  # noqa: E402

TITLES = (
    "What a queue owes to those who wait in it",
    "Reading a page with your ears",
    "Les données ouvertes des bus de Montréal",
    "Write your first test of a page",
    "Colour, contrast and taste",
)
SPEAKERS = ("Inès Caron", "Theo Blake", "Jun Watanabe", "Olga Petrova", "Maya Okonkwo", "Amani Kamau")
EACH = timedelta(minutes=30)


def make(number: int, *, rooms_: int, days: int) -> dict[str, object]:
    """Plan `number` sessions side by side in the rooms, and evenly over the days; return slug, ids and a cookie."""
    at = clock.now()
    olga = opening.open_proved(email="olga@example.org", password="bench", name="Olga", role="owner", at=at)
    by = Actor(olga)
    # an hour of the day from which a day is a day on the event's clock too
    begins = at.replace(hour=6, minute=0, second=0, microsecond=0)
    times = {"starts_at": begins, "ends_at": begins + timedelta(days=days)}
    event = events.create(title="Forum", time_zone="UTC", capacity=None, by=by, at=at, **times)
    offerings.publish(event.offering, by=by, at=at)
    halls = [rooms.create(event, name=f"Room {n + 1}", by=by, at=at) for n in range(rooms_)]
    made = []
    for n in range(number):
        place, day = divmod(n, days)
        starts_at = begins + timedelta(days=day) + EACH * (place // rooms_)
        made.append(_session(event, n, halls[place % rooms_], starts_at, by, at))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return {"slug": event.offering.slug, "sessions": made, "cookie": asking.session_of(olga)["HTTP_COOKIE"]}


def _session(event: events.Event, n: int, hall: object, starts_at: datetime, by: Actor, at: datetime) -> str:
    made = sessions.create(
        event,
        title=f"{TITLES[n % len(TITLES)]} ({n + 1})",
        room=hall,
        starts_at=starts_at,
        ends_at=starts_at + EACH,
        speakers=[SPEAKERS[n % len(SPEAKERS)]],
        despite_clashes=True,
        by=by,
        at=at,
    )
    return str(made.pk)


if __name__ == "__main__":
    wanted = json.loads(sys.argv[1])
    print(json.dumps(make(wanted["sessions"], rooms_=wanted["rooms"], days=wanted["days"])))

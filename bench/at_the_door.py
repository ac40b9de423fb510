"""Makes an event that runs, with badges, rooms and controllers on duty; run inside a stage's settings. Prints JSON."""

import json
import sys
from datetime import timedelta

import django

django.setup()

from django.db import connection  # noqa: E402

from bench import asking, crowd, door  # noqa: E402
from lineup.core.foundation import clock  # noqa: E402
from lineup.core.people import opening  # noqa: E402
from lineup.core.people.actors import Actor  # noqa: E402
from lineup.domains.events.models import Event  # noqa: E402
from lineup.domains.onsite import badges, duties, rooms  # noqa: E402
from lineup.domains.onsite.roles import Staff  # noqa: E402

ROOMS = 10


def running_event(number: int, controllers: int) -> dict[str, object]:
    """Return the slug, the controllers' tokens with the room of each, and the codes of up to 20,000 badges."""
    pool, slug, organiser = crowd.hot_event(None, in_hours=-1)
    crowd.stuff(pool, number)
    event, at = Event.objects.select_related("offering__club").get(offering__slug=slug), clock.now()
    by = Actor(event.offering.organiser)
    badges.make_missing(event, at=at)
    halls = [rooms.create(event, name=f"Hall {one}", by=by, at=at) for one in range(ROOMS)]
    scanners = [_on_duty(event, halls[one % ROOMS], one, by) for one in range(controllers)]
    rows = list(badges.of(event).order_by("?")[:20_000])
    codes = badges.codes_of(event, rows, at=at)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return {"slug": slug, "organiser": organiser, "scanners": scanners, "codes": list(codes.values())}


def _on_duty(event: Event, hall: object, number: int, by: Actor) -> list[str]:
    at = clock.now()
    email = f"controller{number}-{crowd.RUN}@example.org"
    person = opening.open_proved(email=email, password="bench", name=f"Controller {number}", role="owner", at=at)
    slot = {"starts_at": at - timedelta(minutes=30), "ends_at": at + timedelta(hours=3)}
    duties.assign(event, person, role=Staff.CONTROLLER, room=hall, by=by, at=at - timedelta(minutes=30), **slot)
    return [crowd.key_of(person), str(hall.pk)]  # type: ignore[attr-defined]


def costs(made: dict[str, object], wanted: dict[str, int]) -> dict[str, object]:
    """Return what a check-in and the scan into a room cost within this process, as `asking.cost` has it."""
    codes = iter(made["codes"])  # type: ignore[call-overload]
    token, room = made["scanners"][0]  # type: ignore[index]
    askers = {
        "check-in, by a controller": (token, None),
        "into a room, by a controller": (token, room),
        "check-in, by the organiser": (str(made["organiser"]), None),
    }
    spent = asking.spent(wanted["roots"])  # type: ignore[arg-type]
    return {
        name: asking.cost(
            (scan(str(made["slug"]), key, code, hall) for code in codes), wanted["rounds"], wanted["share"], spent
        )
        for name, (key, hall) in askers.items()
    }


def scan(slug: str, token: str, code: str, room: str | None) -> asking.Environ:
    body = door.body(code, room)
    headers = {"CONTENT_TYPE": "application/json", "HTTP_AUTHORIZATION": f"Bearer {token}"}
    return asking.request("POST", f"/api/events/{slug}/scans", body, **headers)


def main() -> None:
    wanted = json.loads(sys.argv[1])
    made = running_event(wanted["badges"], wanted.get("controllers", 1))
    print(json.dumps(costs(made, wanted) if "rounds" in wanted else made))


if __name__ == "__main__":
    main()

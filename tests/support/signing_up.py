"""A community that goes on signing up: `python -m tests.support.signing_up NUMBER`, in LINEUP_VAR's own data.

Makes a club with two events, files and pictures, signs NUMBER guests up, says "ready", and goes on until its
stdin is closed; then prints how many signed up in all.
"""

import itertools
import secrets
import sys
import threading
from datetime import timedelta
from importlib import import_module
from io import BytesIO

import django


def main(number: int) -> None:
    django.setup()
    factories = import_module("tests.support.factories")
    made = make(factories)
    pools = itertools.cycle(made)
    count = 0
    for _ in range(number):
        factories.place(next(pools))
        count += 1
    print("ready", flush=True)
    stop = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), stop.set()), daemon=True).start()
    while not stop.is_set():
        factories.place(next(pools))
        count += 1
    print(count, flush=True)


def make(factories):
    uploads, images, events, files, pictures, persons = (
        import_module(name)
        for name in (
            "django.core.files.uploadedfile",
            "PIL.Image",
            "lineup.domains.events.events",
            "lineup.domains.events.files",
            "lineup.core.foundation.pictures",
            "lineup.core.people.persons",
        )
    )
    clock = import_module("lineup.core.foundation.clock")
    owner, at = factories.member("Ada Ortiz", email=f"ada-{secrets.token_hex(4)}@example.org"), clock.now()
    drawn = BytesIO()
    images.new("RGB", (64, 64), "teal").save(drawn, "PNG")
    by = factories.actor(owner)
    persons.change_profile(owner, avatar=pictures.square(BytesIO(drawn.getvalue())), by=by, at=at)
    club = factories.club("École de voile", owner=owner, logo=pictures.square(BytesIO(drawn.getvalue())))
    pools = []
    for title in ("Régate", "Sortie en mer"):
        event = events.create(title=title, club=club, capacity=None, starts_at=at + timedelta(days=9), by=by, at=at)
        upload = uploads.SimpleUploadedFile("plan.pdf", b"%PDF-1.7\n" + title.encode() * 100 + b"\n%%EOF\n")
        files.add(event, upload, by=by, at=at)
        factories.published(event.offering, by=by, at=at)
        pools.append(events.pool_of(event))
    return pools


if __name__ == "__main__":
    main(int(sys.argv[1]))

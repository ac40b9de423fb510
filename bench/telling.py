"""Inside the Lineup under measurement: sign-ups that happened, heard of and told; see bench.webhooks."""

import json
import sys
import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

import django
from django.conf import settings


def main(wanted: dict[str, int]) -> dict[str, float]:
    django.setup()
    settings.OUTWARD_LOOPBACK = True
    clock, factories, endpoints, hearing, messages, models = (
        import_module(name)
        for name in (
            "lineup.core.foundation.clock",
            "tests.support.factories",
            "lineup.core.webhooks.endpoints",
            "lineup.core.webhooks.hearing",
            "lineup.core.outbox.messages",
            "lineup.core.webhooks.models",
        )
    )
    club = factories.club()
    by, url = factories.actor(factories.club_owner(club)), f"http://127.0.0.1:{wanted['port']}/"
    for _ in range(wanted["endpoints"]):
        endpoints.make(club=club, url=url, name="Wall", kinds=["place.confirmed"], by=by, at=clock.now())
    pool = factories.pool(factories.offering(club=club), capacity=None)
    for _ in range(wanted["things"]):
        factories.place(pool)

    def send() -> None:
        while batch := messages.lease(at=clock.now(), names=["webhooks"]):
            for message in batch:
                messages.deliver(message, clock=clock.now)

    heard_s, heard_cpu_s = timed(lambda: hearing.catch_up(at=clock.now()))
    sent_s, sent_cpu_s = timed(send)
    delivered = models.Delivery.objects.filter(state=models.Delivery.State.DELIVERED).count()
    if delivered != wanted["things"] * wanted["endpoints"]:
        raise SystemExit(f"only {delivered} were delivered")
    return {
        "messages": delivered,
        "heard_s": heard_s,
        "heard_cpu_s": heard_cpu_s,
        "sent_s": sent_s,
        "sent_cpu_s": sent_cpu_s,
    }


def timed(act: Callable[[], Any]) -> tuple[float, float]:
    """Return the seconds, and the seconds of CPU of this process, that the act took."""
    began, cpu = time.perf_counter(), time.process_time()
    act()
    return time.perf_counter() - began, time.process_time() - cpu


if __name__ == "__main__":
    print(json.dumps(main(json.loads(sys.argv[1]))))

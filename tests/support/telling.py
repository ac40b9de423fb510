"""Webhooks told by workers that die: `python -m tests.support.telling make PORT NUMBER`, then `work`, on LINEUP_VAR.

`make` puts so many test messages on their way to a receiver on loopback, and as many test statements to a record store
there; `work` delivers until it is killed.
"""

import sys
import threading
from datetime import timedelta
from importlib import import_module

import django
from django.conf import settings

LEASE = timedelta(seconds=2)


def main(act: str, port: str = "", number: str = "0") -> None:
    django.setup()
    settings.OUTWARD_LOOPBACK = True
    if act == "make":
        make(f"http://127.0.0.1:{port}", int(number))
        return
    messages, ticks, loop = (
        import_module(f"lineup.{name}")
        for name in ("core.outbox.messages", "core.outbox.ticks", "interfaces.jobs.loop")
    )
    messages.LEASE = LEASE
    ticks.install([])
    print("ready", flush=True)
    loop.run(threading.Event())


def make(url: str, number: int) -> None:
    deliveries, endpoints, stores, clock, factories, record_store = (
        import_module(name)
        for name in ("lineup.core.webhooks.deliveries", "lineup.core.webhooks.endpoints", "lineup.core.webhooks.stores",
                     "lineup.core.foundation.clock", "tests.support.factories", "tests.support.record_store")
    )  # fmt: skip
    by = factories.actor(factories.member())
    login = {"key": record_store.KEY, "secret": record_store.SECRET}
    store = stores.make(factories.club(), url=f"{url}/xapi", name="Store", by=by, at=clock.now(), **login)
    webhook, _secret = endpoints.make(url=url, name="Wall", kinds=["place.confirmed"], by=by, at=clock.now())
    for _ in range(number):
        for one in (webhook, store):
            deliveries.test(one, at=clock.now())


if __name__ == "__main__":
    main(*sys.argv[1:])

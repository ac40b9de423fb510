"""Inside the Lineup under measurement: fills its outbox and waits until it is empty; see bench.outbox. Prints JSON."""

import json
import sys
import time

import django

django.setup()

from lineup.core.foundation import clock  # noqa: E402
from lineup.core.outbox import messages, processes  # noqa: E402
from lineup.core.outbox.messages import Work  # noqa: E402
from lineup.domains.events import venues  # noqa: E402

PATIENCE_S = 300
PAUSE_S = 0.1
ABSENT = "0193a0a0-0000-7000-8000-000000000000"


def wait_for(hands: dict[str, int]) -> None:
    """Return when so many processes of each kind are alive, and a little later."""
    until = time.monotonic() + PATIENCE_S
    while processes.counted(at=clock.now()) != hands:
        if time.monotonic() > until:
            raise SystemExit("the processes did not come up")
        time.sleep(PAUSE_S)
    time.sleep(5)


# of each pace, work that is one query, for it finds nothing to do
KINDS = {
    "quick": ("mail-join-request", {"request": ABSENT}),
    "heavy": (venues.REINDEX, {"venue": ABSENT, "after": ""}),
}


def empty(number: int, kind: str) -> float:
    """Write so many messages of this kind, and return the seconds until all are done."""
    topic, payload = KINDS[kind]
    began = time.monotonic()
    for start in range(0, number, 1000):
        works = [Work(topic, f"bench:{n}", payload) for n in range(start, min(start + 1000, number))]
        messages.enqueue_many(works, at=clock.now())
    while messages.waiting().exists():
        if time.monotonic() > began + PATIENCE_S:
            raise SystemExit(f"{messages.waiting().count()} are left")
        time.sleep(PAUSE_S)
    return time.monotonic() - began


if __name__ == "__main__":
    wanted = json.loads(sys.argv[1])
    if "hands" in wanted:
        wait_for(wanted["hands"])
    else:
        print(json.dumps(empty(wanted["number"], wanted["kind"])))

"""Statements on their way to a record store: where they go, what they carry, and what its answers mean."""

import base64
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import orjson

from lineup.core.webhooks import stores
from lineup.core.webhooks.attempts import Outcome
from lineup.core.webhooks.models import Endpoint
from lineup.interfaces.webhooks.statements import Statement

VERSION = "1.0.3"
# a store has another statement of this id, and took nothing of what came with it
CONFLICT = 409
# a call more may take 15 s: all of them end before half the lease of the work does
LAST_CALL_S = 5

Post = Callable[[str, bytes, Mapping[str, str]], Outcome]


def tell(endpoint: Endpoint, told: Sequence[Statement], post: Post) -> Outcome:
    """Send all at once; where the store has some of them, each by itself until one is refused.

    One that the store has counts as arrived, in the words it had then: a worker died after it was sent, or it was
    replayed. A store too slow to be asked for each keeps its 409, and is tried again. Raises SealBroken.
    """
    url, headers = f"{endpoint.url}/statements", _headers(endpoint)
    until = time.monotonic() + LAST_CALL_S
    whole = post(url, orjson.dumps(told), headers)
    if whole.status != CONFLICT:
        return whole
    for one in told if len(told) > 1 else ():
        if time.monotonic() > until:
            return whole
        outcome = post(url, orjson.dumps([one]), headers)
        if not outcome.arrived and outcome.status != CONFLICT:
            return outcome
    return replace(whole, had=True)


def _headers(endpoint: Endpoint) -> dict[str, str]:
    login = base64.b64encode(stores.login_of(endpoint).encode()).decode()
    return {
        "Authorization": f"Basic {login}",
        "Content-Type": "application/json",
        "X-Experience-API-Version": VERSION,
    }

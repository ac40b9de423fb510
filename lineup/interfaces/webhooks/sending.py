"""Sends what is on its way: the handler of topic "webhook". No transaction is open while it speaks."""

import time
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from lineup.core.foundation import clock, outward_calls
from lineup.core.foundation.outward import NotOutward
from lineup.core.foundation.outward_calls import CallFailed
from lineup.core.outbox.models import Message
from lineup.core.webhooks import attempts, signing
from lineup.core.webhooks.attempts import Outcome
from lineup.core.webhooks.models import Delivery
from lineup.interfaces.webhooks import payloads, statements, stating

AGENT = "Lineup-Webhooks/1"
# who takes longer holds up others
SLOW_MS = 5_000


def send(message: Message) -> None:
    """Make the try that the message names, unless it was made or is not wanted any more, and note what came of it.

    A worker that dies between the two makes the try again, with the same webhook-id, or statements of the same ids.
    """
    delivery = attempts.to_make(message.payload["delivery"], number=message.payload["attempt"])
    if delivery is None:
        return
    now, endpoint = clock.now(), delivery.endpoint
    tell = _telling(delivery, now) if endpoint.is_on else None
    if tell is None:
        attempts.skip(delivery)
    elif endpoint.rests_until and now < endpoint.rests_until:
        attempts.put_off(delivery, until=endpoint.rests_until)
    else:
        attempts.note(delivery, tell(), at=clock.now())


def _telling(delivery: Delivery, now: datetime) -> Callable[[], Outcome] | None:
    """What tells it, in the language of its endpoint; None where there is nothing to tell any more."""
    endpoint = delivery.endpoint
    if endpoint.is_store:
        told = statements.of(delivery)
        return (lambda: stating.tell(endpoint, told, partial(_posted, now=now))) if told else None
    body = payloads.body(delivery)
    return (lambda: _posted(endpoint.url, body, _headers(delivery, body, now), now=now)) if body else None


def _posted(url: str, body: bytes, headers: Mapping[str, str], *, now: datetime) -> Outcome:
    began = time.monotonic()
    try:
        answer = outward_calls.post(url, body=body, headers={**headers, "User-Agent": AGENT})
    except (CallFailed, NotOutward) as fault:
        spent = _milliseconds(began)
        return Outcome(failure=_reason(fault), duration_ms=spent, slow=spent >= SLOW_MS)
    spent = _milliseconds(began)
    return Outcome(
        status=answer.status,
        duration_ms=spent,
        excerpt=answer.body.decode("utf-8", "replace"),
        retry_after_seconds=int(answer.wait(at=now).total_seconds()),
        slow=spent >= SLOW_MS,
    )


def _headers(delivery: Delivery, body: bytes, now: datetime) -> dict[str, str]:
    message_id, timestamp = f"msg_{delivery.pk.hex}", int(now.timestamp())
    keys = signing.secrets_of(delivery.endpoint, at=now)
    return {
        "Content-Type": "application/json",
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": signing.signatures(keys, message_id=message_id, timestamp=timestamp, body=body),
    }


def _reason(fault: CallFailed | NotOutward) -> str:
    return "internal" if isinstance(fault, NotOutward) else str(fault)[:40]


def _milliseconds(began: float) -> int:
    return round((time.monotonic() - began) * 1000)

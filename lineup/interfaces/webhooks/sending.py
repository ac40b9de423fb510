"""Sends what is on its way: the handler of topic "webhook". No transaction is open while it speaks."""

import time
from datetime import datetime

from lineup.core.foundation import clock, outward_calls
from lineup.core.foundation.outward import NotOutward
from lineup.core.foundation.outward_calls import CallFailed
from lineup.core.outbox.models import Message
from lineup.core.webhooks import attempts, signing
from lineup.core.webhooks.attempts import Outcome
from lineup.core.webhooks.models import Delivery
from lineup.interfaces.webhooks import payloads

AGENT = "Lineup-Webhooks/1"
# who takes longer holds up others
SLOW_MS = 5_000


def send(message: Message) -> None:
    """Make the try that the message names, unless it was made or is not wanted any more, and note what came of it.

    A worker that dies between the two makes the try again, with the same webhook-id.
    """
    delivery = attempts.to_make(message.payload["delivery"], number=message.payload["attempt"])
    if delivery is None:
        return
    now, endpoint = clock.now(), delivery.endpoint
    body = payloads.body(delivery) if endpoint.is_on else None
    if body is None:
        attempts.skip(delivery)
    elif endpoint.rests_until and now < endpoint.rests_until:
        attempts.put_off(delivery, until=endpoint.rests_until)
    else:
        attempts.note(delivery, _sent(delivery, body, now), at=clock.now())


def _sent(delivery: Delivery, body: bytes, now: datetime) -> Outcome:
    headers, began = _headers(delivery, body, now), time.monotonic()
    try:
        answer = outward_calls.post(delivery.endpoint.url, body=body, headers=headers)
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
        "User-Agent": AGENT,
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": signing.signatures(keys, message_id=message_id, timestamp=timestamp, body=body),
    }


def _reason(fault: CallFailed | NotOutward) -> str:
    return "internal" if isinstance(fault, NotOutward) else str(fault)[:40]


def _milliseconds(began: float) -> int:
    return round((time.monotonic() - began) * 1000)

"""A timing tool: what it tells of a race, and how it signs."""

import json
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.test import Client

from lineup.core.webhooks import signing
from lineup.domains.racing import telemetry
from lineup.domains.racing.models import TelemetryKey
from lineup.domains.racing.telemetry import Car, Heard, Told


def hear(key: TelemetryKey, instant: datetime, *cars: Car, at: datetime | None = None, name: str = "") -> Heard:
    """Have the message heard, at its instant unless another is said, under an id made of the instant or this one."""
    at = at or instant
    message_id = name or f"msg_{instant.timestamp()}"
    return telemetry.hear(key, Told(instant, cars), message_id=message_id, signed_at=at, at=at)


def body(instant: datetime, *cars: dict[str, Any], **values: Any) -> bytes:
    """Return the message of version 1 as a tool would write it."""
    return json.dumps({"version": 1, "instant": instant.isoformat(), "cars": cars, **values}).encode()


def signed(secret: str, content: bytes, *, at: datetime, name: str = "msg_1") -> dict[str, str]:
    """Return the headers that go with the body, as Standard Webhooks has them."""
    timestamp = int(at.timestamp())
    said = signing.signatures([secret], message_id=name, timestamp=timestamp, body=content)
    return {"webhook-id": name, "webhook-timestamp": str(timestamp), "webhook-signature": said}


def post(client: Client, key: TelemetryKey, content: bytes, headers: dict[str, str]) -> Any:
    """Send the body as it is; return the answer."""
    answer: HttpResponse = client.post(
        f"/api/telemetry/{key.pk}", content, content_type="application/json", headers=headers
    )
    return answer

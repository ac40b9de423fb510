"""What is handed to a push service: encrypted for one browser (RFC 8291), under the name of this house (RFC 8292)."""

import base64
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import http_ece
import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings

from lineup.core.notices import push_keys
from lineup.core.notices.models import Browser

# services refuse longer ones
LONGEST_BYTES = 3_000
# services ask for less than a day
VOUCHED_FOR = timedelta(hours=12)
# what nobody's browser fetched in a day is yesterday's
KEPT_SECONDS = 86_400


def sealed(
    plain: bytes, browser: Browser, *, salt: bytes | None = None, key: ec.EllipticCurvePrivateKey | None = None
) -> bytes:
    """Return the bytes that this browser alone can read; `salt` and `key` are drawn anew each time."""
    return http_ece.encrypt(
        plain,
        salt=salt,
        private_key=key or ec.generate_private_key(push_keys.CURVE),
        dh=_decoded(browser.p256dh),
        auth_secret=_decoded(browser.auth),
        version="aes128gcm",
    )


def headers(browser: Browser, key: ec.EllipticCurvePrivateKey, *, topic: str, at: datetime) -> dict[str, str]:
    """Return what stands on the envelope; a later one of the same `topic` takes the place of what still waits."""
    address = urlsplit(browser.endpoint)
    claims = {
        "aud": f"{address.scheme}://{address.netloc}",
        "exp": int((at + VOUCHED_FOR).timestamp()),
        "sub": settings.ENVIRONMENT.security_contact or settings.BASE_URL,
    }
    token = jwt.encode(claims, key, algorithm="ES256")
    return {
        "Authorization": f"vapid t={token}, k={push_keys.public(key)}",
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(KEPT_SECONDS),
        "Topic": topic,
        "Urgency": "normal",
    }


def _decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))

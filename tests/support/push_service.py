"""A push service and the browser behind it: who is reached, and what they can read of what came (RFC 8291, 8292)."""

import base64
import json
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import jwt
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from lineup.core.notices import browsers
from lineup.core.notices.models import Browser
from lineup.core.people.models import Person
from tests.support import factories
from tests.support.receiver import Request


def encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def point(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


class Reader:
    """A browser's own half: its key, and the secret it shares with us."""

    def __init__(self, secret: bytes = b"sixteen bytes ok") -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.secret = secret

    @property
    def keys(self) -> dict[str, str]:
        return {"p256dh": encoded(point(self.key)), "auth": encoded(self.secret)}

    def read(self, body: bytes) -> Any:
        """Decrypt as RFC 8291 has it, step by step, without the library that encrypted."""
        salt, length = body[:16], body[20]
        sender, cipher = body[21 : 21 + length], body[21 + length :]
        shared = self.key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender))
        info = b"WebPush: info\0" + point(self.key) + sender
        secret = HKDF(hashes.SHA256(), 32, self.secret, info).derive(shared)
        content, nonce = (
            HKDF(hashes.SHA256(), size, salt, b"Content-Encoding: " + what + b"\0").derive(secret)
            for size, what in ((16, b"aes128gcm"), (12, b"nonce"))
        )
        plain = AESGCM(content).decrypt(nonce, cipher, None)
        return json.loads(plain.rstrip(b"\0").removesuffix(b"\x02"))


def vouched_for(request: Request) -> dict[str, Any]:
    """Check who sent it, as a service does, and return what they claim; `k` is their key."""
    scheme, _, rest = request.headers["authorization"].partition(" ")
    assert scheme == "vapid"
    token, key = (part.strip().split("=", 1)[1] for part in rest.split(","))
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decoded(key))
    claims = jwt.decode(token, public, algorithms=["ES256"], options={"verify_aud": False})
    return {**claims, "k": key}


def subscribe(
    person: Person, *, at: datetime, url: str = "https://push.example.org/own", reader: Reader | None = None
) -> tuple[Browser, Reader]:
    """Have the person hear in a browser that reads with the reader's keys."""
    reader = reader or Reader()
    return browsers.add(person, endpoint=url, **reader.keys, by=factories.actor(person), at=at), reader


def origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


_ANYBODY = Reader().keys
POINT, SECRET = _ANYBODY["p256dh"], _ANYBODY["auth"]

"""The keys by which push services know this house (VAPID, RFC 8292): derived from SECRET_KEY, stored nowhere.

A browser accepts messages of the key alone that it subscribed with. After a change of SECRET_KEY those of before are
reached as long as the former one stands in SECRET_KEY_FALLBACKS.
"""

import base64
import functools
import hashlib

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

PURPOSE = b"lineup.push"
CURVE = ec.SECP256R1()
# half as much again as the key has: what is left over by division favours no key
DERIVED_BYTES = 48


def public(key: ec.EllipticCurvePrivateKey) -> str:
    """Return its public half as browsers want it: an uncompressed point, in base64url."""
    point = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(point).decode().rstrip("=")


def present() -> ec.EllipticCurvePrivateKey:
    """Return the key that browsers subscribe with today."""
    return _derived(settings.SECRET_KEY)


def fingerprint(key: ec.EllipticCurvePrivateKey) -> str:
    """Return 16 characters that tell the key from others."""
    return hashlib.sha256(public(key).encode()).hexdigest()[:16]


def named(name: str) -> ec.EllipticCurvePrivateKey | None:
    """Return the key with this fingerprint, the present one or a former; None where we have it no longer."""
    keys = map(_derived, (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))
    return next((key for key in keys if fingerprint(key) == name), None)


@functools.lru_cache(maxsize=8)
def _derived(secret: str) -> ec.EllipticCurvePrivateKey:
    derived = HKDF(algorithm=hashes.SHA256(), length=DERIVED_BYTES, salt=None, info=PURPOSE).derive(secret.encode())
    return ec.derive_private_key(int.from_bytes(derived) % (CURVE.group_order - 1) + 1, CURVE)

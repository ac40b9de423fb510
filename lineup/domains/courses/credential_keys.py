"""The keys that sign certificates as Open Badges (Ed25519): derived from SECRET_KEY, stored nowhere.

What was signed before SECRET_KEY changed is believed as long as the former one stands in SECRET_KEY_FALLBACKS; after
that its holder downloads it anew.
"""

import base64
import functools
import hashlib
from collections.abc import Mapping

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from lineup.core.foundation.errors import Missing

PURPOSE = b"lineup.open_badges"
ALGORITHM = "EdDSA"


def signing() -> tuple[str, Ed25519PrivateKey]:
    """Return the key that signs now, with its name."""
    key = _derived(settings.SECRET_KEY)
    return name_of(key.public_key()), key


def public() -> Mapping[str, Ed25519PublicKey]:
    """Return the keys that are believed, by name: the present one first, then former ones."""
    keys = [_derived(secret).public_key() for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    return {name_of(key): key for key in keys}


def find(name: str) -> Ed25519PublicKey:
    """Return the key of this name. Raises Missing for one that is not believed."""
    found = public().get(name)
    if found is None:
        raise Missing
    return found


def name_of(key: Ed25519PublicKey) -> str:
    """Return 16 characters that tell the key from others."""
    return hashlib.sha256(key.public_bytes_raw()).hexdigest()[:16]


def as_jwk(name: str, key: Ed25519PublicKey) -> dict[str, str]:
    """Return the key as others read it (RFC 8037)."""
    raw = base64.urlsafe_b64encode(key.public_bytes_raw()).decode().rstrip("=")
    return {"kty": "OKP", "crv": "Ed25519", "x": raw, "kid": name, "alg": ALGORITHM, "use": "sig"}


@functools.lru_cache(maxsize=8)
def _derived(secret: str) -> Ed25519PrivateKey:
    derived = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=PURPOSE).derive(secret.encode())
    return Ed25519PrivateKey.from_private_bytes(derived)

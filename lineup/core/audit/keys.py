"""The key that signs the head of the chain (Ed25519): given by the operator, or made once beside the data."""

import base64
import contextlib
import hashlib
import os
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings


def sign(text: str) -> str:
    """Return the signature as `<key's id>:<base64>`, at most 128 characters."""
    key = _private(_source())
    return f"{_id(key.public_key())}:{base64.b64encode(key.sign(text.encode())).decode()}"


def is_genuine(text: str, signature: str) -> bool:
    """Whether our key signed the text."""
    public = _private(_source()).public_key()
    name, _, encoded = signature.partition(":")
    try:
        public.verify(base64.b64decode(encoded, validate=True), text.encode())
    except (InvalidSignature, ValueError):
        return False
    return name == _id(public)


def fingerprint() -> str:
    """Return 8 characters that tell our key from others."""
    return _id(_private(_source()).public_key())


def _source() -> str:
    """The secret half in base64: LINEUP_AUDIT_KEY, or var/audit.key, readable by its owner only."""
    given = settings.ENVIRONMENT.audit_key
    return given or _kept(Path(settings.VAR) / "audit.key")


def _kept(path: Path) -> str:
    if not path.exists():
        _make(path)
    return path.read_text().strip()


def _make(path: Path) -> None:
    # linked into place when complete: two sealers starting together must agree on one key
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(base64.b64encode(os.urandom(32)).decode())
    with contextlib.suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink(missing_ok=True)


@lru_cache(maxsize=8)
def _private(source: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(base64.b64decode(source))


def _id(key: Ed25519PublicKey) -> str:
    return hashlib.sha256(key.public_bytes_raw()).hexdigest()[:8]

"""The keys of a Lineup in an archive: in clear for who keeps it safe, or locked with a passphrase."""

import base64
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from django.conf import settings

CLEAR, LOCKED = "keys/clear.json", "keys/locked.json"
# 64 MB and half a second for each guess
COST = {"length": 32, "n": 2**16, "r": 8, "p": 1}
FILES = {"secret_key": "secret.key", "audit_key": "audit.key"}


class WrongPassphrase(Exception):
    """The passphrase opens nothing."""


class OtherKeys(Exception):
    """What the environment gives is not what the archive was made with."""


def own() -> dict[str, str]:
    """Return the keys in use: given by the environment, or kept in LINEUP_VAR."""
    found = {name: getattr(settings.ENVIRONMENT, name) or _kept(file) for name, file in FILES.items()}
    return {name: key for name, key in found.items() if key}


def _kept(file: str) -> str:
    path = Path(settings.VAR) / file
    return path.read_text().strip() if path.exists() else ""


def pack(passphrase: str) -> tuple[str, bytes]:
    """Return the member that holds the keys, by name and content."""
    plain = json.dumps(own()).encode()
    if not passphrase:
        return CLEAR, plain
    salt, nonce = os.urandom(16), os.urandom(12)
    locked = AESGCM(_derived(passphrase, salt)).encrypt(nonce, plain, None)
    parts = {"salt": salt, "nonce": nonce, "locked": locked}
    return LOCKED, json.dumps({name: base64.b64encode(part).decode() for name, part in parts.items()}).encode()


def _derived(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, **COST).derive(passphrase.encode())


def unpack(name: str, content: bytes, passphrase: str) -> dict[str, str]:
    """Return the keys from their member. Raises WrongPassphrase."""
    if name == CLEAR:
        return dict(json.loads(content))
    parts: Mapping[str, Any] = json.loads(content)
    salt, nonce, locked = (base64.b64decode(parts[part]) for part in ("salt", "nonce", "locked"))
    try:
        return dict(json.loads(AESGCM(_derived(passphrase, salt)).decrypt(nonce, locked, None)))
    except InvalidTag:
        raise WrongPassphrase("The passphrase doesn't open the keys of this backup.") from None


def check(keys: Mapping[str, str]) -> None:
    """Raise OtherKeys where the environment gives another key than the archive's."""
    for name, key in keys.items():
        given = getattr(settings.ENVIRONMENT, name)
        if given and given != key:
            raise OtherKeys(
                f"LINEUP_{name.upper()} is not the key of this backup: leave the variable out, and the "
                "backup's own is put into LINEUP_VAR."
            )


def put(keys: Mapping[str, str]) -> None:
    """Keep the keys that the environment doesn't give in LINEUP_VAR, readable by their owner only."""
    folder = Path(settings.VAR)
    folder.mkdir(parents=True, exist_ok=True)
    for name, key in keys.items():
        if not getattr(settings.ENVIRONMENT, name):
            _write(folder / FILES[name], key)


def _write(path: Path, key: str) -> None:
    draft = path.with_name(f".{path.name}.restoring")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(key)
    draft.rename(path)

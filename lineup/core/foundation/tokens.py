"""Secrets that open something: 256 random bits, kept by their SHA-256 alone."""

import hashlib
import secrets

PREFIX = "lnp_"


def new() -> str:
    """Return a fresh secret; show it once, store only its digest."""
    return PREFIX + secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """Return the hexadecimal SHA-256 under which the secret is stored and found."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def hint(token: str) -> str:
    """Return the first characters, enough for the owner to recognise a secret, useless to others."""
    return token[: len(PREFIX) + 4]

"""Secrets that must be read again (a seed, a signing key), stored so that a dump of the database opens none.

The key is derived from SECRET_KEY, which is not in the database. After a change of SECRET_KEY the former
one still opens while it stands in SECRET_KEY_FALLBACKS.
"""

import base64
import functools

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation.errors import Refusal

PURPOSE = b"lineup.sealing"


class SealBroken(Refusal):
    code = "seal_broken"
    sentence = _("This was stored under a key that the service no longer has; whoever runs it can help.")


def seal(text: str) -> str:
    """Return the text encrypted under the present key; each time another ciphertext."""
    return _keys().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """Return what was sealed, under the present key or a former one. Raises SealBroken."""
    try:
        return _keys().decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise SealBroken from None


def renew(sealed: str) -> str:
    """Return the same secret sealed under the present key. Raises SealBroken."""
    return seal(unseal(sealed))


def _keys() -> MultiFernet:
    return _derived((settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))


@functools.lru_cache(maxsize=4)
def _derived(secrets: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(_key(secret)) for secret in secrets])


def _key(secret: str) -> bytes:
    derived = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=PURPOSE).derive(secret.encode())
    return base64.urlsafe_b64encode(derived)

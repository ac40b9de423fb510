"""The key under which a watching page asks whether the questions of a session changed, without saying who asks.

It is given to who may read them; whoever else had it would learn how often they changed, and nothing more.
"""

from uuid import UUID

from django.core import signing

from lineup.core.foundation.errors import Missing

_SIGNER = signing.Signer(salt="lineup.question-pulse")


def key_of(session_id: UUID) -> str:
    """Return the key, always the same for one session."""
    return _SIGNER.sign(session_id.hex)


def session_of(key: str) -> UUID:
    """Return the id of the session whose key this is. Raises Missing."""
    try:
        return UUID(_SIGNER.unsign(key))
    except (signing.BadSignature, ValueError):
        raise Missing from None

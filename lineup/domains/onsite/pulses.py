"""The keys of a watching page: under one it asks whether questions changed, under the other it reads them, as all do.

Neither says who asks, so that five hundred who watch are answered with one list. The key of a pulse lasts; whoever else
had it would learn how often questions changed, and nothing more. The key of a list opens what its readers may read, and
is given to them for two to three hours.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core import signing

from lineup.core.foundation.errors import Missing

_SIGNER = signing.Signer(salt="lineup.question-pulse")
_OF_LISTS = signing.Signer(salt="lineup.question-list")
HOURS = 2


@dataclass(frozen=True)
class Reading:
    """A list that all read alike who take part: of a session, in a language."""

    session_id: UUID
    language: str


def key_of(session_id: UUID) -> str:
    """Return the key, always the same for one session."""
    return _SIGNER.sign(session_id.hex)


def session_of(key: str) -> UUID:
    """Return the id of the session whose key this is. Raises Missing."""
    try:
        return UUID(_SIGNER.unsign(key))
    except (signing.BadSignature, ValueError):
        raise Missing from None


def list_key(reading: Reading, *, at: datetime) -> str:
    """Return the key of the list, the same for all who read it so in this hour."""
    return _OF_LISTS.sign(f"{reading.session_id.hex}-{reading.language}-{_hour(at)}")


def reading_of(key: str, *, at: datetime) -> Reading:
    """Return which list the key opens. Raises Missing for one that is none, or is HOURS old."""
    try:
        said, hour = _OF_LISTS.unsign(key).rsplit("-", 1)
        session_id, language = said.split("-", 1)
    except (signing.BadSignature, ValueError):
        raise Missing from None
    if not 0 <= _hour(at) - int(hour) <= HOURS:
        raise Missing
    return Reading(UUID(session_id), language)


def _hour(at: datetime) -> int:
    return int(at.timestamp()) // 3600

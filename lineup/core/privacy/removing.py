"""Stored files that go with the rows that named them: afterwards, so that a crash leaves none behind."""

from datetime import datetime

from django.core.files.storage import default_storage

from lineup.core.outbox import messages
from lineup.core.outbox.models import Message

REMOVE = "remove-file"


def remove_later(name: str, *, at: datetime) -> None:
    """Have the stored file deleted once the caller's transaction is committed."""
    messages.enqueue(REMOVE, key=f"{REMOVE}:{name}", payload={"name": name}, at=at)


def remove(message: Message) -> None:
    """Delete the stored file, if it is still there: the handler of topic "remove-file"."""
    default_storage.delete(message.payload["name"])

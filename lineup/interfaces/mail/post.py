"""Turns work of the outbox into e-mails."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from lineup.core.foundation import clock
from lineup.core.outbox.models import Message
from lineup.interfaces.mail import letters
from lineup.interfaces.mail.letters import Letter

# (payload, at) → the letter, or None when there is nothing to be said any more
Writer = Callable[[dict[str, Any], datetime], Letter | None]


def sending(write: Writer) -> Callable[[Message], None]:
    """Return the outbox handler that sends what `write` writes.

    Links are made while writing, in a transaction that ends there; the mail server is spoken to
    afterwards. A second try sends the same Message-ID.
    """

    def handle(message: Message) -> None:
        letter = write(message.payload, clock.now())
        if letter is not None:
            letters.compose(letter, key=message.key, at=message.created_at).send()

    return handle

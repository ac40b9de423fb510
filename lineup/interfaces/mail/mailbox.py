"""Mails kept as files, so that nobody needs a mail server to see what was sent."""

import hashlib
from collections.abc import Sequence
from datetime import UTC
from email.message import Message
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from lineup.core.foundation import ids


class MailboxBackend(BaseEmailBackend):
    """Writes each e-mail to MAILBOX_DIR, named by its date and Message-ID, readable by the owner only.

    The same e-mail sent again takes the place of the first: one file each, however often it was tried.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.MAILBOX_DIR)
        folder.mkdir(parents=True, exist_ok=True)
        for email in email_messages:
            message = email.message()
            draft = folder / f".{ids.new()}"
            draft.touch(0o600)
            draft.write_bytes(message.as_bytes(linesep="\r\n"))  # type: ignore[call-arg]
            draft.replace(folder / _name(message))
        return len(email_messages)


def _name(message: Message) -> str:
    """Names sort by date."""
    date = parsedate_to_datetime(message["Date"]).astimezone(UTC)
    digest = hashlib.sha256(message["Message-ID"].encode()).hexdigest()
    return f"{date:%Y%m%d-%H%M%S}-{digest[:20]}.eml"

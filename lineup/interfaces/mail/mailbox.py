"""Mails kept as files, so that nobody needs a mail server to see what was sent."""

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from lineup.core.foundation import ids


class MailboxBackend(BaseEmailBackend):
    """Writes each message to MAILBOX_DIR as <time-ordered id>.eml, readable by the owner only."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.MAILBOX_DIR)
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            draft = folder / f".{ids.new()}.eml"
            draft.touch(0o600)
            draft.write_bytes(message.message().as_bytes(linesep="\r\n"))  # type: ignore[call-arg]
            draft.rename(folder / draft.name[1:])
        return len(email_messages)

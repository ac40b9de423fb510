"""Where mails go: to a server, or into var/mailbox as files to be read."""

from typing import Any
from urllib.parse import unquote, urlsplit

from lineup.config.environment import Environment


def settings(environment: Environment) -> dict[str, Any]:
    """The EMAIL_* settings."""
    if not environment.email:
        return {"EMAIL_BACKEND": "lineup.interfaces.mail.mailbox.MailboxBackend"}
    address = urlsplit(environment.email)
    implicit = address.scheme == "smtps"
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": address.hostname,
        "EMAIL_PORT": address.port or (465 if implicit else 587),
        "EMAIL_HOST_USER": unquote(address.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(address.password or ""),
        "EMAIL_USE_SSL": implicit,
        # A server on this machine (a test, a relay) usually speaks no TLS.
        "EMAIL_USE_TLS": not implicit and address.hostname not in ("localhost", "127.0.0.1"),
        # seconds per answer of the server; a letter must be through before the lease of its work ends
        "EMAIL_TIMEOUT": 10,
    }

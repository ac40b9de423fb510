from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection

from lineup.config import environment
from lineup.config import mail as configured
from lineup.core.foundation import clock
from lineup.core.outbox import messages
from lineup.core.outbox.models import Message
from tests.support import factories, smtp
from tests.support.outbox import drain


@pytest.fixture
def postbox(settings):
    """Letters go to a server on this machine, as configured by an address; it refuses the first."""
    with smtp.server(refusing=1) as made:
        found = environment.read({"LINEUP_EMAIL": f"smtp://127.0.0.1:{made.port}"})
        for name, value in configured.settings(found).items():
            setattr(settings, name, value)
        yield made


@pytest.mark.req("P12")
def test_a_letter_refused_for_now_is_sent_again_as_the_same_letter(db, postbox):
    factories.place(factories.pool())
    now = clock.now()
    [notice] = messages.lease(at=now)
    assert messages.deliver(notice, clock=clock.now)
    [mail] = messages.lease(at=clock.now())
    assert not messages.deliver(mail, clock=clock.now)
    waiting = Message.objects.get(topic="mail")
    assert waiting.last_error.startswith("SMTPRecipientsRefused")
    assert "@" not in waiting.last_error
    drain(at=clock.now() + timedelta(seconds=10))
    [letter] = [message_from_bytes(one, policy=policy.default) for one in postbox.letters]
    assert letter["Subject"].startswith("You have a place at Gathering")
    assert [part.get_content_type() for part in letter.walk()][:3] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]


class Watching(BaseEmailBackend):
    """Notes whether a transaction was open while the mail server would have been spoken to."""

    open_transactions: list[bool] = []

    def send_messages(self, email_messages):
        self.open_transactions.append(connection.in_atomic_block)
        return len(email_messages)


@pytest.mark.req("Q3")
@pytest.mark.django_db(transaction=True)
def test_the_mail_server_is_never_spoken_to_inside_a_transaction(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Watching"
    factories.place(factories.pool())
    drain()
    assert Watching.open_transactions == [False]

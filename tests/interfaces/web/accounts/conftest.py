"""What the tests of accounts share: the link in the last mail."""

import re

import pytest
from django.core import mail

from tests.support import outbox


@pytest.fixture
def last_link():
    """Return a function that delivers the outbox and returns the path in the last mail."""

    def find() -> str:
        outbox.drain()
        return re.search(r"https?://[^/\s]+(/\S+)", mail.outbox[-1].body)[1]

    return find

"""An event with one place, and letters as their reader gets them."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy

import pytest

from lineup.core.foundation import clock
from lineup.domains.events.models import Event, Venue
from tests.support import factories


@pytest.fixture
def event(db):
    """A published event in two months, in Lausanne."""
    starts = datetime.combine((clock.now() + timedelta(days=60)).date(), datetime.min.time(), UTC).replace(hour=17)
    offering = factories.offering("Fête du lac <b>", starts_at=starts, ends_at=starts + timedelta(hours=2))
    now = clock.now()
    venue = Venue.objects.create(
        owner=offering.organiser,
        name="Casino",
        address="Rue 1",
        city="Lausanne",
        country="CH",
        created_at=now,
        updated_at=now,
    )
    return Event.objects.create(offering=offering, venue=venue, time_zone="Europe/Paris", updated_at=now)


@pytest.fixture
def pool(event):
    return factories.pool(event.offering, capacity=1)


@pytest.fixture
def letters(mailoutbox):
    """Everything sent, parsed again from its bytes, the latest last."""

    def read():
        return [message_from_bytes(mail.message().as_bytes(), policy=policy.default) for mail in mailoutbox]

    return read


def text_of(letter):
    return letter.get_body(("plain",)).get_content()


def html_of(letter):
    return letter.get_body(("html",)).get_content()


def calendar_of(letter):
    return next((part for part in letter.walk() if part.get_content_type() == "text/calendar"), None)

"""An event, its venue and its people, whose every word somebody hostile may have written."""

from contextlib import contextmanager
from datetime import UTC, datetime

from django.db import transaction
from hypothesis import HealthCheck, settings

from lineup.core.foundation import clock
from lineup.core.participation import invitations, places
from lineup.core.participation import letters as organisers_letters
from lineup.core.people import persons
from lineup.domains.events import events, venues
from lineup.interfaces.mail import letters, notice_letters
from tests.support import crowd, factories

CASES = settings(
    max_examples=500 if crowd.FULL else 60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
START = datetime(2031, 7, 1, 18, tzinfo=UTC)
HARMLESS = "harmless"


@contextmanager
def put_back():
    """What the block writes is gone afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class World:
    """A published event at a venue, and a guest with a companion who has a place."""

    def __init__(self):
        self.organiser = factories.member("Ada Organiser")
        self.by, at = factories.actor(self.organiser), clock.now()
        place = {"name": HARMLESS, "address": HARMLESS, "city": HARMLESS, "country": "FR"}
        self.event = events.create(title=HARMLESS, starts_at=START, new_venue=place, description="x", by=self.by, at=at)
        factories.published(self.event.offering, by=self.by, at=at)
        self.guest = factories.member("Bo Guest")
        pool = events.pool_of(self.event)
        self.place = places.join(pool, self.guest, companions=[HARMLESS], by=factories.actor(self.guest), at=at)

    def called(self, words, *, description="x"):
        """Everything that anybody may write about it says these words."""
        at = clock.now()
        # as the database has them: what an earlier case wrote was put back
        self.event = events.find_visible(self.organiser, pk=self.event.pk)
        for one in (self.organiser, self.guest):
            one.refresh_from_db()
        events.change(self.event, title=words, description=description, by=self.by, at=at)
        venues.change(self.event.venue, name=words[:150], address=words[:200], city=words[:100], by=self.by, at=at)
        for one in (self.organiser, self.guest):
            persons.change_profile(one, name=words[:100], by=self.by, at=at)

    def page(self, client):
        return client.get(f"/events/{self.event.offering.slug}").content.decode()

    def letters(self, words):
        """The mails in which words of others stand, as bytes: a place, an invitation, a message, a cancellation."""
        at, pk = clock.now(), str(self.event.pk)
        facts = {"email": self.guest.email, "message": words, "by": self.by, "at": at}
        invited = invitations.invite(self.event.offering, **facts)
        change, said = self.place.changes.get(), organisers_letters.checked(words[:150], words)
        told = {
            "place.confirmed": {"place": str(self.place.pk), "change": change.pk},
            "offering.invited": {"invitation": str(invited.pk)},
            "offering.message": {"offering": pk, **dict(zip(("subject", "text"), said, strict=True))},
        }
        return [self._letter(kind, facts, at) for kind, facts in told.items()]

    def _letter(self, kind, facts, at):
        payload = {"person": str(self.guest.pk), "kind": kind, "facts": facts, "to": ""}
        letter = notice_letters.write(payload, at)
        return letters.compose(letter, key="mail:1", at=at).message().as_bytes()

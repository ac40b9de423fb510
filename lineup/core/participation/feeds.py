"""Calendar addresses that need no sign-in: a secret each, revoked by its owner."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from lineup.core.audit import entries
from lineup.core.clubs import permissions
from lineup.core.clubs.models import Club
from lineup.core.foundation import last_times, tokens
from lineup.core.foundation.errors import Missing
from lineup.core.participation import in_use
from lineup.core.participation.models import Feed, Offering, Place
from lineup.core.participation.offerings import listed_for
from lineup.core.participation.transitions import OCCUPYING, State
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person

# programs ask often: a write on every reading would cost more than the reading
LAST_READ_GRAIN = timedelta(hours=1)


@transaction.atomic
def make(person: Person, *, club: Club | None = None, at: datetime, by: Actor | None = None) -> tuple[Feed, str]:
    """Return the feed's row and its secret; earlier feeds of the same kind go on until revoked.

    Raises Missing for a club that the person may not see.
    """
    if club is not None and not (club.is_public or permissions.role_of(person, club.pk)):
        raise Missing
    secret = tokens.new()
    row = Feed.objects.create(
        person=person, club=club, digest=tokens.digest(secret), hint=tokens.hint(secret), created_at=at
    )
    entries.record(by=by or Actor(person), at=at, action="feed.make", on=row)
    return row, secret


def find(secret: str) -> Feed:
    """Return the live feed behind the address. Raises Missing."""
    rows = Feed.objects.select_related("person__account", "club").filter(revoked_at=None)
    feed = rows.filter(digest=tokens.digest(secret)).first()
    if feed is None or (feed.person.account and not feed.person.account.is_active):
        raise Missing
    return feed


def note_read(feed: Feed, *, at: datetime) -> None:
    """Remember that the address was read, to within an hour."""
    last_times.note(feed, "last_read_at", at=at, grain=LAST_READ_GRAIN)


@transaction.atomic
def revoke(feed: Feed, *, at: datetime, by: Actor | None = None) -> None:
    """Close the address for good; a second time changes nothing."""
    if Feed.objects.filter(pk=feed.pk, revoked_at=None).update(revoked_at=at):
        entries.record(by=by or Actor(feed.person), at=at, action="feed.revoke", on=feed)


def offerings(feed: Feed) -> "QuerySet[Offering]":
    """Return what the feed shows: a club's listed offerings, or those where the person is in or waits."""
    if feed.club_id:
        return listed_for(feed.person).filter(club=feed.club_id)
    states = [*OCCUPYING, State.WAITLISTED]
    held = Place.objects.filter(pool__offering=OuterRef("pk"), contact=feed.person_id, state__in=states)
    return in_use.rows().filter(Exists(held))

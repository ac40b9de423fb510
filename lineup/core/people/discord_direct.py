"""Where the bot writes to a person alone at Discord, and whether Discord lets it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from lineup.core.foundation import seam
from lineup.core.people.models import DiscordLink, Person

CHANNEL, CLOSED = "discord", "account.discord_closed"


def destinations(person: Person) -> Sequence[str]:
    """Return the Discord account at which the person is reached: none where none is linked, or it is closed to us."""
    rows = DiscordLink.objects.filter(account=person.account_id, closed_at=None)
    return list(rows.values_list("discord_id", flat=True))


def find(discord_id: str, *, person: UUID) -> DiscordLink | None:
    """Return the link of this Discord account if it is (still) this person's and open to us, or None."""
    rows = DiscordLink.objects.filter(discord_id=discord_id, account__person=person, closed_at=None)
    return rows.select_related("account__person").first()


@transaction.atomic
def note_channel(found: DiscordLink, channel: str) -> None:
    """Remember where the bot writes to them; empty: it has to ask anew."""
    found.direct_channel = channel
    found.save(update_fields=["direct_channel"])


@transaction.atomic
def note_closed(found: DiscordLink, *, at: datetime) -> None:
    """Write to them no more, as Discord does not let us, and tell them so by the other ways; once."""
    if not DiscordLink.objects.filter(pk=found.pk, closed_at=None).update(closed_at=at):
        return
    person = found.account.person
    seam.tell(person, CLOSED, key=f"discord-closed:{found.pk}:{at.isoformat()}", facts={"link": str(found.pk)}, at=at)


@transaction.atomic
def try_again(person: Person) -> None:
    """Write to them again, as they ask for it; where Discord still does not let us, they are told again."""
    DiscordLink.objects.filter(account=person.account_id, closed_at__isnull=False).update(closed_at=None)

"""Removals that wait: many channels and roles at once go only when a human saw the list, and agreed to this one."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.clubs import memberships, permissions
from lineup.core.clubs.models import Club
from lineup.core.foundation import seam
from lineup.core.foundation.errors import Refusal
from lineup.core.people.actors import Actor
from lineup.domains.guilds import guilds
from lineup.domains.guilds.journal import Journal
from lineup.domains.guilds.models import Guild, Removal
from lineup.domains.guilds.shape import planning
from lineup.domains.guilds.shape.asked import Asked, stage
from lineup.domains.guilds.shape.things import Kind, Known, Operation

TOLD = "guild.removals"
Why = Removal.Why
# how they are listed
ORDER = ("kind", "name", "id")


class RemovalsChanged(Refusal):
    code = "guild_removals_changed"
    sentence = _("What would be removed changed meanwhile; look at the list again, and decide anew.")


def waiting(club: Club) -> "QuerySet[Removal]":
    """Return what waits for a human to say whether it goes, by kind and name."""
    return Removal.objects.filter(guild=club.pk, is_agreed=False, guild__discord_id__isnull=False)


def print_of(club: Club) -> str:
    """Return what stands for exactly these removals; empty where none wait."""
    tokens = sorted(waiting(club).values_list("token", flat=True))
    return sha256("\0".join(tokens).encode()).hexdigest()[:32] if tokens else ""


def agreed(guild: Guild) -> frozenset[str]:
    """Return the tokens of removals that a human agreed to."""
    return frozenset(Removal.objects.filter(guild=guild, is_agreed=True).values_list("token", flat=True))


@transaction.atomic
def agree(club: Club, print: str, *, by: Actor, at: datetime) -> int:  # noqa: A002 - the word of the row
    """Let all that waits go, if it is what `print` stands for; return how many. Raises RemovalsChanged."""
    guild, rows = _decided(club, print)
    number = Removal.objects.filter(pk__in=[row.pk for row in rows]).update(is_agreed=True)
    guilds.note_change(guild, at=at)
    _record(club, "guild.agree_removals", by, at, number)
    return number


@transaction.atomic
def keep(club: Club, print: str, *, by: Actor, at: datetime) -> int:  # noqa: A002 - the word of the row
    """Leave all that waits where it stands: it is the server's own from now on. Raises RemovalsChanged."""
    guild, rows = _decided(club, print)
    journal = Journal(guild, lambda: at)
    for row in rows:
        journal.write(row.key, None)
    Removal.objects.filter(pk__in=[row.pk for row in rows]).delete()
    guilds.note_change(guild, at=at)
    _record(club, "guild.keep_removals", by, at, len(rows))
    return len(rows)


def _decided(club: Club, print: str) -> tuple[Guild, list[Removal]]:  # noqa: A002 - the word of the row
    # held until commit: a look that ends meanwhile waits for what is decided here
    guild = Guild.objects.select_for_update(of=("self",)).select_related("club").filter(club=club).first()
    if guild is None or not print or print_of(club) != print:
        raise RemovalsChanged
    return guild, list(waiting(club))


def _record(club: Club, action: str, by: Actor, at: datetime, number: int) -> None:
    entries.record(by=by, at=at, action=action, on=club, club_id=club.pk, metadata={"number": number})


# --- noted by a look --------------------------------------------------------------------------------


@transaction.atomic
def note(
    guild: Guild, held: Sequence[Operation], known: Mapping[str, Known], asked: Asked, *, is_done: bool, at: datetime
) -> None:
    """Keep what a look held back, in place of what it held back before; admins are told when a list begins to wait.

    What a human agreed to is kept until it is done: a look may be cut off.
    """
    Guild.objects.select_for_update(of=("self",)).get(pk=guild.pk)
    rows = Removal.objects.filter(guild=guild)
    tokens = {planning.token(one) for one in held}
    was_waiting = rows.filter(is_agreed=False).exists()
    gone = rows.exclude(token__in=tokens)
    (gone if is_done else gone.filter(is_agreed=False)).delete()
    there = set(rows.values_list("token", flat=True))
    Removal.objects.bulk_create(
        _rows(guild, [one for one in held if planning.token(one) not in there], known, asked, at)
    )
    if held and not was_waiting:
        _tell(guild, at)


def _rows(
    guild: Guild, held: Iterable[Operation], known: Mapping[str, Known], asked: Asked, at: datetime
) -> list[Removal]:
    return [
        Removal(
            guild=guild,
            token=planning.token(one),
            key=one.key,
            kind=one.kind.value,
            name=known[one.key].name if one.key in known else "",
            why=_why(one, asked, at),
            since=at,
        )
        for one in held
    ]


def _why(one: Operation, asked: Asked, at: datetime) -> str:
    if one.kind is Kind.CATEGORY:
        return Why.EMPTY
    events = {f"event:{event.id}": event for event in asked.events}
    event = events.get(one.key.split("/")[0])
    if event is None:
        return Why.GONE
    if stage(event, asked.choices, at).is_forgotten:
        return Why.KEPT
    is_off = (one.kind is Kind.ROLE and not asked.choices.roles) or (one.kind is Kind.VOICE and not asked.choices.voice)
    return Why.OFF if is_off else Why.OVER


def _tell(guild: Guild, at: datetime) -> None:
    for admin in memberships.people_with(guild.club, permissions.EDIT_CLUB):
        key = f"{TOLD}:{guild.pk}:{at.isoformat()}:{admin.pk}"
        seam.tell(admin, TOLD, key=key, facts={"club": str(guild.club_id)}, at=at)

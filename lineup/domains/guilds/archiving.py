"""The channels of events, put into the archive before their days are over, as an admin asks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.clubs.models import Club
from lineup.core.foundation.errors import Missing, Refusal
from lineup.core.participation.models import Offering
from lineup.core.people.actors import Actor
from lineup.domains.guilds import channels, guilds, homes
from lineup.domains.guilds.models import Archived, Guild, Thing
from lineup.domains.guilds.shape.asked import is_archived
from lineup.domains.guilds.shape.things import Kind, State

# how they are listed
ORDER = ("name", "id")


class NotOver(Refusal):
    code = "event_not_over"
    sentence = _("Wait until the event is over, or cancel it: only then its channel goes into the archive.")


class Standing(StrEnum):
    """Where an event's channel stands: until the event is over, then, archived by the clock, or before by hand."""

    AHEAD = "ahead"
    OVER = "over"
    CANCELLED = "cancelled"
    ARCHIVED = "archived"
    BY_HAND = "by_hand"


@dataclass(frozen=True)
class Channel:
    """A sign-up channel, its event, and where it stands."""

    thing: Thing
    offering: Offering
    standing: Standing

    @property
    def may_be_archived(self) -> bool:
        return self.standing in (Standing.OVER, Standing.CANCELLED)


def listed(club: Club) -> "QuerySet[Thing]":
    """Return the sign-up channels of the club's events that stand on its server, to be listed by ORDER."""
    rows = channels.of_club(club).filter(kind=Kind.TEXT, state=State.THERE)
    return rows.filter(key__startswith=channels.EVENT, key__endswith="/text")


def standing(guild: Guild, things: Iterable[Thing], *, at: datetime) -> Sequence[Channel]:
    """Return where these channels stand, in their order, without those of events that are no more. Two queries."""
    events = {thing: UUID(event) for thing in things if (event := channels.event_of(thing))}
    found = Offering.objects.filter(club=guild.club_id).in_bulk(list(events.values()))
    by_hand = frozenset(Archived.objects.filter(guild=guild.pk).values_list("offering", flat=True))
    return [
        Channel(thing, found[pk], _standing(found[pk], guild, is_by_hand=pk in by_hand, at=at))
        for thing, pk in events.items()
        if pk in found
    ]


def _standing(offering: Offering, guild: Guild, *, is_by_hand: bool, at: datetime) -> Standing:
    ends_at = homes.span(offering)[1] if offering.starts_at else at
    if is_archived(ends_at, guild.archive_days, at):
        return Standing.ARCHIVED
    if is_by_hand:
        return Standing.BY_HAND
    if offering.state == Offering.State.CANCELLED:
        return Standing.CANCELLED
    return Standing.OVER if ends_at <= at else Standing.AHEAD


@transaction.atomic
def archive(club: Club, event: UUID, *, by: Actor, at: datetime) -> None:
    """Put the event's channel into the archive at the next look, its voice and roles away; done twice, it is done once.

    Raises Missing, NotOver.
    """
    guild, offering = _held(club, event)
    if _standing(offering, guild, is_by_hand=False, at=at) is Standing.AHEAD:
        raise NotOver
    if Archived.objects.get_or_create(offering=offering, defaults={"guild": guild, "at": at})[1]:
        _note(guild, offering, "guild.archive", by, at)


@transaction.atomic
def bring_back(club: Club, event: UUID, *, by: Actor, at: datetime) -> None:
    """Leave the event's channel to the clock again. Raises Missing."""
    guild, offering = _held(club, event)
    if Archived.objects.filter(offering=offering).delete()[0]:
        _note(guild, offering, "guild.bring_back", by, at)


def _held(club: Club, event: UUID) -> tuple[Guild, Offering]:
    guild = Guild.objects.select_for_update().filter(club=club, discord_id__isnull=False).first()
    offering = Offering.objects.filter(club=club, pk=event, kind=Offering.Kind.EVENT, binned_at=None).first()
    if guild is None or offering is None:
        raise Missing
    return guild, offering


def _note(guild: Guild, offering: Offering, action: str, by: Actor, at: datetime) -> None:
    guilds.note_change(guild, at=at)
    entries.record(by=by, at=at, action=action, on=offering, club_id=guild.club_id)

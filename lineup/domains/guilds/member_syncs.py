"""Syncs of a guild's members with its club: ordered by hand or by the clock, looked up, ended, forgotten."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.clubs.models import Club
from lineup.core.foundation import seam
from lineup.core.foundation.errors import Refusal
from lineup.core.people.actors import HOUSE, Actor
from lineup.domains.guilds import guilds
from lineup.domains.guilds.matching import Decision, Standing
from lineup.domains.guilds.models import Guild, MemberSync, SyncLine

TOPIC = "discord-members"
KEPT = timedelta(days=90)
EVERY = timedelta(days=1)
# what went wrong is tried again by the clock after this
AGAIN = timedelta(hours=6)
# a connection that breaks and breaks again has the members looked at no more often than this
CALM = timedelta(minutes=10)
# nothing takes as long: whoever was at it is gone for good
STUCK = timedelta(hours=1)
# whom a page can list, and in which order
LISTED = (Standing.NEW, Standing.LEFT, Standing.WAITING, Standing.CONFLICTING, Standing.UNLINKED)

Sort, State = MemberSync.Sort, MemberSync.State


class NotLinked(Refusal):
    code = "guild_not_linked"
    sentence = _("No Discord server is linked to this club; add the bot to yours first.")


# --- found ----------------------------------------------------------------------------------------


def last_of(club: Club) -> MemberSync | None:
    """Return the last sync that was ordered for the club, under way or ended, or None."""
    rows = MemberSync.objects.filter(guild=club.pk).select_related("ordered_by", "guild__club")
    return rows.order_by("-ordered_at", "-id").first()


@transaction.atomic
def note_read(sync: MemberSync, number: int) -> None:
    """Remember how many members were read so far, for who waits."""
    MemberSync.objects.filter(pk=sync.pk, state=State.WAITING).update(read=number)


def last_done(club: Club) -> MemberSync | None:
    """Return the last sync of the club that read something, with whom it names, or None."""
    rows = MemberSync.objects.filter(guild=club.pk, state=State.DONE).select_related("ordered_by")
    return rows.order_by("-ordered_at", "-id").first()


def is_under_way(sync: MemberSync | None, *, at: datetime) -> bool:
    """Whether there is a sync that still may end; one whose worker is gone for good is not waited for."""
    return sync is not None and sync.state == State.WAITING and sync.ordered_at > at - STUCK


def lines_of(club: Club, standing: str = "") -> "QuerySet[SyncLine]":
    """Return what became of each in the club's last sync that ended well, but for the matched; of all, or of one
    standing."""
    rows = SyncLine.objects.filter(sync__guild=club.pk, sync__state=State.DONE).select_related("person__account")
    return rows.filter(standing=standing) if standing else rows


def find(pk: Any) -> MemberSync | None:
    """Return the sync that is under way, if its guild is still linked."""
    rows = MemberSync.objects.select_related("guild__club", "ordered_by__account")
    return rows.filter(pk=UUID(str(pk)), state=State.WAITING, guild__in=guilds.linked()).first()


# --- ordered --------------------------------------------------------------------------------------


@transaction.atomic
def order(club: Club, *, agreed: int = 0, by: Actor, at: datetime) -> MemberSync:
    """Return a sync that a worker does now; one that is under way is returned as it is.

    `agreed`: so many may leave the club though they are more than the house lets go by itself. Raises NotLinked.
    """
    guild = guilds.linked().filter(club=club).first()
    if guild is None:
        raise NotLinked
    under_way = _under_way(guild, at)
    if under_way is not None:
        return under_way
    made = _begin(guild, Sort.MANUAL, by.human, at, agreed=max(agreed, 0))
    if made is None:
        # somebody was quicker
        return MemberSync.objects.get(guild=guild, state=State.WAITING)
    _record(made, "guild.order_sync", by, at, agreed=made.agreed)
    return made


def _under_way(guild: Guild, at: datetime) -> MemberSync | None:
    """Return the sync that waits; one that waits too long is given up."""
    found = MemberSync.objects.select_related("guild__club").filter(guild=guild, state=State.WAITING).first()
    if found is not None and not is_under_way(found, at=at):
        fail(found, "lost", at=at)
        return None
    return found


def _begin(guild: Guild, sort: str, person: Any, at: datetime, *, agreed: int = 0) -> MemberSync | None:
    """Return the sync, handed to the workers; None where somebody was quicker."""
    try:
        with transaction.atomic():
            made = MemberSync.objects.create(guild=guild, sort=sort, ordered_by=person, ordered_at=at, agreed=agreed)
    except IntegrityError:
        return None
    seam.enqueue(TOPIC, key=f"{TOPIC}:{made.pk}", payload={"sync": str(made.pk)}, at=at)
    return made


# --- by the clock -----------------------------------------------------------------------------------


def due(at: datetime) -> "QuerySet[Guild]":
    """Return the guilds whose members are to be looked at now: just linked, a day after the last whole look, or when
    some may have come and gone unheard since."""
    mine = MemberSync.objects.filter(guild=OuterRef("pk"), ordered_at__gte=OuterRef("linked_at"))
    done = mine.filter(state=State.DONE, is_whole=True)
    whole = done.filter(ordered_at__gt=at - EVERY)
    lately = mine.filter(~Q(state=State.WAITING), ordered_at__gt=at - AGAIN)
    waits = mine.filter(state=State.WAITING, ordered_at__gt=at - STUCK)
    failed = mine.filter(~Q(state=State.WAITING), ~Q(state=State.DONE, is_whole=True), ordered_at__gt=at - AGAIN)
    caught_up = done.filter(Q(ordered_at__gt=OuterRef("unheard_since")) | Q(ordered_at__gt=at - CALM))
    by_day = Q(~Exists(whole), ~Exists(lately))
    unheard = Q(~Exists(failed), ~Exists(caught_up), unheard_since__isnull=False)
    return guilds.linked().filter(by_day | unheard, ~Exists(waits), syncs_members=True)


def note_unheard(discord_ids: Collection[int], *, at: datetime) -> int:
    """Have the members of these guilds looked at soon: some may have come and gone unheard; return how many guilds."""
    rows = guilds.linked().filter(discord_id__in=discord_ids)
    return Guild.objects.filter(pk__in=rows.values("pk")).update(unheard_since=at)


def is_due(at: datetime) -> bool:
    """Whether any guild's members are to be looked at; a cheap read."""
    return due(at).exists()


@transaction.atomic
def begin_due(*, at: datetime, limit: int = 50) -> int:
    """Order a sync of each guild that is due, once; return how many."""
    before = MemberSync.objects.filter(guild=OuterRef("pk"), ordered_at__gte=OuterRef("linked_at"))
    found = due(at).annotate(is_known=Exists(before))
    return sum(_begin_by_clock(guild, at) for guild in found.order_by("pk")[:limit])


def _begin_by_clock(guild: Any, at: datetime) -> bool:
    if _under_way(guild, at) is not None:
        return False
    return _begin(guild, Sort.SCHEDULED if guild.is_known else Sort.AUTOMATIC, None, at) is not None


# --- ended ------------------------------------------------------------------------------------------


@transaction.atomic
def fail(sync: MemberSync, problem: str, *, at: datetime) -> None:
    """End the sync: nothing could be read, for a reason in one word. One that has ended stays as it is."""
    rows = MemberSync.objects.filter(pk=sync.pk, state=State.WAITING)
    if rows.update(state=State.FAILED, problem=problem, ended_at=at):
        _record(sync, "guild.sync", actor_of(sync), at, problem=problem, sort=sync.sort)


@transaction.atomic
def finish(sync: MemberSync, *, is_whole: bool, counts: dict[str, int], lines: list[SyncLine], at: datetime) -> bool:
    """End the sync with its numbers and the lines that nothing was done for; lines of syncs before go.

    Whether it was this caller who ended it.
    """
    rows = MemberSync.objects.filter(pk=sync.pk, state=State.WAITING)
    if not rows.update(state=State.DONE, is_whole=is_whole, ended_at=at, **counts):
        return False
    SyncLine.objects.filter(sync__guild=sync.guild_id).exclude(sync=sync.pk).delete()
    SyncLine.objects.bulk_create(lines, batch_size=500)
    _record(sync, "guild.sync", actor_of(sync), at, sort=sync.sort, is_whole=is_whole, **counts)
    return True


@transaction.atomic
def amend(guild: Guild, one: Decision) -> None:
    """Let the list of the guild's last sync tell what became of one since; the numbers of those it lists follow."""
    rows = MemberSync.objects.select_for_update().filter(guild=guild, state=State.DONE)
    sync = rows.order_by("-ordered_at", "-id").first()
    if sync is None:
        return
    mine = SyncLine.objects.filter(sync=sync, discord_id=one.discord_id)
    told = line_of(sync, one)
    # who is in the club by now may be so since that sync
    kept = (Standing.NEW,) if one.standing is Standing.MATCHED else ()
    same = ("standing", "why", "name", "person_id")
    stands = [row for row in mine.values_list(*same) if row[0] not in kept]
    wanted = [tuple(told[name] for name in same)] if one.standing in LISTED else []
    if stands == wanted:
        # each change of somebody's profile there is told
        return
    mine.exclude(standing__in=kept).delete()
    if wanted:
        SyncLine.objects.create(**told)
    numbers = dict(sync.lines.values_list("standing").annotate(n=Count("pk")))
    MemberSync.objects.filter(pk=sync.pk).update(**{one.value: numbers.get(one.value, 0) for one in LISTED})


def line_of(sync: MemberSync, one: Decision) -> dict[str, Any]:
    """Return the columns of a line that tells this decision."""
    return {
        "sync": sync,
        "standing": one.standing.value,
        "why": one.why,
        "discord_id": one.discord_id,
        "name": one.name[:120],
        "person_id": one.person,
    }


def actor_of(sync: MemberSync) -> Actor:
    """Return who acts in the sync: who ordered it, or the house."""
    return Actor(sync.ordered_by, channel="discord") if sync.ordered_by else HOUSE


def forget(*, before: datetime, limit: int = 500) -> int:
    """Delete syncs that were ordered before then, with their lines, some at a time; return how many."""
    old = list(MemberSync.objects.filter(ordered_at__lt=before).order_by("ordered_at").values_list("pk", flat=True))
    MemberSync.objects.filter(pk__in=old[:limit]).delete()
    return len(old[:limit])


def _record(sync: MemberSync, action: str, by: Actor, at: datetime, **metadata: object) -> None:
    club = sync.guild.club
    entries.record(by=by, at=at, action=action, on=club, club_id=club.pk, metadata=metadata)

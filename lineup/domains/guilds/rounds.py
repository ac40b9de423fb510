"""Which guilds are to be looked at now, by one worker at a time, and what came of it."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from lineup.core.audit.models import Entry
from lineup.core.foundation import seam
from lineup.core.participation.models import Offering
from lineup.core.people.actors import Actor
from lineup.domains.guilds import alerts, digests, guilds
from lineup.domains.guilds.models import Guild

TOPIC = "discord"
# a worker that died gives the guild up by then
LEASE = timedelta(minutes=15)
# acts that a guild hears of at once, as they stand in the record
TOLD = (
    "stint_plan.use",
    "stint_plan.move",
    "race.say",
    "race.begin_telemetry",
    "results.publish",
    "results.correct",
    "results.take_back",
    "series.change",
    "series.set_rounds",
    "series.remove",
)


def due(at: datetime) -> "QuerySet[Guild]":
    """Return the guilds that wait for a look: changed, with something published or done since, or due by the clock."""
    published = Offering.objects.filter(club=OuterRef("club"), announced_at__gt=OuterRef("looked_at"))
    told = Entry.objects.filter(club=OuterRef("club"), action__in=TOLD, at__gt=OuterRef("looked_at"))
    wanted = (
        Q(looked_at=None) | Q(dirty_since__isnull=False) | Q(next_at__lte=at) | Q(Exists(published)) | Q(Exists(told))
    )
    rested = Q(rests_until=None) | Q(rests_until__lte=at)
    return guilds.linked().filter(rested, wanted, is_on=True)


def is_due(at: datetime) -> bool:
    """Whether any guild waits; a cheap read."""
    return due(at).exists()


@transaction.atomic
def begin_due(*, at: datetime, limit: int = 50) -> int:
    """Hand guilds that wait to the workers, each once until its lease runs out; return how many."""
    found = list(due(at).order_by("looked_at", "pk")[:limit])
    return sum(_begin(guild, at) for guild in found)


@transaction.atomic
def check_again(guild: Guild, *, by: Actor, at: datetime) -> bool:
    """Hand the guild to the workers though it was to rest: somebody says that it was put right; whether that was done.

    One that is being looked at is not handed out twice.
    """
    guilds.look_again(guild, by=by, at=at)
    return not guild.is_at_work(at) and _begin_again(guild, at)


@transaction.atomic
def hear(guild: Guild, *, at: datetime) -> bool:
    """Hand the guild to the workers though it was to rest, since Discord told of a change there; whether that was done.

    One that nothing stopped is left to the clock, and one that was handed out already to whoever looks: one drag of a
    role at Discord is told as many changes.
    """
    return guild.is_on and bool(guild.stopped) and _begin_again(guild, at)


@transaction.atomic
def hear_gone(guild: Guild, *, at: datetime) -> None:
    """Have the guild looked at soon: Discord says that the bot is not in it any more. The look tells the admins."""
    guilds.note_change(guild, at=at)


def _begin(guild: Guild, at: datetime, **more: bool) -> bool:
    unchanged = Guild.objects.filter(pk=guild.pk, rests_until=guild.rests_until)
    if not unchanged.update(rests_until=at + LEASE):
        return False
    key = f"guild:{guild.pk}:{at.isoformat()}"
    seam.enqueue(TOPIC, key=key, payload={"guild": str(guild.pk), **more}, at=at)
    return True


def _begin_again(guild: Guild, at: datetime) -> bool:
    """Hand it out though something stopped it, which nothing does any more until the look says so: once for many."""
    if not _begin(guild, at, again=True):
        return False
    Guild.objects.filter(pk=guild.pk).update(stopped="")
    return True


def find(pk: str) -> Guild | None:
    """Return the guild, if it is still linked and built by itself."""
    return guilds.linked().filter(pk=UUID(pk), is_on=True).first()


@transaction.atomic
def end(guild: Guild, *, began_at: datetime, is_done: bool, stopped: str, rest_seconds: float, at: datetime) -> None:
    """Write down what came of a look that began then. What changed in between is looked at again."""
    rests_until = at + timedelta(seconds=rest_seconds) if rest_seconds else None
    rows = Guild.objects.filter(pk=guild.pk)
    card_at = began_at + timedelta(minutes=guild.update_minutes)
    others = (alerts.wakes_at(guild, at=began_at), digests.wakes_at(guild, at=began_at))
    next_at = min([card_at, *filter(None, others)])
    rows.update(looked_at=began_at, next_at=next_at, stopped=stopped, rests_until=rests_until)
    if is_done:
        rows.filter(dirty_since__lte=began_at).update(dirty_since=None)
        rows.filter(forgot_at__lte=began_at).update(forgot_at=None)
    else:
        rows.filter(dirty_since=None).update(dirty_since=began_at)

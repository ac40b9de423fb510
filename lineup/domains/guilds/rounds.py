"""Which guilds are to be looked at now, by one worker at a time, and what came of it."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from lineup.core.audit.models import Entry
from lineup.core.foundation import seam
from lineup.core.participation.models import Offering
from lineup.core.people.actors import Actor
from lineup.domains.guilds import alerts, guilds
from lineup.domains.guilds.models import Guild

TOPIC = "discord"
# a worker that died gives the guild up by then
LEASE = timedelta(minutes=15)
# acts that a guild hears of at once, as they stand in the record
TOLD = ("stint_plan.use", "stint_plan.move", "race.say", "results.publish", "results.correct", "results.take_back")


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
    is_at_work = guild.rests_until is not None and guild.rests_until > at and not guild.stopped
    return not is_at_work and _begin(guild, at, again=True)


def _begin(guild: Guild, at: datetime, **more: bool) -> bool:
    unchanged = Guild.objects.filter(pk=guild.pk, rests_until=guild.rests_until)
    if not unchanged.update(rests_until=at + LEASE):
        return False
    key = f"guild:{guild.pk}:{at.isoformat()}"
    seam.enqueue(TOPIC, key=key, payload={"guild": str(guild.pk), **more}, at=at)
    return True


def find(pk: str) -> Guild | None:
    """Return the guild, if it is still linked and built by itself."""
    return guilds.linked().filter(pk=UUID(pk), is_on=True).first()


@transaction.atomic
def end(guild: Guild, *, began_at: datetime, is_done: bool, stopped: str, rest_seconds: float, at: datetime) -> None:
    """Write down what came of a look that began then. What changed in between is looked at again."""
    rests_until = at + timedelta(seconds=rest_seconds) if rest_seconds else None
    rows = Guild.objects.filter(pk=guild.pk)
    card_at, alert_at = began_at + timedelta(minutes=guild.update_minutes), alerts.wakes_at(guild, at=began_at)
    next_at = min(card_at, alert_at) if alert_at else card_at
    rows.update(looked_at=began_at, next_at=next_at, stopped=stopped, rests_until=rests_until)
    if is_done:
        rows.filter(dirty_since__lte=began_at).update(dirty_since=None)
    else:
        rows.filter(dirty_since=None).update(dirty_since=began_at)

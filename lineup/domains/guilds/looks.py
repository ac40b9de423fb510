"""What a look at a guild told: what would be done there, what can't be and why, and how Discord took it.

A look that only looks is ordered by hand, and once when the guild is linked: nothing is built before an admin begins.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from lineup.core.audit import entries
from lineup.core.clubs import memberships, permissions
from lineup.core.clubs.models import Club
from lineup.core.foundation import seam
from lineup.core.outbox.models import Message
from lineup.core.people.actors import Actor
from lineup.domains.guilds import guilds, rounds
from lineup.domains.guilds.member_syncs import NotLinked
from lineup.domains.guilds.models import Guild, Look
from lineup.domains.guilds.shape.planning import Plan
from lineup.domains.guilds.shape.things import Act, Known, Operation

TOLD = "guild.faults"
# steps that are kept in words; of the rest only how many
MOST = 100
# nothing takes as long: whoever was at it is gone for good
STUCK = timedelta(minutes=15)


def of(club: Club) -> Look | None:
    """Return what the last look at the club's guild told, or None."""
    return Look.objects.filter(guild=club.pk).select_related("guild").first()


def is_under_way(look: Look | None, *, at: datetime) -> bool:
    """Whether somebody ordered a look that still may end."""
    return look is not None and look.ordered_at is not None and look.ordered_at > at - STUCK


def find(pk: Any) -> Guild | None:
    """Return the guild, if a look at it was ordered and it is still linked."""
    return guilds.linked().filter(pk=UUID(str(pk)), look__ordered_at__isnull=False).first()


@transaction.atomic
def order(club: Club, *, by: Actor, at: datetime) -> Look:
    """Have a worker look what would be done, without doing any of it; one under way stays. Raises NotLinked."""
    guild = guilds.linked().select_for_update(of=("self",)).filter(club=club).first()
    if guild is None:
        raise NotLinked
    found, _made = Look.objects.get_or_create(guild=guild)
    if is_under_way(found, at=at):
        return found
    found.ordered_at = at
    found.save(update_fields=["ordered_at"])
    key = f"guild-look:{guild.pk}:{at.isoformat()}"
    seam.enqueue(rounds.TOPIC, key=key, payload={"guild": str(guild.pk), "looks_only": True}, at=at)
    entries.record(by=by, at=at, action="guild.look", on=club, club_id=club.pk)
    return found


@transaction.atomic
def begin(club: Club, *, by: Actor, at: datetime) -> Guild:
    """Let the guild be built from now on. Raises NotLinked, and what `guilds.change` raises."""
    if not guilds.of(club).is_linked:
        raise NotLinked
    return guilds.change(club, is_on=True, by=by, at=at)


@transaction.atomic
def note(guild: Guild, plan: Plan, known: Mapping[str, Known], *, stopped: str, at: datetime, **more: Any) -> Look:
    """Keep what a look told, in place of the last; admins are told when something begins to need them. `more`: is_dry,
    budget."""
    steps = plan.operations
    values = {
        "ended_at": at,
        "stopped": stopped,
        "faults": [[one.code, one.what] for one in plan.faults][:MOST],
        "steps": _told(steps, known),
        "counts": dict(Counter(one.act.value for one in steps)),
        "lanes": {str(lane.value): number for lane, number in sorted(Counter(one.lane for one in steps).items())},
        "missing": [known[key].name or known[key].key for key in plan.missing if key in known][:MOST],
        **more,
    }
    if more.get("is_dry"):
        values["ordered_at"] = None
    found = Look.objects.update_or_create(guild=guild, defaults=values)[0]
    # whoever ordered a dry run reads it
    if not found.is_dry:
        _tell_once(found, at)
    return found


def needs_people(look: Look) -> bool:
    """Whether something is not done that only people on the server can put right."""
    return bool(look.faults) or look.stopped == "guild"


def _tell_once(look: Look, at: datetime) -> None:
    """Tell the admins, unless they know already; a look that was cut off does not say that all is well again."""
    if needs_people(look) and look.told_at is None:
        _tell(look.guild, at)
        look.told_at = at
    elif not needs_people(look) and not look.stopped and look.told_at is not None:
        look.told_at = None
    else:
        return
    look.save(update_fields=["told_at"])


def _tell(guild: Guild, at: datetime) -> None:
    for admin in memberships.people_with(guild.club, permissions.EDIT_CLUB):
        key = f"{TOLD}:{guild.pk}:{at.isoformat()}:{admin.pk}"
        seam.tell(admin, TOLD, key=key, facts={"club": str(guild.club_id)}, at=at)


def _told(steps: Sequence[Operation], known: Mapping[str, Known]) -> list[dict[str, Any]]:
    """Return the first steps as plain values; what only writes down whose a bond is, is told to nobody."""
    names = {one.key: one.called(known.get(one.key)) for one in steps}
    said = [one for one in steps if not (one.act is Act.LET_GO and one.kind.is_bond)]
    return [
        {
            "act": one.act.value,
            "kind": one.kind.value,
            "name": names[one.key],
            "in": _holder(one, known, names),
            "fields": list(one.fields),
        }
        for one in said[:MOST]
    ]


def _holder(one: Operation, known: Mapping[str, Known], names: Mapping[str, str]) -> str:
    row = known.get(one.key)
    parent = one.wanted.parent if one.wanted else row.parent if row else ""
    return names.get(parent, "") or (known[parent].name if parent in known else "")


@transaction.atomic
def check_again(club: Club, *, by: Actor, at: datetime) -> None:
    """Have the guild looked at now, though it was to rest; one that is not built yet is only looked at.

    Raises NotLinked.
    """
    guild = guilds.linked().filter(club=club).first()
    if guild is None:
        raise NotLinked
    if guild.is_on:
        rounds.check_again(guild, by=by, at=at)
    else:
        order(club, by=by, at=at)


def queue(guild: Guild, *, at: datetime) -> int:
    """Return how many looks at the guild wait for a worker, or are being made."""
    waits = Message.objects.filter(topic=rounds.TOPIC, done_at=None, dead_at=None, payload__guild=str(guild.pk))
    return waits.count()

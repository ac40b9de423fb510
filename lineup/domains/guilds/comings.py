"""Somebody came into a guild or left it, told as it happens: what a sync does for all, done for one."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from lineup.core.clubs import memberships
from lineup.core.clubs.models import Role
from lineup.core.foundation.errors import Refusal
from lineup.core.people import discord_links
from lineup.core.people.actors import HOUSE
from lineup.domains.guilds import member_settling, member_syncs
from lineup.domains.guilds.matching import Decision, Linked, Listing, Seen, Standing, Why, match
from lineup.domains.guilds.models import Guild, SyncedMembership
from lineup.domains.guilds.shape import restraint

# those who left in this time leave together, as restraint counts
TOGETHER = timedelta(days=1)


@transaction.atomic
def came(guild: Guild, seen: Seen, *, at: datetime) -> Standing | None:
    """Do what follows from somebody being in the guild, and say so in the list of its last sync; return what they are.

    None for a bot, for a club that wants no syncs, and where somebody decided otherwise meanwhile. A second time
    changes nothing.
    """
    if seen.is_bot or not guild.syncs_members:
        return None
    person = discord_links.person_of(str(seen.discord_id))
    is_open = bool(person and person.account and person.account.is_active)
    links = [Linked(seen.discord_id, person.pk, is_open=is_open)] if person else []
    known = member_settling.in_club(guild.club, person.pk) if person else []
    (decision,) = match(Listing([seen], is_whole=False), links, known).decisions
    if decision.standing is Standing.NEW and not _done(member_settling.admit, guild, decision, at=at):
        return None
    member_syncs.amend(guild, decision)
    return decision.standing


@transaction.atomic
def went(guild: Guild, discord_id: int, *, at: datetime) -> Standing | None:
    """Do what follows from somebody having left the guild; return what they are by then.

    Who came into the club by other ways stays: None. Who is known by another account too, or leaves among many, is left
    to a sync of all, which sees who is there and asks a human: WAITING.
    """
    if not guild.syncs_members:
        return None
    rows = memberships.live(guild.club).filter(synced__discord_id=discord_id)
    membership = rows.select_related("person__account").first()
    if membership is None:
        member_syncs.amend(guild, Decision(Standing.MATCHED, discord_id))
        return None
    if membership.role != Role.MEMBER:
        standing, why = Standing.CONFLICTING, str(Why.HAS_ROLE)
    elif _is_known_otherwise(membership.person, discord_id) or _are_many(guild, at):
        member_syncs.note_unheard([guild.discord_id or 0], at=at)
        return Standing.WAITING
    else:
        standing, why = Standing.LEFT, ""
    decision = Decision(standing, discord_id, membership.person.name, membership.person_id, why)
    if standing is Standing.LEFT and not _done(member_settling.let_go, guild, decision, came_before=at, at=at):
        return None
    member_syncs.amend(guild, decision)
    return standing


def _done(act: Any, guild: Guild, decision: Decision, **more: Any) -> bool:
    """Whether it was done; somebody may have done or decided otherwise meanwhile."""
    try:
        with transaction.atomic():
            act(guild.club, decision, by=HOUSE, **more)
    except Refusal:
        return False
    return True


def _is_known_otherwise(person: Any, discord_id: int) -> bool:
    link = discord_links.of(person.account) if person.account else None
    return link is not None and link.discord_id != str(discord_id)


def _are_many(guild: Guild, at: datetime) -> bool:
    """Whether so many have left by now that the next would be one too many: a raid, or somebody's mistake."""
    ours = SyncedMembership.objects.filter(membership__club=guild.club)
    gone = ours.filter(left_with_guild=True, membership__left_at__gt=at - TOGETHER).count()
    return gone >= restraint.most_at_once(ours.filter(membership__left_at=None).count() + gone)

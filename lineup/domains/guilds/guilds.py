"""What a club chose for its guild: read, changed, linked to a guild of Discord's and parted from it."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.clubs.models import Club
from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Invalid, Refusal
from lineup.core.participation.models import Offering
from lineup.core.people.actors import Actor
from lineup.domains.events.models import Event
from lineup.domains.guilds.models import Archived, Guild, Look, MemberSync, Removal, SyncedMembership, Thing
from lineup.domains.guilds.shape import names
from lineup.domains.guilds.shape.asked import Choices

SWITCHES = ("is_on", "only_races", "voice", "roles", "threads", "respects_people", "alerts", "digest", "syncs_members")
NUMBERS = ("race_voice_hours", "update_minutes", "alert_minutes", "role_days", "archive_days", "keep_days")
# what a guild's people may know of
SEEN = (Offering.Visibility.PUBLIC, Offering.Visibility.UNLISTED, Offering.Visibility.CLUB_ONLY)
FIELDS = (*SWITCHES, *NUMBERS, "pattern", "language", "bot_name")


class PatternUnclear(Invalid):
    code = "guild_pattern_unclear"
    sentence = _(
        "Put event and what into the pattern, each in braces, and series or date if you like; no other braces."
    )
    field = "pattern"


class NumberNeeded(Invalid):
    code = "guild_number_needed"
    sentence = _("Fill in a number.")


class NotLookedAt(Refusal):
    code = "guild_not_looked_at"
    sentence = _("See first what would change on the server: order a dry run, then begin.")
    field = "is_on"


class GuildTaken(Refusal):
    code = "guild_of_another_club"
    sentence = _("This Discord server is linked to another club; unlink it there first.")


class LinkedToAnother(Refusal):
    code = "club_has_another_guild"
    sentence = _("The club is linked to another Discord server; unlink that first.")


def of(club: Club) -> Guild:
    """Return the club's guild, or what it would be if nothing is changed: not kept, in the club's language."""
    found = Guild.objects.filter(club=club).first() or Guild(language=club.language)
    found.club = club
    return found


def linked() -> "QuerySet[Guild]":
    """Return the guilds that the bot is in, of clubs in use, with their clubs."""
    return Guild.objects.filter(discord_id__isnull=False, club__binned_at=None).select_related("club")


def is_told_names(event: Event) -> bool:
    """Whether the server of the event's club is told by name who takes part, once sign-up is over. A query at most."""
    club_id = event.offering.club_id if event.shows_participants else None
    return club_id is not None and linked().filter(is_on=True, club=club_id).exists()


def find_linked(discord_id: int) -> Guild | None:
    """Return the guild with Discord's number, of a club in use, or None."""
    return linked().filter(discord_id=discord_id).first() if discord_id else None


def choices(guild: Guild) -> Choices:
    """Return what the club chose, as `desired` wants to know it."""
    return Choices(
        pattern=guild.pattern,
        voice=guild.voice,
        roles=guild.roles,
        threads=guild.threads,
        respects_people=guild.respects_people,
        race_voice_hours=guild.race_voice_hours,
        role_days=guild.role_days,
        archive_days=guild.archive_days,
        keep_days=guild.keep_days,
    )


def fill(guild: Guild, **values: Any) -> Guild:
    """Set the given FIELDS without keeping them. Raises PatternUnclear, NumberNeeded, OutOfRange, TooLong, …"""
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise TypeError(f"not fields of a guild: {sorted(unknown)}")
    for name, value in values.items():
        setattr(guild, name, _checked(name, value))
    return guild


def _checked(name: str, value: Any) -> Any:
    if name in SWITCHES:
        return bool(value)
    if name in NUMBERS:
        return _number(name, value)
    if name == "language":
        return inputs.choice(str(value), dict(settings.LANGUAGES), field=name)
    column: Any = Guild._meta.get_field(name)
    said = inputs.line(str(value), field=name, most=column.max_length)
    return said if name == "bot_name" else _pattern(said)


def _number(name: str, value: Any) -> int | None:
    column: Any = Guild._meta.get_field(name)
    if value in (None, ""):
        if not column.null:
            raise NumberNeeded(field=name)
        return None
    limits = {one.code: one.limit_value for one in column._validators}
    return inputs.number(int(value), field=name, least=limits["min_value"], most=limits["max_value"])


def _pattern(said: str) -> str:
    try:
        found = names.blanks(said)
    except ValueError:
        raise PatternUnclear from None
    if names.NEEDED - found:
        raise PatternUnclear
    return said


@transaction.atomic
def change(club: Club, *, by: Actor, at: datetime, **values: Any) -> Guild:
    """Keep the given FIELDS. Raises what `fill` raises, and NotLookedAt for a guild that is to begin unseen."""
    guild = _held(club, at)
    begins = guild.is_linked and not guild.is_on and values.get("is_on")
    if begins and not Look.objects.filter(guild=guild, ended_at__isnull=False, stopped="").exists():
        raise NotLookedAt
    fill(guild, **values)
    guild.updated_at, guild.dirty_since = at, guild.dirty_since or at
    guild.save(update_fields=[*values, "updated_at", "dirty_since"])
    _record(guild, "guild.change", by, at, fields=sorted(values))
    return guild


@transaction.atomic
def link(club: Club, discord_id: int, *, name: str, by: Actor, at: datetime) -> Guild:
    """Let this be the club's guild; a second time changes nothing. Raises GuildTaken, LinkedToAnother."""
    guild = _held(club, at)
    if guild.discord_id == discord_id:
        return guild
    if guild.is_linked:
        raise LinkedToAnother
    guild.discord_id, guild.name, guild.linked_at = discord_id, inputs.line(name, field="name", most=100), at
    # linked before, it holds what was made there then
    guild.updated_at = guild.dirty_since = guild.forgot_at = at
    try:
        with transaction.atomic():
            guild.save(update_fields=["discord_id", "name", "linked_at", "updated_at", "dirty_since", "forgot_at"])
    except IntegrityError:
        raise GuildTaken from None
    # a worker that was still looking at the server before may have noted that afterwards
    Look.objects.filter(guild=guild).delete()
    Removal.objects.filter(guild=guild).delete()
    _record(guild, "guild.link", by, at)
    return guild


@transaction.atomic
def unlink(club: Club, *, by: Actor, at: datetime) -> None:
    """Forget which guild it was, what was made there and who came from it, which stays; unlinked, nothing happens."""
    guild = Guild.objects.select_for_update().filter(club=club, discord_id__isnull=False).first()
    if guild is None:
        return
    forgotten = {"discord_id": None, "name": "", "linked_at": None, "dirty_since": None, "unheard_since": None}
    forgotten |= {"looked_at": None, "next_at": None, "stopped": "", "rests_until": None, "bot_called": ""}
    forgotten |= {"forgot_at": None}
    for field, value in forgotten.items():
        setattr(guild, field, value)
    guild.updated_at = at
    guild.save(update_fields=[*forgotten, "updated_at"])
    Thing.objects.filter(guild=guild).delete()
    Look.objects.filter(guild=guild).delete()
    Removal.objects.filter(guild=guild).delete()
    Archived.objects.filter(guild=guild).delete()
    MemberSync.objects.filter(guild=guild).delete()
    # who is a member by then stays one, wherever they came from
    SyncedMembership.objects.filter(membership__club=club, membership__left_at=None).delete()
    _record(guild, "guild.unlink", by, at)


def note_change(guild: Guild, *, at: datetime) -> None:
    """Have the guild looked at soon, in the caller's transaction: something changed that it should show."""
    Guild.objects.filter(pk=guild.pk, dirty_since=None).update(dirty_since=at)


@transaction.atomic
def look_again(guild: Guild, *, by: Actor, at: datetime) -> None:
    """Have the guild looked at as soon as can be; who asked is recorded."""
    note_change(guild, at=at)
    _record(guild, "guild.look_again", by, at)


@transaction.atomic
def forget_all(*, at: datetime) -> int:
    """Have every linked guild looked through for things of ours that are not known here; return how many there are.

    For when what is known may lack something, as after a backup was put back.
    """
    return Guild.objects.filter(discord_id__isnull=False).update(forgot_at=at, dirty_since=at)


def note_name(guild: Guild) -> None:
    """Write down that the bot has been given the name that the club chose."""
    Guild.objects.filter(pk=guild.pk).update(bot_called=guild.bot_name)


def _held(club: Club, at: datetime) -> Guild:
    """Return the club's row, made where there is none, held until commit."""
    Guild.objects.get_or_create(club=club, defaults={"language": club.language, "updated_at": at})
    return Guild.objects.select_for_update(of=("self",)).select_related("club").get(club=club)


def _record(guild: Guild, action: str, by: Actor, at: datetime, **metadata: object) -> None:
    entries.record(by=by, at=at, action=action, on=guild.club, club_id=guild.club_id, metadata=metadata)

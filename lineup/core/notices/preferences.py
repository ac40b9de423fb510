"""What a person chose to hear, by which channel and when. Looked up when it is told, not when it happened."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.clubs.models import Club
from lineup.core.consents import consents
from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Invalid
from lineup.core.notices import channels, matters, quiet
from lineup.core.notices.matters import Matter
from lineup.core.notices.models import Choice, Mute, Rhythm
from lineup.core.people import discord_direct
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person


class Necessary(Invalid):
    code = "notice_necessary"
    sentence = _("This can't be switched off. %(why)s")
    field = "wanted"


class ConsentNeeded(Invalid):
    code = "consent_needed"
    sentence = _("This is only told to who agreed to it: agree first, on the page of what you agreed to.")
    field = "wanted"


class QuietHoursIncomplete(Invalid):
    code = "quiet_hours_incomplete"
    sentence = _("Give both ends of the quiet hours, at different times, or leave both empty.")
    field = "quiet_until"


# --- asked when something is told -----------------------------------------------------------------


def heard_by(person: Person, matter: Matter, *, club: UUID | None = None) -> frozenset[str]:
    """Return the slugs of the channels by which the person wants to hear of the matter now.

    `club`: whose news it is; of a muted club only the page tells, and what is necessary. What needs consent is
    told by none without it.
    """
    if matter.purpose and not consents.holds(person, matter.purpose):
        return frozenset()
    chosen = dict(Choice.objects.filter(person=person, matter=matter.slug).values_list("channel", "wanted"))
    heard = frozenset(channel for channel in channels.slugs() if _is_heard(matter, channel, chosen))
    loud = heard - matter.fixed - {channels.PAGE}
    if loud and club and Mute.objects.filter(person=person, club=club).exists():
        return heard - loud
    return heard


def _is_heard(matter: Matter, channel: str, chosen: Mapping[str, bool]) -> bool:
    if channel in matter.fixed or not matter.offers(channel):
        return channel in matter.fixed
    return chosen.get(channel, matter.is_on(channel) and not channels.waits_to_be_chosen(channel))


def rhythm_of(person: Person) -> Rhythm:
    """Return when the person wants to hear: their own row, or the house's habit, not stored."""
    return Rhythm.objects.filter(person=person).first() or Rhythm(person=person)


def quiet_until(person: Person, *, at: datetime) -> datetime | None:
    """Return until when it is quiet for the person, None where it is not."""
    rhythm = rhythm_of(person)
    return quiet.ends_at(at, zone=person.time_zone, quiet_from=rhythm.quiet_from, quiet_until=rhythm.quiet_until)


# --- shown and changed ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Cell:
    """Whether a matter is told by a channel; `fixed` ones can't be changed, of others `offered` says if they can."""

    channel: str
    heard: bool
    fixed: bool
    offered: bool


@dataclass(frozen=True)
class Line:
    """A matter, with a cell for each channel; `asks`: whether it waits for the person's consent."""

    matter: Matter
    cells: Sequence[Cell]
    asks: bool = False


def table(person: Person) -> list[Line]:
    """Return what the person may choose, with what they chose and agreed to: two queries."""
    chosen: dict[str, dict[str, bool]] = {}
    for matter, channel, wanted in Choice.objects.filter(person=person).values_list("matter", "channel", "wanted"):
        chosen.setdefault(matter, {})[channel] = wanted
    agreed = {one.purpose.slug for one in consents.standing(person) if one.holds}
    shown = [matter for matter in matters.installed() if matter.for_guests or not person.is_guest]
    return [
        _line(matter, chosen.get(matter.slug, {}), asks=bool(matter.purpose) and matter.purpose not in agreed)
        for matter in shown
    ]


def _line(matter: Matter, chosen: Mapping[str, bool], *, asks: bool) -> Line:
    cells = [
        Cell(
            one.slug,
            not asks and _is_heard(matter, one.slug, chosen),
            one.slug in matter.fixed,
            matter.offers(one.slug),
        )
        for one in channels.installed()
    ]
    return Line(matter, cells, asks)


@transaction.atomic
def choose(person: Person, wishes: Mapping[tuple[str, str], bool], *, by: Actor, at: datetime) -> None:
    """Set what the person wants to hear: (matter, channel) → wanted; what is not named stays.

    Raises UnknownChoice for a matter or a channel that there is not, Necessary for what can't be switched off,
    ConsentNeeded for what one has to agree to first.
    """
    lines = table(person)
    now = {(line.matter.slug, cell.channel): cell for line in lines for cell in line.cells}
    changed = [(key, wanted) for key, wanted in wishes.items() if _checked(key, now).heard != wanted]
    asking = {line.matter.slug for line in lines if line.asks}
    for (matter, channel), _wanted in changed:
        if now[matter, channel].fixed:
            raise Necessary(why=matters.of(matter).why)
        if matter in asking:
            raise ConsentNeeded
    rows = [Choice(person=person, matter=matter, channel=channel, wanted=on) for (matter, channel), on in changed]
    if rows:
        _store(rows)
        metadata = {"on": sorted(_named(rows, on=True)), "off": sorted(_named(rows, on=False))}
        entries.record(by=by, at=at, action="notices.choose", on=person, metadata=metadata)


def _checked(key: tuple[str, str], now: Mapping[tuple[str, str], Cell]) -> Cell:
    matter, channel = key
    inputs.choice(matter, {known for known, _channel in now}, field="matter")
    inputs.choice(channel, {way for known, way in now if known == matter and now[known, way].offered}, field="channel")
    return now[key]


def _store(rows: Sequence[Choice]) -> None:
    unique, changing = ["person", "matter", "channel"], ["wanted"]
    Choice.objects.bulk_create(rows, update_conflicts=True, unique_fields=unique, update_fields=changing)


def _named(rows: Sequence[Choice], *, on: bool) -> list[str]:
    return [f"{row.matter}/{row.channel}" for row in rows if row.wanted is on]


@transaction.atomic
def set_rhythm(person: Person, **values: Any) -> Rhythm:
    """Set `quiet_from` and `quiet_until` (times on the person's clock, or both None) and `pace`, as far as given.

    Raises QuietHoursIncomplete, UnknownChoice.
    """
    rhythm = rhythm_of(person)
    for name, value in values.items():
        setattr(rhythm, name, value)
    inputs.choice(rhythm.pace, Rhythm.Pace.values, field="pace")
    begins, ends = rhythm.quiet_from, rhythm.quiet_until
    if (begins is None) != (ends is None) or (begins is not None and begins == ends):
        raise QuietHoursIncomplete
    kept = {"quiet_from": begins, "quiet_until": ends, "pace": rhythm.pace}
    return Rhythm.objects.update_or_create(person=person, defaults=kept)[0]


@transaction.atomic
def change(
    person: Person,
    *,
    wishes: Mapping[tuple[str, str], bool],
    rhythm: Mapping[str, Any],
    muted: Collection[Club] | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """Do `choose` and `set_rhythm` at once, and mute these clubs and no other; None leaves the muted ones.

    Where Discord did not let us write to the person, it is tried again. Raises as they do.
    """
    choose(person, wishes, by=by, at=at)
    set_rhythm(person, **rhythm)
    if muted is not None:
        Mute.objects.filter(person=person).exclude(club__in=muted).delete()
        Mute.objects.bulk_create([Mute(person=person, club=club) for club in muted], ignore_conflicts=True)
    discord_direct.try_again(person)


@transaction.atomic
def mute(person: Person, club: Club) -> None:
    """Hear of the club in the page alone, but for what is necessary; a second time changes nothing."""
    Mute.objects.get_or_create(person=person, club=club)


@transaction.atomic
def unmute(person: Person, club: Club) -> None:
    """Hear of the club as of any other."""
    Mute.objects.filter(person=person, club=club).delete()


def muted(person: Person) -> set[UUID]:
    """Return the ids of the clubs that the person muted."""
    return set(Mute.objects.filter(person=person).values_list("club", flat=True))

"""Badges of an event: made when first needed, printed anew, revoked; what a door reads off them."""

import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.foundation.errors import Missing, Refusal
from lineup.core.participation.models import Place
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.events.models import Event
from lineup.domains.onsite import badge_holders, codes, signing_keys
from lineup.domains.onsite.codes import Reading, Verdict
from lineup.domains.onsite.models import Badge, SigningKey
from lineup.domains.onsite.models.badge import BADGE_ID_LENGTH

# no vowels, so that no word comes out; nothing that looks like something else
ALPHABET = "23456789BCDFGHJKMNPQRTVWX"
MOST_SERIALS = 65_535
BATCH = 500


class NoBadge(Refusal):
    code = "no_badge"
    sentence = _("A badge is for who has a confirmed place or a duty here; there is none yet.")


class BadgeRevoked(Refusal):
    code = "badge_revoked"
    sentence = _("This badge was revoked; ask the organisers for a new one.")


class BadgeInUse(Refusal):
    code = "badge_in_use"
    sentence = _("This person has another badge that is valid; revoke that one first.")


class PrintedTooOften(Refusal):
    code = "badge_printed_too_often"
    sentence = _("This badge was replaced too often; revoke it.")


@dataclass(frozen=True)
class Read:
    """What a door read: the verdict, and the badge with its person where it is one of the event's."""

    verdict: Verdict
    badge: Badge | None = None

    @property
    def is_valid(self) -> bool:
        return self.verdict == Verdict.VALID


# --- found --------------------------------------------------------------------------------------


def of(event: Event) -> "QuerySet[Badge]":
    """Return the event's badges, the first made first."""
    return Badge.objects.filter(event=event).order_by("made_at", "id")


def to_print(event: Event) -> "QuerySet[Badge]":
    """Return the badges in use of which no valid code is on paper."""
    gone = SigningKey.objects.filter(event=event, retired_at__isnull=False).values("number")
    unprinted = Q(printed_serial=None) | ~Q(printed_serial=F("serial")) | Q(printed_key__in=gone)
    return of(event).filter(unprinted, revoked_at=None)


def printed_under(event: Event) -> dict[int, int]:
    """Return by the number of a key how many badges in use are on paper under it, as they hold now. One query."""
    rows = of(event).filter(revoked_at=None, printed_serial=F("serial")).order_by()
    return dict(rows.values_list("printed_key").annotate(n=Count("pk")))


def own(event: Event, people: Iterable[Any]) -> "QuerySet[Badge]":
    """Return the badges in use of these people at the event."""
    return of(event).filter(person__in=list(people), revoked_at=None).select_related("person__participant")


def find(event: Event, badge_id: str) -> Badge:
    """Return the event's badge with this id, in any spelling. Raises Missing."""
    badge = of(event).select_related("person__participant").filter(badge_id=plain(badge_id)).first()
    if badge is None:
        raise Missing
    badge.event = event
    return badge


def plain(badge_id: str) -> str:
    """Return a badge id as it is stored, of one that somebody typed."""
    return "".join(sign for sign in badge_id.upper() if sign in ALPHABET)[:BADGE_ID_LENGTH]


# --- made ---------------------------------------------------------------------------------------


@transaction.atomic
def ensure(event: Event, person: Person, *, at: datetime) -> Badge:
    """Return the person's badge in use, made if it is the first. Raises NoBadge, BadgeRevoked."""
    own = list(of(event).filter(person=person))
    valid = next((badge for badge in own if badge.revoked_at is None), None)
    if not own:
        if not badge_holders.may_have_one(event, person):
            raise NoBadge
        make(event, [person.pk], at=at)
        valid = of(event).get(person=person)
    if valid is None:
        raise BadgeRevoked
    valid.event = event
    return valid


def ensure_of(place: Place, *, at: datetime) -> Badge:
    """Return the badge of who holds the place. Raises what `ensure` raises, Missing where it is none of an event."""
    event = Event.objects.filter(pk=place.pool.offering_id).first()
    if event is None:
        raise Missing
    event.offering = place.pool.offering
    return ensure(event, place.participant.person, at=at)


@transaction.atomic
def make_missing(event: Event, *, at: datetime) -> int:
    """Make the badges of all who may have one and have none; return how many. Who lost theirs gets none anew."""
    lacking = badge_holders.people(event).exclude(pk__in=Badge.objects.filter(event=event).values("person"))
    return make(event, lacking.values_list("pk", flat=True), at=at)


@transaction.atomic
def make_all(event: Event, *, by: Actor, at: datetime) -> int:
    """As `make_missing`, on the wish of an organiser."""
    made = make_missing(event, at=at)
    if made:
        offering = event.offering
        entries.record(
            by=by, at=at, action="badge.make", on=offering, club_id=offering.club_id, metadata={"badges": made}
        )
    return made


def without_one(event: Event) -> int:
    """Return how many may have a badge and have none yet. One query."""
    return badge_holders.people(event).exclude(pk__in=Badge.objects.filter(event=event).values("person")).count()


@transaction.atomic
def make(event: Event, people: Iterable[UUID], *, at: datetime) -> int:
    """Make a badge for each of these people who has none; return how many were made."""
    # held, so that two who make at once make one each
    Event.objects.select_for_update().get(pk=event.pk)
    wanted = list(dict.fromkeys(people))
    have = _with_one(event, wanted)
    signing_keys.signing(event, at=at)
    fresh = [pk for pk in wanted if pk not in have]
    names = _free_ids(event, len(fresh))
    rows = [
        Badge(event=event, person_id=pk, badge_id=name, made_at=at, changed_at=at)
        for pk, name in zip(fresh, names, strict=True)
    ]
    Badge.objects.bulk_create(rows, batch_size=BATCH)
    return len(rows)


def _with_one(event: Event, people: Sequence[UUID]) -> set[UUID]:
    """Return who of these has a badge; asked in parts, as PostgreSQL takes 65,535 values in a statement."""
    parts = (people[start : start + BATCH] for start in range(0, len(people), BATCH))
    return {found for part in parts for found in of(event).filter(person__in=part).values_list("person", flat=True)}


def _free_ids(event: Event, count: int) -> list[str]:
    found: set[str] = set()
    while len(found) < count:
        drawn = {_drawn() for _ in range(min(count - len(found), BATCH))}
        found |= drawn - set(of(event).filter(badge_id__in=drawn).values_list("badge_id", flat=True))
    return list(found)[:count]


def _drawn() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(BADGE_ID_LENGTH))


# --- the code -----------------------------------------------------------------------------------


def code_of(badge: Badge, *, at: datetime) -> str:
    """Return the badge's present code. Raises BadgeRevoked."""
    if badge.revoked_at:
        raise BadgeRevoked
    return codes_of(badge.event, [badge], at=at)[badge.pk]


def codes_of(event: Event, rows: Sequence[Badge], *, at: datetime) -> dict[UUID, str]:
    """Return the present codes of these badges of the event, signed by its newest key. One query."""
    key = signing_keys.signing(event, at=at)
    private, short = signing_keys.private(key), codes.event_key(event.pk)
    return {
        badge.pk: codes.sign(private, key=key.number, event=short, badge_id=badge.badge_id, serial=badge.serial)
        for badge in rows
    }


def read(event_id: UUID, scanned: str) -> Read:
    """Judge what was scanned at a door of the event. Two queries, however many badges there are."""
    return resolve(event_id, codes.verify(codes.clean(scanned), signing_keys.keyring(event_id)))


def resolve(event_id: UUID, reading: Reading) -> Read:
    """Return the badge of a code that was verified, and whether it was revoked since. One query."""
    if not reading.is_valid:
        return Read(reading.verdict)
    rows = Badge.objects.filter(event=event_id, badge_id=reading.badge_id)
    badge = rows.select_related("person__participant").first()
    if badge is None or badge.revoked_at or reading.serial < badge.serial:
        return Read(Verdict.REVOKED, badge)
    return Read(Verdict.VALID, badge)


def revocations(event_id: UUID, *, since: datetime | None = None) -> dict[str, int]:
    """Return by badge id the least serial that holds, of those where it is not the first: `first_valid` of `verify`.

    `since`: only what changed at or after that instant, to be laid over what is known; a badge may be in it twice.
    """
    rows = Badge.objects.filter(Q(serial__gt=1) | Q(revoked_at__isnull=False), event=event_id)
    if since is not None:
        rows = rows.filter(changed_at__gte=since)
    found = rows.values_list("badge_id", "serial", "revoked_at")
    return {badge_id: serial + bool(revoked_at) for badge_id, serial, revoked_at in found}


# --- changed ------------------------------------------------------------------------------------


@transaction.atomic
def replace(badge: Badge, *, by: Actor, at: datetime) -> Badge:
    """Give the badge a new code: what is printed or shown of it so far opens nothing any more.

    Raises BadgeRevoked, PrintedTooOften.
    """
    return _advance(badge, "badge.replace", by, at, revoked=False)


@transaction.atomic
def revoke(badge: Badge, *, by: Actor, at: datetime) -> Badge:
    """Let no code of this badge hold any more; a second time changes nothing."""
    if Badge.objects.filter(pk=badge.pk, revoked_at=None).update(revoked_at=at, changed_at=at):
        _record(badge, "badge.revoke", by, at)
    badge.refresh_from_db(fields=["revoked_at", "changed_at", "serial"])
    return badge


@transaction.atomic
def reissue(badge: Badge, *, by: Actor, at: datetime) -> Badge:
    """Let a revoked badge hold again, under a new code; what was printed stays revoked.

    Raises BadgeInUse where the person has another by now, PrintedTooOften.
    """
    if of(badge.event).filter(person=badge.person_id, revoked_at=None).exclude(pk=badge.pk).exists():
        raise BadgeInUse
    return _advance(badge, "badge.reissue", by, at, revoked=True)


def _advance(badge: Badge, action: str, by: Actor, at: datetime, *, revoked: bool) -> Badge:
    rows = Badge.objects.filter(pk=badge.pk, revoked_at__isnull=not revoked)
    if badge.serial >= MOST_SERIALS:
        raise PrintedTooOften
    moved = rows.update(serial=F("serial") + 1, revoked_at=None, changed_at=at)
    badge.refresh_from_db(fields=["serial", "revoked_at", "changed_at"])
    if moved:
        _record(badge, action, by, at)
    elif badge.revoked_at:
        raise BadgeRevoked
    return badge


@transaction.atomic
def note_printed(event: Event, rows: Collection[tuple[Any, int]], *, key: int, at: datetime) -> None:
    """Remember that these badges (id, serial) are on paper, signed by the key with this number."""
    by_serial: dict[int, list[Any]] = {}
    for pk, serial in rows:
        by_serial.setdefault(serial, []).append(pk)
    for serial, ids in by_serial.items():
        printed: Mapping[str, Any] = {"printed_at": at, "printed_serial": serial, "printed_key": key}
        Badge.objects.filter(event=event, pk__in=ids).update(**printed)


def _record(badge: Badge, action: str, by: Actor, at: datetime) -> None:
    club = badge.event.offering.club_id
    entries.record(by=by, at=at, action=action, on=badge, club_id=club, metadata={"serial": badge.serial})

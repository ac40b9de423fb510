"""Who holds a qualification, from when until when: granted, revoked, reminded of before it ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.foundation import ids, inputs
from lineup.core.foundation.errors import Invalid, Missing
from lineup.core.notices import notices
from lineup.core.notices.notices import Telling
from lineup.core.outbox import messages
from lineup.core.outbox.messages import Work
from lineup.core.participation.models import Holding, Place, Qualification
from lineup.core.participation.transitions import State
from lineup.core.people import addresses, persons
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person

GRANTED, REVOKED = "qualification.granted", "qualification.revoked"
ENDS, ENDED = "qualification.ends", "qualification.ended"
LONGEST_REASON = 500
BATCH = 200
ORDER = ("-held_from", "-id")


class GrantReasonNeeded(Invalid):
    code = "reason_needed"
    sentence = _("Say why; it stands in the record, and the holder reads it.")
    field = "reason"


class EndsBeforeItBegins(Invalid):
    code = "ends_before_it_begins"
    sentence = _("This is over already; choose a later day, or leave it empty.")
    field = "held_until"


@dataclass(frozen=True)
class Grant:
    """Who is granted it, and of what it comes (once for each source); `until` None: as the qualification has it."""

    person_id: Any
    source: str
    until: datetime | None = None

    def key(self, qualification: Qualification) -> str:
        """Return what makes it once."""
        return f"{self.source}:{qualification.pk.hex}"


# --- found ----------------------------------------------------------------------------------------


def of(person: Person) -> "QuerySet[Holding]":
    """Return what the person was granted, the newest first by ORDER."""
    return Holding.objects.filter(person=person).select_related("qualification__club").order_by(*ORDER)


def of_qualification(qualification: Qualification) -> "QuerySet[Holding]":
    """Return who was granted it, the newest first by ORDER."""
    rows = Holding.objects.filter(qualification=qualification).select_related("person__participant", "qualification")
    return rows.order_by(*ORDER)


def find(qualification: Qualification, pk: Any) -> Holding:
    """Return what was granted under this id. Raises Missing."""
    found = of_qualification(qualification).filter(pk=pk).first()
    if found is None:
        raise Missing
    return found


def counting(day: Any, **outer: Any) -> "QuerySet[Holding]":
    """Return what is taken for held at this instant, which may be an expression; `outer` narrows it."""
    ahead = Q(counts_until=None) | Q(counts_until__gt=day)
    return Holding.objects.filter(ahead, revoked_at=None, held_from__lte=day, **outer)


# --- granted --------------------------------------------------------------------------------------


@transaction.atomic
def grant(qualification: Qualification, grants: Sequence[Grant], *, by: Actor, at: datetime) -> list[Holding]:
    """Grant the qualification from now on to each of these, once for each source; return what is new.

    Where they wait for a place that asks for it, the queue is looked at anew.
    """
    keys = [one.key(qualification) for one in grants]
    known = set(Holding.objects.filter(key__in=keys).values_list("key", flat=True))
    made = [_made(qualification, one, at) for one in grants if one.key(qualification) not in known]
    Holding.objects.bulk_create(made)
    if made:
        people = [str(row.person_id) for row in made]
        _record(qualification, "holding.grant", by, at, people=people)
        _let_in(made, at)
    return made


@transaction.atomic
def grant_by_hand(
    qualification: Qualification,
    *,
    name: str,
    email: str,
    reason: str,
    held_until: datetime | None = None,
    by: Actor,
    at: datetime,
) -> Holding:
    """Grant it to whoever has this address, with a reason, and tell them.

    `held_until` None: as the qualification has it. Who is not known under the address is made known as a guest. Raises
    NameNeeded, AddressNeeded, GrantReasonNeeded, EndsBeforeItBegins, TooLong, DateOutOfRange.
    """
    reason = _reason(reason)
    inputs.moment(held_until, field="held_until")
    if held_until is not None and held_until <= at:
        raise EndsBeforeItBegins
    person = persons.make_known(name=name, email=addresses.check(email))
    (held,) = grant(qualification, [Grant(person.pk, f"hand:{ids.new().hex}", held_until)], by=by, at=at)
    held.reason, held.granted_by = reason, by.person
    held.save(update_fields=["reason", "granted_by"])
    _tell([held], GRANTED, at)
    return held


def _made(qualification: Qualification, one: Grant, at: datetime) -> Holding:
    until = one.until or (at + relativedelta(months=qualification.months) if qualification.months else None)
    return Holding(
        qualification=qualification,
        person_id=one.person_id,
        key=one.key(qualification),
        held_from=at,
        held_until=until,
        counts_until=until and until + timedelta(days=qualification.grace_days),
        tell_at=until and until - timedelta(days=qualification.remind_days),
    )


def _reason(reason: str) -> str:
    reason = inputs.line(reason, field="reason", most=LONGEST_REASON)
    if not reason:
        raise GrantReasonNeeded
    return reason


def _let_in(rows: Sequence[Holding], at: datetime) -> None:
    """Who waits for lack of it waits no longer: their pools hand over what is free. One query for all."""
    people, asked = {row.person_id for row in rows}, {row.qualification_id for row in rows}
    waits = Place.objects.filter(participant__in=people, state=State.WAITLISTED, pool__qualification__in=asked)
    pools = waits.order_by().values_list("pool", flat=True).distinct()
    key = ids.new().hex
    messages.enqueue_many([Work("fill-pool", f"fill:{key}:{pool}", {"pool": str(pool)}) for pool in pools], at=at)


# --- revoked --------------------------------------------------------------------------------------


@transaction.atomic
def revoke(holding: Holding, *, reason: str, by: Actor, at: datetime) -> Holding:
    """Let it be held no longer, and tell its holder why; a second time changes nothing.

    Raises GrantReasonNeeded, TooLong.
    """
    reason = _reason(reason)
    if Holding.objects.filter(pk=holding.pk, revoked_at=None).update(
        revoked_at=at, revoked_by=by.person, revoked_reason=reason
    ):
        _record(holding.qualification, "holding.revoke", by, at, people=[str(holding.person_id)])
        _tell([holding], REVOKED, at)
    holding.refresh_from_db(fields=["revoked_at", "revoked_by", "revoked_reason"])
    return holding


def end_of(person_id: Any, source: str, *, at: datetime) -> None:
    """Let what came of this be held no longer; who hears of it hears of the source."""
    _came_of(person_id, source).filter(revoked_at=None).update(revoked_at=at)


def let_hold_again(person_id: Any, source: str, *, at: datetime) -> None:
    """Take `end_of` back."""
    rows = list(_came_of(person_id, source).filter(revoked_at__isnull=False, revoked_by=None))
    Holding.objects.filter(pk__in=[row.pk for row in rows]).update(revoked_at=None)
    _let_in(rows, at)


def _came_of(person_id: Any, source: str) -> "QuerySet[Holding]":
    return Holding.objects.filter(person=person_id, key__startswith=f"{source}:")


def leave(person: Person, *, by: Actor, at: datetime) -> None:
    """Vouch no longer for somebody who is erased."""
    Holding.objects.filter(person=person, revoked_at=None).update(revoked_at=at)


# --- time passes ----------------------------------------------------------------------------------


@transaction.atomic
def tell_due(*, at: datetime) -> int:
    """Tell those whose qualification ends soon, and those whose has ended, once each; return how many were looked at.

    Who holds it for longer by another grant, or no longer, is told nothing. Safe to run twice.
    """
    held = Holding.objects.select_for_update(of=("self",), no_key=True).filter(tell_at__lte=at)
    due = list(held.select_related("qualification").order_by("tell_at")[:BATCH])
    longer = _held_longer(due)
    soon = [row for row in due if row.warned_at is None and row.held_until and row.held_until > at]
    over = [row for row in due if row.held_until and row.held_until <= at]
    Holding.objects.filter(pk__in=[row.pk for row in soon]).update(warned_at=at, tell_at=F("held_until"))
    Holding.objects.filter(pk__in=[row.pk for row in due if row not in soon]).update(tell_at=None)
    _tell([row for row in soon if row.pk not in longer], ENDS, at)
    _tell([row for row in over if row.pk not in longer], ENDED, at)
    return len(due)


def _held_longer(rows: Sequence[Holding]) -> set[Any]:
    """Of these the ones that were revoked, or whose holder has another that ends later."""
    later = Holding.objects.filter(person=OuterRef("person"), qualification=OuterRef("qualification"), revoked_at=None)
    later = later.filter(Q(held_until=None) | Q(held_until__gt=OuterRef("held_until")))
    kept = Holding.objects.filter(pk__in=[row.pk for row in rows]).filter(Q(revoked_at__isnull=False) | Exists(later))
    return set(kept.values_list("pk", flat=True))


def _tell(rows: Sequence[Holding], kind: str, at: datetime) -> None:
    told = [Telling(row.person_id, kind, f"{kind}:{row.pk}", {"holding": str(row.pk)}) for row in rows]
    notices.tell_many(told, at=at)


def _record(qualification: Qualification, action: str, by: Actor, at: datetime, **metadata: object) -> None:
    entries.record(by=by, at=at, action=action, on=qualification, club_id=qualification.club_id, metadata=metadata)

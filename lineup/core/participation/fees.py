"""Fees marked by hand: paid, waived, due again, given back; singly or many at once, and taken back within minutes."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.foundation import ids
from lineup.core.foundation.errors import Invalid, Refusal
from lineup.core.notices import notices
from lineup.core.participation import changes, undo
from lineup.core.participation.models import Fee, FeeChange, Offering
from lineup.core.people.actors import Actor

MOST = 200

S = Fee.State

# act → from → to
TABLE: Mapping[str, Mapping[str, str]] = {
    "pay": {S.DUE: S.PAID, S.WAIVED: S.PAID},
    "waive": {S.DUE: S.WAIVED},
    "refund": {S.PAID: S.REFUNDED},
    "reopen": {S.PAID: S.DUE, S.WAIVED: S.DUE, S.REFUNDED: S.DUE},
}


class UnknownFeeAct(Invalid):
    code = "unknown_fee_act"
    sentence = _("A fee can be paid, waived, given back or made due again; choose one of these.")
    field = "act"


class WrongFeeState(Refusal):
    code = "wrong_fee_state"
    sentence = _("This fee is “%(state)s” by now; make it due again first.")


@dataclass
class Outcome:
    """What became of each fee; `act` is what `take_back` wants, None if nothing was marked."""

    done: list[Fee] = field(default_factory=list)
    refused: list[tuple[Fee, Refusal]] = field(default_factory=list)
    act: UUID | None = None


@transaction.atomic
def mark(
    chosen: Iterable[UUID], act: str, *, offering: Offering, quiet: bool = False, by: Actor, at: datetime
) -> Outcome:
    """Apply one act of TABLE to the fees of these places (their ids, at most MOST) in the offering.

    A fee that stands there already counts as done and is left as it is. The holders are told after the grace
    in which a slip is taken back; `quiet` tells nobody, for what was paid elsewhere long ago. Raises UnknownFeeAct.
    """
    if act not in TABLE:
        raise UnknownFeeAct
    outcome, moving = Outcome(), []
    for fee in _locked(list(chosen)[:MOST], offering):
        if fee.state in TABLE[act]:
            moving.append(fee)
        elif fee.state in TABLE[act].values():
            outcome.done.append(fee)
        else:
            outcome.refused.append((fee, WrongFeeState(state=fee.get_state_display())))
    if moving:
        outcome.act = ids.new()
        _move(moving, act, outcome.act, by, at)
        if not quiet:
            _tell(moving, outcome.act, at=at, grace=True)
        outcome.done += moving
        _record(f"fees.{act}", moving, offering, by, at)
    return outcome


def _locked(chosen: Collection[UUID], offering: Offering) -> Sequence[Fee]:
    """In the order of their ids, so that two who mark the same fees never wait for each other."""
    rows = Fee.objects.select_for_update(of=("self",)).select_related("place__participant")
    return list(rows.filter(pk__in=chosen, place__pool__offering=offering).order_by("pk"))


def _move(moving: Sequence[Fee], act: str, key: UUID, by: Actor, at: datetime) -> None:
    rows = [_change(fee, TABLE[act][fee.state], key, by, at) for fee in moving]
    for fee, row in zip(moving, rows, strict=True):
        settled = row.to_state != S.DUE
        fee.state = row.to_state
        fee.settled_by, fee.settled_at = (by.person, at) if settled else (None, None)
    _store(moving, rows)


def _change(fee: Fee, to: str, key: UUID, by: Actor, at: datetime, *, undoes: UUID | None = None) -> FeeChange:
    return FeeChange(
        fee=fee,
        act=key,
        from_state=fee.state,
        to_state=to,
        settled_by_id=fee.settled_by_id,
        settled_at=fee.settled_at,
        undoes=undoes,
        actor=by.person,
        channel=by.channel,
        at=at,
    )


def _store(fees: Sequence[Fee], rows: Sequence[FeeChange]) -> None:
    Fee.objects.bulk_update(fees, ["state", "settled_by", "settled_at"])
    FeeChange.objects.bulk_create(rows)


@transaction.atomic
def take_back(act: UUID, *, offering: Offering, by: Actor, at: datetime) -> Outcome:
    """Put what one act marked back to where it stood, within ten minutes.

    Refuses each fee that was marked anew since, or too long ago, with TooLateToUndo.
    """
    marks = {row.fee_id: row for row in FeeChange.objects.filter(act=act, fee__place__pool__offering=offering)}
    outcome, back = Outcome(), list[Fee]()
    locked = _locked(marks.keys(), offering)
    last = dict(FeeChange.objects.filter(fee__in=marks).order_by().values_list("fee").annotate(Max("pk")))
    for fee in locked:
        row = marks[fee.pk]
        if last[fee.pk] != row.pk or row.undoes or at - row.at > undo.WITHIN:
            outcome.refused.append((fee, undo.TooLateToUndo()))
        else:
            back.append(fee)
    if back:
        outcome.act, outcome.done = ids.new(), back
        _put_back(back, marks, outcome.act, by, at)
        _record("fees.undo", back, offering, by, at)
    return outcome


def _put_back(back: Sequence[Fee], marks: Mapping[UUID, FeeChange], key: UUID, by: Actor, at: datetime) -> None:
    rows = [_change(fee, marks[fee.pk].from_state, key, by, at, undoes=marks[fee.pk].act) for fee in back]
    for fee in back:
        mark = marks[fee.pk]
        fee.state, fee.settled_by, fee.settled_at = mark.from_state, mark.settled_by, mark.settled_at
    _store(back, rows)
    _tell(back, key, at=at, grace=False)


def _tell(fees: Sequence[Fee], key: UUID, *, at: datetime, grace: bool) -> None:
    """Once to each contact, however many places of theirs the act was about."""
    first: dict[object, Fee] = {}
    for fee in fees:
        first.setdefault(fee.place.contact_id, fee)
    notices.tell_many(
        [
            notices.Telling(
                person, f"fee.{fee.state}", notice_key(key, person), {"act": str(key), "place": str(fee.pk)}
            )
            for person, fee in first.items()
        ],
        at=at,
        wait_seconds=changes.GRACE_SECONDS if grace else 0,
    )


def notice_key(act: UUID, person_id: object) -> str:
    """Return the key under which a contact is told of an act on their fees, once."""
    return f"fee:{act}:{person_id}"


def _record(action: str, fees: Sequence[Fee], offering: Offering, by: Actor, at: datetime) -> None:
    metadata = {"places": [str(fee.pk) for fee in fees]}
    entries.record(by=by, at=at, action=action, on=offering, club_id=offering.club_id, metadata=metadata)

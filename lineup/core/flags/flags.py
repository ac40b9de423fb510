"""Features that are not for everybody yet: declared in code, switched while running, and removed by a date.

    flags.is_on("month-view", person=viewer)

A club's own switch decides before the platform's, and the platform's before the declared default.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils.functional import Promise

from lineup.core.clubs.models import Club
from lineup.core.flags import snapshot
from lineup.core.flags.models import Switch
from lineup.core.foundation import inputs, seam
from lineup.core.foundation.errors import Missing
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person

ALL = 100


@dataclass(frozen=True)
class Flag:
    """`sentence` says what it switches, `owner` who answers for it, `remove_by` until when it may be in the code."""

    name: str
    sentence: str | Promise
    owner: str
    remove_by: date
    default: bool = False


class Undeclared(LookupError):
    """Code asks for a flag that the wiring doesn't name: a mistake of ours, never of whoever looks."""


_declared: dict[str, Flag] = {}


def install(declared: Iterable[Flag]) -> None:
    """Make these the flags of the house; called once, by the wiring."""
    _declared.clear()
    _declared.update({flag.name: flag for flag in declared})


def declared() -> Sequence[Flag]:
    """Return the flags of the house, in the order of the wiring."""
    return tuple(_declared.values())


def find(name: str) -> Flag:
    """Return the flag of this name. Raises Missing."""
    if name not in _declared:
        raise Missing
    return _declared[name]


def is_on(name: str, *, person: Person | None = None, club: Club | None = None) -> bool:
    """Whether the feature is on for this person, in this club; costs no query. Raises Undeclared.

    Whoever has it at a share of 10 % has it at 20 % too; a stranger has it only when everybody has.
    """
    flag = _declared.get(name)
    if flag is None:
        raise Undeclared(f"{name!r} is not declared; name it in FLAGS, lineup/config/wiring.py")
    share = _share(flag, club)
    return share >= ALL or (person is not None and _number(name, person) < share)


def _share(flag: Flag, club: Club | None) -> int:
    shares = snapshot.shares()
    if club is not None and (flag.name, club.pk) in shares:
        return shares[flag.name, club.pk]
    return shares.get((flag.name, None), ALL if flag.default else 0)


def _number(name: str, person: Person) -> int:
    """A person's number from 0 to 99 for this flag: always the same, and unlike that for another flag."""
    digest = hashlib.sha256(f"{name}\n{person.pk}".encode()).digest()
    return int.from_bytes(digest[:8]) % ALL


@transaction.atomic
def switch(name: str, *, share: int, club: Club | None = None, by: Actor, at: datetime) -> Switch:
    """Give the feature to this share of people (0: off, 100: on), on the platform or in the club.

    Raises Missing, OutOfRange.
    """
    flag = find(name)
    inputs.number(share, field="share", most=ALL)
    before = _stored(name, club)
    row, _fresh = Switch.objects.update_or_create(flag=name, club=club, defaults={"share": share, "changed_at": at})
    _changed(row, [before.share if before else _share_of_default(flag), share], by, at)
    return row


@transaction.atomic
def reset(name: str, *, club: Club | None = None, by: Actor, at: datetime) -> None:
    """Take the switch away: what stands above it decides again. Without one, nothing changes."""
    row = _stored(name, club)
    if row is not None:
        _remove(row, by, at)


@transaction.atomic
def clear_left_over(name: str, *, by: Actor, at: datetime) -> None:
    """Take away every switch of a flag that is no longer declared; of one that is, none."""
    for row in Switch.objects.filter(flag=name).exclude(flag__in=list(_declared)):
        _remove(row, by, at)


def _remove(row: Switch, by: Actor, at: datetime) -> None:
    _changed(row, [row.share, None], by, at)
    row.delete()


def _stored(name: str, club: Club | None) -> Switch | None:
    return Switch.objects.select_for_update().filter(flag=name, club=club).first()


def _share_of_default(flag: Flag) -> int:
    return ALL if flag.default else 0


def _changed(row: Switch, share: list[int | None], by: Actor, at: datetime) -> None:
    metadata = {"flag": row.flag, "share": share}
    seam.record(by=by, at=at, action="flag.switch", on=row, club_id=row.club_id, metadata=metadata)
    # at once for who goes on in this transaction, and again when others can see it
    snapshot.forget()
    transaction.on_commit(snapshot.forget)


def switches() -> list[Switch]:
    """Return every switch with its club: the platform's before those of clubs, these by name."""
    return list(Switch.objects.select_related("club").order_by("flag", F("club__name").asc(nulls_first=True)))


def overdue(*, on: date) -> list[Flag]:
    """Return the flags that should be gone from the code by this day."""
    return [flag for flag in _declared.values() if flag.remove_by < on]


def left_over() -> list[str]:
    """Return the names under which switches are kept though no flag is declared any more."""
    names = Switch.objects.order_by("flag").values_list("flag", flat=True).distinct()
    return [name for name in names if name not in _declared]

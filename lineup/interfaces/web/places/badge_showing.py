"""A badge as its holder shows it at the door."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lineup.core.foundation import qr
from lineup.core.foundation.qr import Drawn
from lineup.domains.events.models import Event
from lineup.domains.onsite import badge_holders, badges


@dataclass(frozen=True)
class Shown:
    """A person's name, badge id, roles and code, ready to be drawn."""

    name: str
    badge_id: str
    roles: str
    code: Drawn


def of(event: Event, people: Iterable[Any], *, at: datetime) -> Sequence[Shown]:
    """Return the badges in use of these people, as they see themselves. A few queries, however many they are."""
    rows = list(badges.own(event, people))
    if not rows:
        return []
    codes, holders = (
        badges.codes_of(event, rows, at=at),
        badge_holders.named(event, [badge.person_id for badge in rows]),
    )
    return [
        Shown(
            badge.person.participant.display_name,
            str(badge),
            badge_holders.said(holders[badge.person_id]),
            qr.drawn(codes[badge.pk]),
        )
        for badge in rows
    ]

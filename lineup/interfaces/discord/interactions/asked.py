"""Who asks, where, and how."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lineup.core.people.models import Person
from lineup.domains.guilds.models import Guild

Answer = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """Who asks in which guild; `person` is None for whom we do not know.

    `said_at`: when a message asked, whose answer everybody in the channel reads; None where the answer is private.
    """

    guild: Guild
    person: Person | None
    at: datetime
    said_at: datetime | None = None

    @property
    def human(self) -> Person:
        if self.person is None:
            raise Unknown
        return self.person


class Unknown(Exception):
    """Only somebody whom we know is answered."""

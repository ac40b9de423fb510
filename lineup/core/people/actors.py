"""Who does something, from where and by which way in: the `by=` of every operation."""

from dataclasses import dataclass, replace

from lineup.core.foundation.errors import Forbidden
from lineup.core.people.models import Person


@dataclass(frozen=True)
class Actor:
    """A person (None for the house itself) acting through a channel: web, api, link, queue, jobs, import."""

    person: Person | None = None
    channel: str = "web"
    address: str | None = None
    user_agent: str = ""

    @property
    def human(self) -> Person:
        """The person who acts. Raises Forbidden for the house itself, which takes no part."""
        if self.person is None:
            raise Forbidden
        return self.person

    def as_person(self, person: Person | None) -> "Actor":
        """The same way in, once it is known who came."""
        return replace(self, person=person)

    @property
    def is_admin(self) -> bool:
        account = self.person.account if self.person else None
        return bool(account and account.is_platform_admin)


HOUSE = Actor(channel="jobs")
QUEUE = Actor(channel="queue")

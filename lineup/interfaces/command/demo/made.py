"""What of the demo community is made so far."""

from dataclasses import dataclass, field

from lineup.core.clubs.models import Club
from lineup.core.people.models import Person
from lineup.domains.events.models import Venue


@dataclass
class Community:
    """Who and what was made, by the keys of the data file."""

    people: list[Person] = field(default_factory=list)
    sign_in: dict[str, Person] = field(default_factory=dict)
    clubs: dict[str, Club] = field(default_factory=dict)
    venues: dict[str, Venue] = field(default_factory=dict)

"""The race as it is for every team: what a proof that a team can drive it needs to know."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lineup.domains.racing.stints.problem import Rules, Stops


@dataclass(frozen=True)
class Course:
    """What the race asks of every team. `lap_ms`: of each driver, else `usual_lap_ms`; the same for turns and rests."""

    stops: Stops
    usual_lap_ms: int
    rules: Rules = field(default_factory=Rules)
    lap_ms: Mapping[str, int] = field(default_factory=dict)
    turn_minutes: Mapping[str, int] = field(default_factory=dict)
    rest_minutes: Mapping[str, int] = field(default_factory=dict)

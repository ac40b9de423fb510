"""Why there is no plan, as it is stored: rules and hours that contradict each other, or a refusal's sentence."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from lineup.core.foundation.errors import Refusal
from lineup.domains.racing import apart
from lineup.domains.racing.stints.answers import Conflict
from lineup.domains.racing.stints.problem import Kind, Rule
from lineup.domains.racing.stints.refusals import NoPlanInTime
from lineup.domains.racing.stints.windows import Window

# how a search may end without an answer
ENDINGS: Mapping[str, type[Refusal]] = {one.code: one for one in (NoPlanInTime, apart.SolverDied)}


def stored(conflict: Conflict) -> dict[str, Any]:
    """Return the conflict as plain values, without anybody's name."""
    return {
        "rules": [_plain(rule) for rule in conflict.rules],
        "hours": [[hour.starts_at.isoformat(), hour.ends_at.isoformat()] for hour in conflict.hours],
        "remedies": [[_plain(rule) for rule in remedy] for remedy in conflict.remedies],
        "is_complete": conflict.is_complete,
    }


def read(why: Mapping[str, Any]) -> Conflict:
    """Return the conflict that was stored."""
    return Conflict(
        tuple(_rule(one) for one in why["rules"]),
        tuple(Window(datetime.fromisoformat(a), datetime.fromisoformat(b)) for a, b in why["hours"]),
        tuple(tuple(_rule(one) for one in remedy) for remedy in why["remedies"]),
        why["is_complete"],
    )


def refused(refusal: Refusal) -> dict[str, Any]:
    """Return what is kept of a refusal that a search ended with."""
    return {"code": refusal.code, "facts": dict(refusal.facts)}


def refusal(why: Mapping[str, Any]) -> Refusal:
    """Return the refusal that was stored, to be said in the language of whoever reads it."""
    return ENDINGS.get(why.get("code", ""), apart.SolverDied)(**why.get("facts", {}))


def _plain(rule: Rule) -> list[Any]:
    return [rule.kind.value, rule.driver, rule.stint]


def _rule(plain: list[Any]) -> Rule:
    return Rule(Kind(plain[0]), plain[1], plain[2])

"""Why there is no plan, and what one breaks: as it is stored, and in sentences."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from lineup.core.foundation.errors import Refusal
from lineup.domains.racing import apart, stint_waivers
from lineup.domains.racing.models import StintPlan, WaivedFault
from lineup.domains.racing.stint_plans import Judged
from lineup.domains.racing.stints import words
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


@dataclass(frozen=True)
class Told:
    """What a plan breaks, in a sentence. `key`: by which it can be waived, if it can. `waiver`: why it was let go."""

    sentence: str
    key: str = ""
    waiver: WaivedFault | None = None


def told(found: Judged, zone: str) -> list[Told]:
    """Return what the plan breaks on the clock of this zone: what is open first, then what was let go."""
    left = _("%(name)s isn't in the line-up any more: plan without them.")
    return [
        *(Told(left % {"name": name}) for name in found.gone),
        *(
            Told(words.fault(found.problem, one, zone), one.key if one.is_waivable else "", waiver)
            for one, waiver in (*((one, None) for one in found.faults), *found.waived)
        ),
    ]


def faults(found: Judged, zone: str) -> list[str]:
    """Return what of it is open, in sentences."""
    return [one.sentence for one in told(found, zone) if one.waiver is None]


@dataclass(frozen=True)
class Why:
    """Why there is no plan, in sentences; of each remedy what must hold together to make one possible.

    `is_proved`: no plan is possible; else a search broke off.
    """

    sentences: tuple[str, ...] = ()
    remedies: tuple[tuple[str, ...], ...] = ()
    is_proved: bool = False


def why_none(plan: StintPlan, zone: str) -> Why:
    """Return why nothing was found, on the clock of this zone; of a plan that is there or searched for nothing."""
    if plan.status == StintPlan.Status.FAILED:
        return Why((str(refusal(plan.why)),))
    if plan.status == StintPlan.Status.IMPOSSIBLE:
        asked, found = stint_waivers.heeded(plan), read(plan.why)
        return Why(words.conflict(asked, found, zone), words.remedies(asked, found, zone), is_proved=True)
    return Why()


def _plain(rule: Rule) -> list[Any]:
    return [rule.kind.value, rule.driver, rule.stint]


def _rule(plain: list[Any]) -> Rule:
    return Rule(Kind(plain[0]), plain[1], plain[2])

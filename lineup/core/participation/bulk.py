"""One verb for many places: each in its own transaction, each refusal kept beside its place."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from lineup.core.audit import entries
from lineup.core.foundation.errors import Refusal
from lineup.core.participation import places, undo
from lineup.core.participation.models import Offering, Place
from lineup.core.people.actors import Actor

MOST = 200

VERBS: dict[str, Callable[..., Place]] = {
    "approve": places.approve,
    "promote": places.promote,
    "offer": places.offer,
    "reject": places.reject,
    "revoke": places.revoke,
    "undo": undo.undo,
}
WITH_REASON = frozenset({"reject", "revoke"})


@dataclass
class Outcome:
    """What became of each place."""

    done: list[Place] = field(default_factory=list)
    refused: list[tuple[Place, Refusal]] = field(default_factory=list)


def act(
    chosen: Iterable[Place], verb: str, *, offering: Offering, by: Actor, at: datetime, reason: str = ""
) -> Outcome:
    """Apply one of VERBS to each place (at most MOST), with the grace in which it can be undone.

    A place that moved along with an earlier one of its group counts as done. Never raises a Refusal.
    """
    outcome = Outcome()
    extra: dict[str, object] = {"reason": reason} if verb in WITH_REASON else {}
    if verb != "undo":
        extra["grace"] = True
    moved: dict[object, str] = {}
    for place in list(chosen)[:MOST]:
        _act_on(place, verb, extra, moved, outcome, by=by, at=at)
    if outcome.done:
        _audit(verb, outcome, offering, by, at)
    return outcome


def _act_on(
    place: Place,
    verb: str,
    extra: dict[str, object],
    moved: dict[object, str],
    outcome: Outcome,
    *,
    by: Actor,
    at: datetime,
) -> None:
    if place.party in moved:
        place.refresh_from_db(fields=["state", "held_until"])
        if place.state == moved[place.party]:
            outcome.done.append(place)
            return
    try:
        # a savepoint where the caller has a transaction open: one refusal must not undo the others
        with transaction.atomic():
            outcome.done.append(VERBS[verb](place, by=by, at=at, **extra))
    except Refusal as refusal:
        outcome.refused.append((place, refusal))
        return
    if verb != "revoke":
        moved[place.party] = place.state


@transaction.atomic
def _audit(verb: str, outcome: Outcome, offering: Offering, by: Actor, at: datetime) -> None:
    entries.record(
        by=by,
        at=at,
        action=f"places.{verb}",
        on=offering,
        club_id=offering.club_id,
        metadata={"places": [str(place.pk) for place in outcome.done]},
    )

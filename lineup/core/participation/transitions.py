"""The table of what may happen to a place: plain data, from which tests and the diagram are made."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from lineup.core.foundation.errors import Refusal


class State(StrEnum):
    REQUESTED = "requested"
    WAITLISTED = "waitlisted"
    OFFERED = "offered"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    DECLINED = "declined"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    REVOKED = "revoked"


class Action(StrEnum):
    JOIN = "join"
    REQUEST = "request"
    OFFER = "offer"
    PROMOTE = "promote"
    APPROVE = "approve"
    REJECT = "reject"
    ACCEPT = "accept"
    DECLINE = "decline"
    LAPSE = "lapse"
    WITHDRAW = "withdraw"
    REVOKE = "revoke"
    UNDO = "undo"


# a place that does not exist yet
NEW = ""

OCCUPYING = frozenset({State.OFFERED, State.CONFIRMED})
LIVE = OCCUPYING | {State.REQUESTED, State.WAITLISTED}

# (action, from) → where it may lead; the first is what happens while there is room
TABLE: Mapping[tuple[Action, str], tuple[State, ...]] = {
    (Action.JOIN, NEW): (State.CONFIRMED, State.WAITLISTED),
    (Action.REQUEST, NEW): (State.REQUESTED,),
    (Action.OFFER, NEW): (State.OFFERED,),
    (Action.OFFER, State.WAITLISTED): (State.OFFERED,),
    (Action.PROMOTE, State.WAITLISTED): (State.CONFIRMED,),
    (Action.APPROVE, State.REQUESTED): (State.CONFIRMED, State.WAITLISTED),
    (Action.REJECT, State.REQUESTED): (State.REJECTED,),
    (Action.ACCEPT, State.OFFERED): (State.CONFIRMED,),
    (Action.DECLINE, State.OFFERED): (State.DECLINED,),
    (Action.LAPSE, State.OFFERED): (State.LAPSED,),
    (Action.WITHDRAW, State.REQUESTED): (State.WITHDRAWN,),
    (Action.WITHDRAW, State.WAITLISTED): (State.WITHDRAWN,),
    (Action.WITHDRAW, State.OFFERED): (State.WITHDRAWN,),
    (Action.WITHDRAW, State.CONFIRMED): (State.WITHDRAWN,),
    (Action.REVOKE, State.WAITLISTED): (State.REVOKED,),
    (Action.REVOKE, State.OFFERED): (State.REVOKED,),
    (Action.REVOKE, State.CONFIRMED): (State.REVOKED,),
    # an organiser's slip of the hand, taken back within minutes
    (Action.UNDO, State.OFFERED): (State.WAITLISTED,),
    (Action.UNDO, State.CONFIRMED): (State.WAITLISTED, State.REQUESTED, State.REVOKED),
    (Action.UNDO, State.WAITLISTED): (State.REQUESTED, State.REVOKED),
    (Action.UNDO, State.REJECTED): (State.REQUESTED,),
    (Action.UNDO, State.REVOKED): (State.CONFIRMED, State.OFFERED, State.WAITLISTED),
}

# what an organiser's act can be taken back from
UNDOABLE = frozenset({Action.OFFER, Action.PROMOTE, Action.APPROVE, Action.REJECT, Action.REVOKE})


class WrongState(Refusal):
    code = "wrong_state"
    sentence = _("The place has moved on meanwhile; reload the page to see where it stands.")


def targets(action: Action, state: str) -> tuple[State, ...]:
    """Return the states to which `action` may lead from `state`. Raises WrongState."""
    try:
        return TABLE[action, state]
    except KeyError:
        raise WrongState(action=action, state=state) from None

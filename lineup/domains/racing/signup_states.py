"""What may happen to a participation in a race, in all its phases: one table, as plain data."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from lineup.core.foundation.errors import Refusal


class Status(StrEnum):
    """The documented statuses. WAITLIST and WITHDRAWN are read out of the place, the others are kept."""

    INTERESTED = "interested"
    SIGNED_UP = "signed_up"
    TEAM_FORMATION = "team_formation"
    TEAM_ASSIGNED = "team_assigned"
    ENTRY_PENDING = "entry_pending"
    ENTERED = "entered"
    CONFIRMED = "confirmed"
    WAITLIST = "waitlist"
    WITHDRAWN = "withdrawn"
    PARTICIPATED = "participated"


class Act(StrEnum):
    """What is done. Those of THE_LEDGER are acts on the place, the others move the stage."""

    SIGN_UP = "sign_up"
    WITHDRAW = "withdraw"
    FORM = "form"
    PUT_BACK = "put_back"
    ASSIGN = "assign"
    SEND_IN = "send_in"
    ENTER = "enter"
    CONFIRM = "confirm"
    TAKE_PART = "take_part"


S = Status
NEW = ""
THE_LEDGER = frozenset({Act.SIGN_UP, Act.WITHDRAW})
LIVE = (
    S.INTERESTED,
    S.SIGNED_UP,
    S.TEAM_FORMATION,
    S.TEAM_ASSIGNED,
    S.ENTRY_PENDING,
    S.ENTERED,
    S.CONFIRMED,
    S.WAITLIST,
)

# (act, from) → to. Clubs: sign up, form, assign, send in, enter, confirm. A person's own team: assign at once.
# One driver each: sign up, enter, confirm.
TABLE: Mapping[tuple[Act, str], Status] = {
    (Act.SIGN_UP, NEW): S.SIGNED_UP,
    (Act.SIGN_UP, S.INTERESTED): S.SIGNED_UP,
    (Act.SIGN_UP, S.WITHDRAWN): S.SIGNED_UP,
    (Act.FORM, S.SIGNED_UP): S.TEAM_FORMATION,
    (Act.PUT_BACK, S.TEAM_FORMATION): S.SIGNED_UP,
    (Act.PUT_BACK, S.TEAM_ASSIGNED): S.SIGNED_UP,
    (Act.PUT_BACK, S.ENTRY_PENDING): S.SIGNED_UP,
    (Act.PUT_BACK, S.ENTERED): S.SIGNED_UP,
    (Act.ASSIGN, S.SIGNED_UP): S.TEAM_ASSIGNED,
    (Act.ASSIGN, S.TEAM_FORMATION): S.TEAM_ASSIGNED,
    (Act.SEND_IN, S.TEAM_ASSIGNED): S.ENTRY_PENDING,
    (Act.ENTER, S.SIGNED_UP): S.ENTERED,
    (Act.ENTER, S.TEAM_ASSIGNED): S.ENTERED,
    (Act.ENTER, S.ENTRY_PENDING): S.ENTERED,
    (Act.CONFIRM, S.ENTERED): S.CONFIRMED,
    (Act.TAKE_PART, S.CONFIRMED): S.PARTICIPATED,
    **{(Act.WITHDRAW, status): S.WITHDRAWN for status in LIVE},
}


class WrongSignupStatus(Refusal):
    code = "wrong_signup_status"
    sentence = _(
        "This can't be done with a participation that is “%(status)s”; reload the page to see where it stands."
    )


def target(act: Act, status: str) -> Status:
    """Return where the act leads from this status. Raises WrongSignupStatus where the table has no such row."""
    try:
        return TABLE[act, status]
    except KeyError:
        raise WrongSignupStatus(act=act, status=status) from None

"""What may happen to an entry in a race: one table, as plain data."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from lineup.core.foundation.errors import Refusal
from lineup.domains.racing import signup_states


class EntryStatus(StrEnum):
    """Where an entry stands. From CONFIRMED on it holds a place in the pool of its class."""

    PENDING = "pending"
    SUBMITTED = "submitted"
    CONFIRMED = "confirmed"
    RACED = "raced"
    WITHDRAWN = "withdrawn"
    DISQUALIFIED = "disqualified"


class EntryAct(StrEnum):
    """What is done with an entry."""

    SUBMIT = "submit"
    SEND_BACK = "send_back"
    CONFIRM = "confirm"
    WITHDRAW = "withdraw"
    FINISH = "finish"
    DISQUALIFY = "disqualify"


S, A, D = EntryStatus, EntryAct, signup_states.Act
OPEN = (S.PENDING, S.SUBMITTED, S.CONFIRMED)
# what everybody may see
SHOWN = (S.CONFIRMED, S.RACED, S.DISQUALIFIED)

TABLE: Mapping[tuple[EntryAct, str], EntryStatus] = {
    (A.SUBMIT, S.PENDING): S.SUBMITTED,
    (A.SEND_BACK, S.SUBMITTED): S.PENDING,
    (A.CONFIRM, S.SUBMITTED): S.CONFIRMED,
    **{(A.WITHDRAW, status): S.WITHDRAWN for status in OPEN},
    (A.FINISH, S.CONFIRMED): S.RACED,
    (A.DISQUALIFY, S.CONFIRMED): S.DISQUALIFIED,
    (A.DISQUALIFY, S.RACED): S.DISQUALIFIED,
}

# what the participations of its line-up do with it; who leaves it is put back
OF_THE_LINE_UP: Mapping[EntryAct, tuple[signup_states.Act, ...]] = {
    A.SUBMIT: (D.SEND_IN,),
    A.SEND_BACK: (D.PUT_BACK, D.ASSIGN),
    A.CONFIRM: (D.ENTER,),
    A.WITHDRAW: (D.PUT_BACK,),
    A.FINISH: (D.CONFIRM, D.TAKE_PART),
}
# how somebody comes into the line-up of an entry that stands here
JOINING: Mapping[str, tuple[signup_states.Act, ...]] = {
    S.PENDING: (D.ASSIGN,),
    S.SUBMITTED: (D.ASSIGN, D.SEND_IN),
    S.CONFIRMED: (D.ASSIGN, D.ENTER),
}


class WrongEntryStatus(Refusal):
    code = "wrong_entry_status"
    sentence = _("This can't be done with an entry that is “%(status)s”; reload the page to see where it stands.")


def target(act: EntryAct, status: str) -> EntryStatus:
    """Return where the act leads from this status. Raises WrongEntryStatus where the table has no such row."""
    try:
        return TABLE[act, status]
    except KeyError:
        raise WrongEntryStatus(act=act, status=status) from None

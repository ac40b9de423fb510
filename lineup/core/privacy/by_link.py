"""A guest proves by a mailed link that what is held on them is theirs to see."""

from datetime import datetime

from lineup.core.people import persons, proofs
from lineup.core.people.models import Person, Proof

PURPOSE = Proof.Purpose.MY_DATA


def guest(secret: str, *, at: datetime) -> Person:
    """Return the guest behind the link; whoever has an account signs in instead. Raises LinkUnknown, LinkOver."""
    proof = proofs.find(secret, PURPOSE, at=at)
    person = persons.by_address(proof.email)
    if person is None or not person.is_guest:
        raise proofs.LinkOver
    return person

"""The few ways in which viewers differ for visibility, so that what they see is planned once for each of them."""

from datetime import UTC, datetime
from typing import Any

from lineup.core.foundation.planned import Given
from lineup.core.people.models import Account, Participant, Person

STRANGER, ADMIN, PROVED, UNPROVED = "stranger", "platform_admin", "proved", "unproved"


def sort_of(person: Person | None) -> str:
    """Return how `offerings.visible_to` and `managed_by` see this person."""
    if person is None:
        return STRANGER
    if person.account and person.account.is_platform_admin:
        return ADMIN
    return PROVED if person.email_folded and person.email_verified_at else UNPROVED


def any_of(sort: str) -> Person | None:
    """Return somebody of this sort for the planning of a query, to be filled in with `given`."""
    if sort == STRANGER:
        return None
    person = Person()
    person.participant_id = Given("viewer", Participant._meta.pk)  # type: ignore[assignment]
    person.account = Account(role=Account.Role.ADMIN if sort == ADMIN else Account.Role.MEMBER)
    if sort != UNPROVED:
        person.email_folded = Given("address", Person._meta.get_field("email_folded"))
        person.email_verified_at = datetime(2000, 1, 1, tzinfo=UTC)
    return person


def given(person: Person | None) -> dict[str, Any]:
    """Return this person's values for a query planned with `any_of`."""
    return {"viewer": person.pk, "address": person.email_folded} if person else {}

"""How people get into a course, in the words of the documents: open, by approval, or restricted."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import inputs
from lineup.core.participation.models import Offering, Pool

OPEN, APPROVAL, RESTRICTED = "open", "approval", "restricted"
CHOICES = (
    (OPEN, _("Open: whoever likes")),
    (APPROVAL, _("By approval: people ask, you answer")),
    (RESTRICTED, _("Restricted: only members and the invited")),
)
V, A = Offering.Visibility, Pool.Admission


def of(offering: Offering, pool: Pool) -> str:
    """Return the course's enrolment type."""
    if offering.visibility not in (V.PUBLIC, V.UNLISTED) or pool.admission == A.INVITATION:
        return RESTRICTED
    return APPROVAL if pool.admission == A.APPROVAL else OPEN


def settings(enrolment_type: str, *, unlisted: bool, of_club: bool) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what it means for the offering and for its pool: a restricted course is not there for others.

    Members of the club and the invited find it and enrol; a person's own is for the invited.
    Raises UnknownChoice.
    """
    inputs.choice(enrolment_type, (OPEN, APPROVAL, RESTRICTED), field="enrolment_type")
    admission = A.APPROVAL if enrolment_type == APPROVAL else A.OPEN
    if enrolment_type == RESTRICTED:
        visibility = V.CLUB_ONLY if of_club else V.PRIVATE
    else:
        visibility = V.UNLISTED if unlisted else V.PUBLIC
    return {"visibility": visibility}, {"admission": admission}

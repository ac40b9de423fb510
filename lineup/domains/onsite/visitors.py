"""Whose badge was shown at a booth."""

from django.utils.translation import gettext_lazy as _

from lineup.core.foundation.errors import Missing, Refusal
from lineup.core.people.models import Person
from lineup.domains.events.models import Event
from lineup.domains.onsite import badge_holders, badges, codes
from lineup.domains.onsite.codes import Verdict
from lineup.domains.onsite.models import Badge


class UnknownBadge(Refusal):
    code = "unknown_badge"
    sentence = _("No badge of this event has this code; scan it again, or type the id below it.")
    status = 404
    field = "code"


class BadgeHoldsNoMore(Refusal):
    code = "badge_holds_no_more"
    sentence = _("This badge holds no more; its bearer gets a new one from the organisers.")
    field = "code"


def find(event: Event, code: str) -> Person:
    """Return whose badge of the event this is, by its code or by the id that stands below it.

    Raises UnknownBadge; BadgeHoldsNoMore for one that was revoked or replaced, or whose bearer has no part any more.
    """
    badge = _scanned(event, code) if len(codes.clean(code)) == codes.LENGTH else _typed(event, code)
    if badge.revoked_at or not badge_holders.may_have_one(event, badge.person):
        raise BadgeHoldsNoMore
    return badge.person


def _scanned(event: Event, code: str) -> Badge:
    read = badges.read(event.pk, code)
    if read.verdict == Verdict.REVOKED:
        raise BadgeHoldsNoMore
    if not read.is_valid or read.badge is None:
        raise UnknownBadge
    return read.badge


def _typed(event: Event, badge_id: str) -> Badge:
    try:
        return badges.find(event, badge_id)
    except Missing:
        raise UnknownBadge from None

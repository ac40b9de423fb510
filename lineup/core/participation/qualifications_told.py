"""What people are told of their qualifications, in their own words and only while it is true."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from lineup.core.foundation import moments
from lineup.core.notices.kinds import NoticeKind, Words
from lineup.core.participation import holdings
from lineup.core.participation.models import Holding
from lineup.core.people.models import Person

MATTER = "qualifications"


def about_granted(facts: Mapping[str, Any], person: Person) -> Words | None:
    """Return that the person holds it, and why; None once it was revoked."""
    row = _own(facts, person)
    if row is None or row.revoked_at:
        return None
    sentence = _("It was granted to you for this reason: %(why)s") if row.reason else _("It was granted to you.")
    return _words(row, person, _("You hold the qualification “%(name)s”"), sentence)


def about_revoked(facts: Mapping[str, Any], person: Person) -> Words | None:
    """Return that it is held no longer, and why."""
    row = _own(facts, person)
    if row is None or not row.revoked_at:
        return None
    return _words(row, person, _("You no longer hold the qualification “%(name)s”"), _("The reason: %(revoked)s"))


def about_end(facts: Mapping[str, Any], person: Person) -> Words | None:
    """Return until when it is held, or None once it was revoked."""
    row = _own(facts, person)
    if row is None or row.revoked_at or row.held_until is None:
        return None
    sentence = _("You hold it until %(until)s. %(how)s")
    return _words(row, person, _("Your qualification “%(name)s” ends soon"), sentence)


def about_ended(facts: Mapping[str, Any], person: Person) -> Words | None:
    """Return that it has ended, and until when it is still taken."""
    row = _own(facts, person)
    if row is None or row.revoked_at or row.held_until is None:
        return None
    sentence = _("It is taken for held until %(grace)s. %(how)s") if row.qualification.grace_days else "%(how)s"
    return _words(row, person, _("Your qualification “%(name)s” has ended"), sentence)


def _own(facts: Mapping[str, Any], person: Person) -> Holding | None:
    return holdings.of(person).filter(pk=facts["holding"]).first()


def _words(row: Holding, person: Person, title: str, sentence: str) -> Words:
    qualification, zone = row.qualification, person.time_zone
    said = {
        "name": qualification.name,
        "club": qualification.club.name,
        "why": row.reason,
        "revoked": row.revoked_reason,
        "until": moments.day(row.held_until, zone) if row.held_until else "",
        "grace": moments.day(row.counts_until, zone) if row.counts_until else "",
        "how": qualification.how or _("Ask the club how to renew it."),
    }
    return Words(
        title=title % said,
        sentence=sentence % said,
        reason=_("You hear this because %(club)s granted it to you.") % said,
        path="/qualifications",
        club=qualification.club_id,
    )


KINDS = (
    NoticeKind(slug=holdings.GRANTED, words=about_granted, matter=MATTER),
    NoticeKind(slug=holdings.REVOKED, words=about_revoked, matter=MATTER),
    NoticeKind(slug=holdings.ENDS, words=about_end, matter=MATTER),
    NoticeKind(slug=holdings.ENDED, words=about_ended, matter=MATTER),
)

"""What a pool asks its people to hold, and the refusal of who does not: says which, and where one gets it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import moments
from lineup.core.foundation.errors import Invalid, Refusal
from lineup.core.participation import qualifications, qualified
from lineup.core.participation.models import Offering, Pool, Qualification
from lineup.core.participation.qualified import Held
from lineup.core.people.models import Person

SUGGESTED = 3
_ASK = _("Ask the organiser how to get it.")


class QualificationMissing(Refusal):
    code = "qualification_missing"
    sentence = _("This asks for the qualification “%(qualification)s”, which you do not hold. %(how)s")


class QualificationEnded(Refusal):
    code = "qualification_ended"
    sentence = _(
        "Your qualification “%(qualification)s” does not reach to the day of this: it ends on %(until)s. %(how)s"
    )


class EachQualifies(Invalid):
    code = "each_qualifies"
    sentence = _("This asks each for the qualification “%(qualification)s”: let everybody sign up for themselves.")
    field = "companions"


def at_hand(pools: Iterable[Pool]) -> bool:
    """Give each of these pools what it asks for, at once for all; return whether one asks. One query where one does."""
    asking = [pool for pool in pools if pool.qualification_id]
    found = Qualification.objects.in_bulk({pool.qualification_id for pool in asking}) if asking else {}
    for pool in asking:
        pool.qualification = found[pool.qualification_id]
    return bool(asking)


def check(pool: Pool, person: Person, *, party: int = 1, known: Held | None = None, at: datetime) -> None:
    """Raise QualificationMissing or QualificationEnded for who does not hold what the pool asks on its day.

    A pool that asks for nothing costs no query, nor does any with what is `known`, which then names no courses. Raises
    EachQualifies for a group.
    """
    asked = pool.qualification
    if asked is None:
        return
    if party > 1:
        raise EachQualifies(qualification=asked.name)
    found = qualified.held(person) if known is None else known
    until = found.get(asked.pk)
    if asked.pk in found and (until is None or until > qualified.day(pool.offering, at)):
        return
    how = asked.how or _ASK if known is not None else _how(asked, person)
    if until is None:
        raise QualificationMissing(qualification=asked.name, how=how)
    raise QualificationEnded(qualification=asked.name, until=moments.day(until, person.time_zone), how=how)


def _how(asked: Qualification, person: Person) -> object:
    """Where one gets it: a course that the person may see, what the club says, or whom to ask."""
    titles = list(qualifications.ways(asked, person).values_list("title", flat=True)[:SUGGESTED])
    if titles:
        return _("You get it by completing %(courses)s.") % {"courses": ", ".join(f"“{one}”" for one in titles)}
    return asked.how or _ASK


@dataclass(frozen=True)
class Asked:
    """What the page of a sign-up says: what it asks for, whether the person holds it, and where one gets it."""

    qualification: Qualification
    is_held: bool
    until: datetime | None
    ways: list[Offering]


def asked(pool: Pool, person: Person | None, *, at: datetime) -> Asked | None:
    """Return what the pool asks for, as this person should read it; None where it asks nothing, without a query."""
    if pool.qualification is None:
        return None
    found = qualified.held(person) if person else {}
    until = found.get(pool.qualification.pk)
    enough = pool.qualification.pk in found and (until is None or until > qualified.day(pool.offering, at))
    ways = [] if enough else list(qualifications.ways(pool.qualification, person)[:SUGGESTED])
    return Asked(pool.qualification, enough, until, ways)

"""What a weekly digest says: the week's places, and what is new in one's clubs; each line with its reason."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lineup.core.clubs import memberships
from lineup.core.consents import consents
from lineup.core.foundation import moments, zones
from lineup.core.notices import preferences
from lineup.core.notices.kinds import Line, NoticeKind, Part, Words
from lineup.core.participation import in_use, kinds, offerings
from lineup.core.participation.models import Offering, Place
from lineup.core.participation.purposes import WEEKLY_DIGEST
from lineup.core.participation.transitions import LIVE
from lineup.core.people.models import Person

KIND = "digest.weekly"
CLOCK = time(8)
WEEK = timedelta(days=7)
# more would be read by nobody; the rest is counted
MOST = 12
READ = 200
# in the evening zones, Monday at eight comes a day after it did in the first ones
USEFUL = timedelta(days=3)

# the first that fits who has several
WHY: Mapping[str, object] = {
    "confirmed": gettext_lazy("because you have a place"),
    "offered": gettext_lazy("because a place is held for you"),
    "waitlisted": gettext_lazy("because you wait for a place"),
    "requested": gettext_lazy("because you asked for a place"),
}


def begins_at(monday: date, zone: str) -> datetime:
    """Return when the week's digest is due on the clock of the zone."""
    return zones.on_clock(monday, CLOCK, zone)


def words(facts: Mapping[str, Any], person: Person) -> Words | None:
    """Return the digest of the week that begins on the fact `monday`, or None when there is nothing to say."""
    monday = date.fromisoformat(facts["monday"])
    begins = begins_at(monday, person.time_zone)
    held = _held(person, begins, begins_at(monday + WEEK, person.time_zone))
    new = _new(person, begins_at(monday - WEEK, person.time_zone), begins)
    if not held and not new:
        return None
    return Words(
        title=_title(len(held), len(new)),
        sentence=_("What you have to do with this week, and what is new in your clubs."),
        reason=_reason(person),
        path="" if person.is_guest else "/places",
        parts=tuple(_parts(held, new, person)),
    )


def is_over(facts: Mapping[str, Any], at: datetime) -> bool:
    """Whether the week is too far gone to be told of."""
    return at >= begins_at(date.fromisoformat(facts["monday"]), "UTC") + USEFUL


def _held(person: Person, begins: datetime, ends: datetime) -> Sequence[Place]:
    """One live place of the person for each thing of the week, in the order of time."""
    rows = Place.objects.select_related("pool__offering").filter(contact=person, state__in=LIVE)
    ahead = in_use.rows().filter(state=Offering.State.PUBLISHED, starts_at__gte=begins, starts_at__lt=ends)
    rows = rows.filter(pool__offering__in=ahead).order_by("pool__offering__starts_at", "id")
    first: dict[object, Place] = {}
    for place in sorted(rows[:READ], key=lambda place: list(WHY).index(place.state)):
        first.setdefault(place.pool.offering_id, place)
    return sorted(first.values(), key=lambda place: (place.pool.offering.starts_at, place.pk))


def _new(person: Person, since: datetime, until: datetime) -> Sequence[Offering]:
    """What the person's clubs announced within the week before, is still ahead, and they have no part in yet."""
    rows = offerings.listed_for(person).filter(state=Offering.State.PUBLISHED, starts_at__gte=until)
    rows = rows.filter(club__in=memberships.clubs_of(person), announced_at__gte=since, announced_at__lt=until)
    rows = rows.exclude(club__in=preferences.muted(person)).exclude(pk__in=_mine(person))
    return list(rows.select_related("club").order_by("starts_at", "id")[:READ])


def _mine(person: Person) -> "QuerySet[Any, Any]":
    return Place.objects.filter(contact=person, state__in=LIVE).values("pool__offering")


def _parts(held: Sequence[Place], new: Sequence[Offering], person: Person) -> Iterable[Part]:
    if held:
        lines = tuple(_of_place(place, person) for place in held[:MOST])
        yield Part(_("Your week"), lines, _more(len(held)))
    if new:
        lines = tuple(_of_news(offering, person) for offering in new[:MOST])
        yield Part(_("New in your clubs"), lines, _more(len(new)))


def _of_place(place: Place, person: Person) -> Line:
    offering = place.pool.offering
    facts = {"place": str(place.pk)}
    return Line(offering.title, _note(offering, person, WHY[place.state]), f"/places/{place.pk}", facts)


def _of_news(offering: Offering, person: Person) -> Line:
    why = _("because you are a member of %(club)s") % {"club": offering.club}
    return Line(offering.title, _note(offering, person, why), kinds.of(offering).path(offering))


def _note(offering: Offering, person: Person, why: object) -> str:
    when = moments.said(offering.starts_at, person.time_zone) if offering.starts_at else ""
    return f"{when} · {why}"


def _more(number: int) -> str:
    left = number - MOST
    return _("and %(n)s more") % {"n": left} if left > 0 else ""


def _title(held: int, new: int) -> str:
    said = [
        ngettext("%(n)s place", "%(n)s places", held) % {"n": held} if held else "",
        ngettext("%(n)s new event", "%(n)s new events", new) % {"n": new} if new else "",
    ]
    return _("Your week: %(what)s") % {"what": ", ".join(filter(None, said))}


def _reason(person: Person) -> str:
    word = consents.last_word(person, WEEKLY_DIGEST)
    if word is None:
        return ""
    return _("You get this once a week because you agreed to it on %(day)s.") % {
        "day": moments.day(word.at, person.time_zone)
    }


KINDS = (NoticeKind(slug=KIND, words=words, matter=WEEKLY_DIGEST, is_over=is_over),)

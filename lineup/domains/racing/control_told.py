"""Who hears what race control says: everybody who sits in an entry that races, at once or not at all."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lineup.core.notices import notices
from lineup.core.notices.kinds import NoticeKind, Words
from lineup.core.notices.matters import Group, Matter
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.racing import entry_states
from lineup.domains.racing.models import EntrySeat, RaceNotice

SAID, CONTROL = "racing.control", "race-control"
# who reads it later is driving something else by then
LASTS = timedelta(hours=6)
# a letter for each yellow flag is one too many, until somebody asks for them
MATTERS = (
    Matter(
        CONTROL,
        Group("racing", gettext_lazy("Races")),
        gettext_lazy("What race control says while you race"),
        on=frozenset({"page", "push"}),
    ),
)


def said(notice: RaceNotice, *, by: Actor, at: datetime) -> None:
    """Tell who sits in an entry of the race, but for who said it; of a race that is public already."""
    offering = notice.race.event.offering
    if offering.state != offering.State.PUBLISHED or by.channel == "import":
        return
    seats = EntrySeat.objects.filter(entry__race=notice.race_id, entry__status__in=entry_states.SHOWN)
    people = set(seats.values_list("signup__person", flat=True)) - {by.person.pk if by.person else None}
    notices.tell_many(
        [
            notices.Telling(person_id=pk, kind=SAID, key=f"{SAID}:{notice.pk}:{pk}", facts={"notice": str(notice.pk)})
            for pk in sorted(people, key=str)
        ],
        at=at,
    )


def about(facts: Mapping[str, Any], person: Person) -> Words | None:
    """Return what was said, while the event stands and the person sits in the race."""
    rows = RaceNotice.objects.select_related("race__event__offering")
    row = rows.filter(pk=facts["notice"], race__event__offering__binned_at=None).first()
    if row is None or not EntrySeat.objects.filter(entry__race=row.race_id, signup__person=person).exists():
        return None
    offering = row.race.event.offering
    return Words(
        title=_("%(kind)s: %(title)s") % {"kind": row.get_kind_display(), "title": offering.title},
        sentence=row.sentence,
        reason=_("You hear this because you are part of an entry at %(title)s.") % {"title": offering.title},
        path=f"/events/{offering.slug}/race/control",
        club=offering.club_id,
    )


def _cannot_wait(facts: Mapping[str, Any], person: Person, until: datetime) -> bool:
    return True


def _is_over(facts: Mapping[str, Any], at: datetime) -> bool:
    return not RaceNotice.objects.filter(pk=facts["notice"], created_at__gt=at - LASTS).exists()


KINDS = (NoticeKind(slug=SAID, words=about, matter=CONTROL, cannot_wait=_cannot_wait, is_over=_is_over),)

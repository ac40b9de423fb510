"""Who hears of entries: its line-up and who looks after it, once for each change."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from lineup.core.foundation import moments
from lineup.core.notices import notices
from lineup.core.notices.kinds import NoticeKind, Words
from lineup.core.participation.models import Place
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.racing.entry_states import EntryAct, EntryStatus
from lineup.domains.racing.models import RaceEntry, Signup

CONFIRMED, SENT_BACK, LEFT = "racing.entry_confirmed", "racing.entry_sent_back", "racing.driver_left"


def moved(entry: RaceEntry, act: EntryAct, *, by: Actor, at: datetime) -> None:
    """Tell who is concerned that the entry moved, but for who moved it."""
    if act == EntryAct.CONFIRM:
        people = entry.seats.values_list("signup__person", flat=True)
        _tell(CONFIRMED, entry, [*people, entry.contact_id], by, at)
    elif act == EntryAct.SEND_BACK:
        _tell(SENT_BACK, entry, [entry.contact_id], by, at)


def seated(entry: RaceEntry, signups: Iterable[Signup], *, by: Actor, at: datetime) -> None:
    """Tell those who came into a confirmed entry."""
    _tell(CONFIRMED, entry, [one.person_id for one in signups], by, at)


def left(entry: RaceEntry, place: Place, *, by: Actor, at: datetime) -> None:
    """Tell who looks after the entry that a driver of it withdrew."""
    _tell(LEFT, entry, [entry.contact_id], by, at, who=str(place.participant_id))


def _tell(kind: str, entry: RaceEntry, people: Iterable[Any], by: Actor, at: datetime, **facts: str) -> None:
    wanted = [pk for pk in dict.fromkeys(people) if by.person is None or pk != by.person.pk]
    said = {"entry": str(entry.pk), **facts}
    notices.tell_many(
        [
            notices.Telling(person_id=pk, kind=kind, key=f"{kind}:{entry.pk}:{pk}:{at:%Y%m%d%H%M%S%f}", facts=said)
            for pk in wanted
        ],
        at=at,
    )


def _entry(facts: Mapping[str, Any], *statuses: EntryStatus) -> RaceEntry | None:
    rows = RaceEntry.objects.select_related("race__event__offering__club", "participant", "slot", "car__car")
    return rows.filter(pk=facts["entry"], status__in=statuses, race__event__offering__binned_at=None).first()


def about_confirmed(facts: Mapping[str, Any], person: Person) -> Words | None:
    """Return with whom, when and in what somebody races, while they do."""
    entry = _entry(facts, EntryStatus.CONFIRMED)
    is_in = entry is not None and entry.seats.filter(signup__person=person).exists()
    if entry is None or not (is_in or entry.contact_id == person.pk):
        return None
    said = [_("%(entry)s is confirmed.") % {"entry": str(entry)}]
    if entry.slot is not None:
        said.append(_("It starts on %(start)s.") % {"start": moments.said(entry.slot.starts_at, person.time_zone)})
    if entry.car is not None:
        said.append(_("Car: %(car)s.") % {"car": entry.car})
    title = _("You race at %(title)s") if is_in else _("Your entry at %(title)s is confirmed")
    return _words(entry, title, " ".join(said))


def about_sent_back(facts: Mapping[str, Any], person: Person) -> Words | None:
    """Return that an entry is to be completed, while it is."""
    entry = _entry(facts, EntryStatus.PENDING)
    if entry is None:
        return None
    sentence = _("The organiser asks you to complete %(entry)s; then send it in again.") % {"entry": str(entry)}
    return _words(entry, _("Your entry at %(title)s was sent back"), sentence)


def about_left(facts: Mapping[str, Any], person: Person) -> Words | None:
    """Return who left the line-up of an entry that still stands."""
    entry = _entry(facts, EntryStatus.PENDING, EntryStatus.SUBMITTED, EntryStatus.CONFIRMED)
    gone = Person.objects.filter(pk=facts["who"]).first()
    if entry is None or gone is None or entry.seats.filter(signup__person=gone).exists():
        return None
    sentence = _("%(name)s withdrew and no longer drives for %(entry)s. Look for somebody else.")
    return _words(
        entry, _("A driver left your entry at %(title)s"), sentence % {"name": gone.name, "entry": str(entry)}
    )


def _words(entry: RaceEntry, title: str, sentence: str) -> Words:
    offering = entry.race.event.offering
    return Words(
        title=title % {"title": offering.title},
        sentence=sentence,
        reason=_("You hear this because you are part of %(entry)s at %(title)s.")
        % {"entry": str(entry), "title": offering.title},
        path=f"/events/{offering.slug}/race/entries/{entry.pk}",
        club=offering.club_id,
    )


KINDS = (
    NoticeKind(slug=CONFIRMED, words=about_confirmed, matter="place"),
    NoticeKind(slug=SENT_BACK, words=about_sent_back, matter="place"),
    NoticeKind(slug=LEFT, words=about_left, matter="sign-ups"),
)

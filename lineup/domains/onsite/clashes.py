"""What cannot be at once: a room, a speaker, or somebody with places in two sessions at the same time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lineup.core.foundation.errors import Refusal
from lineup.core.participation.models import Place
from lineup.core.participation.transitions import LIVE
from lineup.domains.onsite.models import Room, Session, Speaker
from lineup.domains.onsite.roles import ATELIER

MOST_NAMED = 5


class Clashes(Refusal):
    code = "session_clash"
    sentence = gettext_lazy("%(clashes)s Choose another time or room, or save it all the same.")
    field = "starts_at"


@dataclass(frozen=True)
class Clash:
    """With which session, over what: a room, a speaker, or a number of people with places in both."""

    session: Session
    room: Room | None = None
    speaker: Speaker | None = None
    people: int = 0

    def __str__(self) -> str:
        facts: dict[str, Any] = {"session": self.session.title, "people": self.people}
        if self.room:
            return _("%(room)s is taken by “%(session)s”.") % {**facts, "room": self.room.name}
        if self.speaker:
            return _("%(speaker)s speaks in “%(session)s”.") % {**facts, "speaker": self.speaker.name}
        return (
            ngettext(
                "%(people)s person has a place in “%(session)s”.",
                "%(people)s people have places in “%(session)s”.",
                self.people,
            )
            % facts
        )


def at_once(session: Session) -> "QuerySet[Session]":
    """Return the event's other sessions that take place at the same time, if only for a minute."""
    if session.starts_at is None or session.ends_at is None:
        return Session.objects.none()
    rows = Session.objects.filter(event=session.event_id, binned_at=None).exclude(pk=session.pk)
    return rows.filter(starts_at__lt=session.ends_at, ends_at__gt=session.starts_at).order_by("starts_at", "pk")


def of(session: Session, speakers: Iterable[Speaker]) -> list[Clash]:
    """Return all that would clash if the session were saved as it stands, with these speakers; three queries."""
    others = list(at_once(session).select_related("room").prefetch_related("speakers"))
    if not others:
        return []
    names = {speaker.pk: speaker for speaker in speakers}
    found = [Clash(other, room=other.room) for other in others if other.room_id and other.room_id == session.room_id]
    for other in others:
        found += [Clash(other, speaker=names[one.pk]) for one in other.speakers.all() if one.pk in names]
    return found + _people(session, others)


def _people(session: Session, others: Sequence[Session]) -> list[Clash]:
    pools = {other.pool_id: other for other in others if other.pool_id}
    if not session.pool_id or not pools:
        return []
    here = Place.objects.filter(pool=session.pool_id, state__in=LIVE).values("participant")
    there = Place.objects.filter(pool__in=list(pools), state__in=LIVE, participant__in=here)
    counts: dict[Any, int] = {}
    for pool in there.values_list("pool", flat=True):
        counts[pool] = counts.get(pool, 0) + 1
    return [Clash(pools[pool], people=count) for pool, count in counts.items()]


def check(session: Session, speakers: Iterable[Speaker]) -> None:
    """Raise Clashes, which names the first few, if the session would clash with another."""
    found = of(session, speakers)
    if found:
        named = [str(clash) for clash in found[:MOST_NAMED]]
        if len(found) > MOST_NAMED:
            more = len(found) - MOST_NAMED
            named.append(ngettext("And %(more)s more.", "And %(more)s more.", more) % {"more": more})
        raise Clashes(clashes=" ".join(named))


def held_at_once(session: Session, participant: Any) -> Session | None:
    """Return a session at the same time in which this participant has a live place, if there is one."""
    held = Place.objects.filter(participant=participant, state__in=LIVE, pool__role=ATELIER).values("pool")
    return at_once(session).filter(pool__in=held).first()

"""What a club writes to those who agreed to hear of it: its members, and who took part in its events."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from lineup.core.audit import entries
from lineup.core.clubs.models import Club, Membership
from lineup.core.consents import consents
from lineup.core.consents.models import Consent
from lineup.core.notices import notices
from lineup.core.notices.kinds import NoticeKind, Words
from lineup.core.participation import letters
from lineup.core.participation.models import Place
from lineup.core.participation.purposes import CLUB_NEWS
from lineup.core.participation.transitions import State
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person

KIND = "club.news"
AUDIENCE = "club-news-readers"


def count(club: Club) -> int:
    """Return how many people would read it: the consequence to name before sending."""
    return _readers(club.pk).count()


@transaction.atomic
def send(club: Club, *, subject: str, text: str, key: str, by: Actor, at: datetime) -> None:
    """Tell everybody who agreed to hear of it; `key` makes it once. Raises SubjectNeeded, TextNeeded."""
    subject, text = letters.checked(subject, text)
    facts = {"club": str(club.pk), "subject": subject, "text": text}
    notices.fan_out(AUDIENCE, kind=KIND, key=f"news:{club.pk}:{key}", facts=facts, at=at)
    entries.record(by=by, at=at, action="club.news", on=club, club_id=club.pk)


def readers_after(facts: Mapping[str, Any], after: str, limit: int) -> list[UUID]:
    """Return up to `limit` person ids to tell, in order, beyond `after`: the audience "club-news-readers"."""
    rows = _readers(UUID(facts["club"]))
    rows = rows.filter(person__gt=after) if after else rows
    return list(rows.order_by("person").values_list("person", flat=True)[:limit])


def _readers(club_id: UUID) -> "QuerySet[Consent]":
    member = Membership.objects.filter(club=club_id, left_at=None, person=OuterRef("person"))
    came = Place.objects.filter(pool__offering__club=club_id, state=State.CONFIRMED, contact=OuterRef("person"))
    return consents.holders(CLUB_NEWS).filter(Exists(member) | Exists(came))


def words(facts: Mapping[str, Any], person: Person) -> Words | None:
    """Return the news as it was written, or None once the club is gone."""
    club = Club.objects.filter(pk=facts["club"], binned_at=None).first()
    if club is None:
        return None
    return Words(
        title=str(facts["subject"]),
        sentence=str(facts["text"]),
        reason=_("You hear this because you agreed to news of clubs, and have to do with %(club)s.")
        % {"club": club.name},
        path=f"/clubs/{club.slug}" if club.is_public or not person.is_guest else "",
        club=club.pk,
    )


KINDS = (NoticeKind(slug=KIND, words=words, matter=CLUB_NEWS),)
AUDIENCES = {AUDIENCE: readers_after}

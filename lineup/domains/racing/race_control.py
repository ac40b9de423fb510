"""What race control says of a race: written once, told to who sits in it, read by everybody who sees the event."""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Invalid, Missing
from lineup.core.people.actors import Actor
from lineup.domains.racing import control_told, race_entries
from lineup.domains.racing.models import Race, RaceNotice

MOST, LONGEST = 500, 300
# the same again within so long is the same, sent twice
AGAIN = timedelta(minutes=1)
ORDER = ("-created_at", "-id")


class SentenceNeeded(Invalid):
    code = "race_notice_sentence_needed"
    sentence = _("Write what drivers need to know, in a sentence.")
    field = "sentence"


class TooManyNotices(Invalid):
    code = "too_many_race_notices"
    sentence = _("Race control says at most %(most)s things in a race, and these are said.")


def of(race: Race) -> "QuerySet[RaceNotice]":
    """Return what was said, the latest first."""
    return RaceNotice.objects.filter(race=race).order_by(*ORDER)


def find(race: Race, pk: Any) -> RaceNotice:
    """Return the notice of the race with this id. Raises Missing."""
    try:
        return of(race).get(pk=pk)
    except (RaceNotice.DoesNotExist, ValidationError, ValueError):
        raise Missing from None


@transaction.atomic
def say(race: Race, *, kind: str, sentence: str, by: Actor, at: datetime) -> RaceNotice:
    """Return the notice; who sits in an entry of the race is told. The same within a minute is said once.

    Raises SentenceNeeded, UnknownChoice, TooLong, Unstorable, TooManyNotices.
    """
    kind = inputs.choice(kind, RaceNotice.Kind.values, field="kind")
    said = inputs.line(sentence, field="sentence", most=LONGEST)
    if not said:
        raise SentenceNeeded
    race_entries.lock_race(race)
    twice = of(race).filter(kind=kind, sentence=said, created_at__gt=at - AGAIN).first()
    if twice is not None:
        return twice
    if of(race).count() >= MOST:
        raise TooManyNotices(most=MOST)
    made = RaceNotice.objects.create(race=race, kind=kind, sentence=said, author=by.person, created_at=at)
    offering = race.event.offering
    entries.record(by=by, at=at, action="race.say", on=offering, club_id=offering.club_id, metadata={"kind": kind})
    control_told.said(made, by=by, at=at)
    return made

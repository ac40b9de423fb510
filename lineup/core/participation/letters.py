"""What an organiser writes to those who hold a place, wait or asked for one."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Invalid
from lineup.core.notices import notices
from lineup.core.participation import audience
from lineup.core.participation.models import Offering, Place
from lineup.core.participation.transitions import LIVE
from lineup.core.people.actors import Actor

KIND = "offering.message"
LONGEST_SUBJECT = 150
LONGEST_TEXT = 4000


class SubjectNeeded(Invalid):
    code = "subject_needed"
    sentence = _("Give the message a subject of at most %(most)s characters.")
    field = "subject"


class TextNeeded(Invalid):
    code = "text_needed"
    sentence = _("Write a message of at most %(most)s characters.")
    field = "text"


def readers(offering: Offering, *, states: Collection[str] = ()) -> "QuerySet[Place]":
    """Return the places whose contacts would read a letter to these states (all live ones by default)."""
    return Place.objects.filter(pool__offering=offering, state__in=states or LIVE)


def count(offering: Offering, *, states: Collection[str] = ()) -> int:
    """Return how many people would be told: the consequence to name before sending."""
    return readers(offering, states=states).values("contact").distinct().count()


@transaction.atomic
def send(
    offering: Offering, *, subject: str, text: str, states: Collection[str] = (), key: str, by: Actor, at: datetime
) -> None:
    """Tell everybody whose place stands in one of the `states`; `key` makes it once.

    Raises SubjectNeeded, TextNeeded, Unstorable.
    """
    subject, text = checked(subject, text)
    facts = {"subject": subject, "text": text, "states": sorted(states)}
    audience.tell(offering, KIND, key=f"letter:{offering.pk}:{key}", at=at, **facts)
    entries.record(
        by=by, at=at, action="offering.message", on=offering, club_id=offering.club_id, metadata={"to": sorted(states)}
    )


@transaction.atomic
def send_to(
    chosen: Iterable[Place], *, offering: Offering, subject: str, text: str, key: str, by: Actor, at: datetime
) -> int:
    """Tell the contacts of these places, each once; return how many. Raises SubjectNeeded, TextNeeded, Unstorable."""
    subject, text = checked(subject, text)
    people = sorted({place.contact_id for place in chosen})
    facts = {"offering": str(offering.pk), "subject": subject, "text": text}
    prefix = f"letter:{offering.pk}:{key}"
    notices.tell_many([notices.Telling(person, KIND, f"{prefix}:{person}", facts) for person in people], at=at)
    metadata = {"people": len(people)}
    entries.record(by=by, at=at, action="offering.message", on=offering, club_id=offering.club_id, metadata=metadata)
    return len(people)


def checked(subject: str, text: str) -> tuple[str, str]:
    """Return subject and text without spaces around. Raises SubjectNeeded, TextNeeded, Unstorable."""
    subject, text = " ".join(subject.split()), text.strip()
    if not 0 < len(subject) <= LONGEST_SUBJECT:
        raise SubjectNeeded(most=LONGEST_SUBJECT)
    if not 0 < len(text) <= LONGEST_TEXT:
        raise TextNeeded(most=LONGEST_TEXT)
    return (
        inputs.line(subject, field="subject", most=LONGEST_SUBJECT),
        inputs.prose(text, field="text", most=LONGEST_TEXT),
    )

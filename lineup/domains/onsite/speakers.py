"""Who speaks at an event: known there by name, like its tags."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.foundation import inputs, text
from lineup.core.foundation.errors import Invalid, Missing, Refusal
from lineup.core.people import addresses
from lineup.core.people.actors import Actor
from lineup.domains.events.models import Event
from lineup.domains.onsite.models import Session, Speaker

LONGEST_NAME = 120
LONGEST_ABOUT = 2000
MOST_AT_ONCE = 20


class TooManySpeakers(Invalid):
    code = "too_many_speakers"
    sentence = _("Name at most %(most)s speakers.")
    field = "speakers"


class SpeakerNameTaken(Invalid):
    code = "speaker_name_taken"
    sentence = _("Somebody else of this event has this name; add what tells them apart.")
    field = "name"


class SpeakerNameNeeded(Invalid):
    code = "speaker_name_needed"
    sentence = _("Say who it is.")
    field = "name"


class SpeakerAddressWrong(Invalid):
    code = "speaker_address_wrong"
    sentence = _("Write an e-mail address like name@example.org, or leave it empty.")
    field = "email"


class SpeakerHasSessions(Refusal):
    code = "speaker_has_sessions"
    sentence = _("They speak in sessions of the programme; take them off these first.")


def of(event: Event) -> "QuerySet[Speaker]":
    """Return the speakers of the event by name."""
    return Speaker.objects.filter(event=event).order_by("name", "id")


def find(event: Event, pk: Any) -> Speaker:
    """Return the event's speaker with this id. Raises Missing."""
    try:
        speaker = of(event).get(pk=pk)
    except (Speaker.DoesNotExist, ValidationError, ValueError):
        raise Missing from None
    speaker.event = event
    return speaker


def names(sessions: Iterable[Session]) -> Mapping[Any, Sequence[str]]:
    """Return who speaks in which of these sessions, by its id. One query, and no object for each name."""
    found: dict[Any, list[str]] = defaultdict(list)
    rows = Session.speakers.through.objects.filter(session__in=[one.pk for one in sessions])
    for session, name in rows.order_by("pk").values_list("session_id", "speaker__name"):
        found[session].append(name)
    return found


def named(event: Event, names: Iterable[str]) -> list[Speaker]:
    """Return the event's speakers of these names, in this order; whom it does not have yet is added.

    Within a transaction, until whose end nobody removes them. Raises TooManySpeakers, TooLong. One query, and two for
    each new name.
    """
    wanted: dict[str, str] = {}
    for name in filter(None, map(_name, names)):
        wanted.setdefault(name.casefold(), name)
    if len(wanted) > MOST_AT_ONCE:
        raise TooManySpeakers(most=MOST_AT_ONCE)
    if not wanted:
        return []
    known = {speaker.name.casefold(): speaker for speaker in of(event).select_for_update(no_key=True)}
    return [known.get(key) or Speaker.objects.create(event=event, name=name) for key, name in wanted.items()]


@transaction.atomic
def change(speaker: Speaker, *, name: str, about: str, email: str | None = None, by: Actor, at: datetime) -> Speaker:
    """Set the name, what is said about them, and the address whose account answers questions; None leaves that.

    Raises SpeakerNameNeeded, SpeakerNameTaken, TooLong, SpeakerAddressWrong.
    """
    speaker.name, speaker.about = _name(name), inputs.prose(about, field="about", most=LONGEST_ABOUT)
    if not speaker.name:
        raise SpeakerNameNeeded
    if of(speaker.event).filter(name__iexact=speaker.name).exclude(pk=speaker.pk).exists():
        raise SpeakerNameTaken
    if email is not None:
        speaker.email_folded = _address(email)
    speaker.save(update_fields=["name", "about", "email_folded"])
    club = speaker.event.offering.club_id
    entries.record(by=by, at=at, action="speaker.change", on=speaker, club_id=club, metadata={})
    return speaker


@transaction.atomic
def remove(speaker: Speaker, *, by: Actor, at: datetime) -> None:
    """Forget a speaker who speaks in no session, as of a name that was written wrongly; nothing to do for one gone.

    Sessions in the bin come back without them. Raises SpeakerHasSessions.
    """
    if Speaker.objects.select_for_update().filter(pk=speaker.pk).first() is None:
        return
    if speaker.sessions.filter(binned_at__isnull=True).exists():
        raise SpeakerHasSessions
    club = speaker.event.offering.club_id
    entries.record(by=by, at=at, action="speaker.remove", on=speaker, club_id=club, metadata={})
    speaker.delete()


def _address(email: str) -> str:
    if email.strip() and not addresses.is_one(email):
        raise SpeakerAddressWrong
    return text.fold_address(email.strip())


def _name(name: str) -> str:
    return inputs.line(name, field="speakers", most=LONGEST_NAME)

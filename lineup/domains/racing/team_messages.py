"""What people of a team write to each other: messages on its wall, and those pinned there as notes."""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Invalid, Missing, Refusal
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.racing import team_messages_told, teams
from lineup.domains.racing.models import Team, TeamMember, TeamMessage

LONGEST, MOST_PINNED, MOST_A_MINUTE = 2000, 5, 20
# the same again within so long is the same, sent twice
AGAIN = timedelta(minutes=1)
ORDER = ("-created_at", "-id")


class TextNeeded(Invalid):
    code = "team_message_text_needed"
    sentence = _("Write something first.")
    field = "text"


class WrittenTooOften(Refusal):
    code = "team_messages_too_often"
    sentence = _("You wrote %(most)s messages within a minute; go on in the next.")
    status = 429


class TooManyNotes(Refusal):
    code = "too_many_team_notes"
    sentence = _("A team pins at most %(most)s messages; take one off first.")


class TakenBack(Refusal):
    code = "team_message_taken_back"
    sentence = _("This message was taken back; there is nothing to pin.")


def reads(team: Team, person: Person | None, *, at: datetime) -> bool:
    """Whether the person is in the team at this instant, or looks after it."""
    if person is not None and TeamMember.objects.filter(teams.active(at), team=team, person=person).exists():
        return True
    return bool(teams.held(team, person, at=at))


def check_reads(team: Team, person: Person | None, *, at: datetime) -> None:
    """Raise NotInThisTeam for who does not read what is written in the team."""
    if not reads(team, person, at=at):
        raise teams.NotInThisTeam


def of(team: Team) -> "QuerySet[TeamMessage]":
    """Return the messages of the team with their authors, the latest first, those taken back among them."""
    return TeamMessage.objects.filter(team=team).select_related("author").order_by(*ORDER)


def pinned(team: Team) -> "QuerySet[TeamMessage]":
    """Return the notes of the team, at most MOST_PINNED, in the order in which they were pinned."""
    return of(team).filter(pinned_at__isnull=False).order_by("pinned_at", "id")


def find(team: Team, pk: Any) -> TeamMessage:
    """Return the message of the team with this id. Raises Missing."""
    try:
        found = of(team).get(pk=pk)
    except (TeamMessage.DoesNotExist, ValidationError, ValueError):
        raise Missing from None
    found.team = team
    return found


@transaction.atomic
def write(team: Team, text: str, *, by: Actor, at: datetime) -> TeamMessage:
    """Return the message; its team is told. The same within a minute is written once.

    Raises NotInThisTeam, TextNeeded, TooLong, Unstorable, WrittenTooOften.
    """
    check_reads(team, by.person, at=at)
    text = inputs.prose(text, field="text", most=LONGEST)
    if not text:
        raise TextNeeded
    lately = _lock(team).filter(author=by.human, created_at__gt=at - AGAIN)
    twice = lately.filter(text=text).first()
    if twice is not None:
        return twice
    if lately.count() >= MOST_A_MINUTE:
        raise WrittenTooOften(most=MOST_A_MINUTE)
    made = TeamMessage.objects.create(team=team, author=by.human, text=text, created_at=at)
    team_messages_told.written(made, at=at)
    return made


@transaction.atomic
def take_back(message: TeamMessage, *, by: Actor, at: datetime) -> TeamMessage:
    """Delete the words of the message, for its author and who may change the team; again changes nothing.

    Raises NotInThisTeam.
    """
    is_own = by.person is not None and by.person.pk == message.author_id
    if not is_own:
        teams.check(message.team, by.person, teams.EDIT, at=at)
    rows = TeamMessage.objects.filter(pk=message.pk, taken_back_at=None)
    if rows.update(text="", pinned_at=None, taken_back_at=at) and not is_own:
        team = message.team
        entries.record(by=by, at=at, action="team.take_back_message", on=team, club_id=team.club_id)
    message.refresh_from_db(fields=["text", "pinned_at", "taken_back_at"])
    return message


@transaction.atomic
def pin(message: TeamMessage, *, is_pinned: bool, by: Actor, at: datetime) -> TeamMessage:
    """Keep the message at the top, or no longer; again changes nothing.

    Raises NotInThisTeam, TakenBack, TooManyNotes.
    """
    teams.check(message.team, by.person, teams.EDIT, at=at)
    rows = _lock(message.team)
    if is_pinned and rows.filter(pinned_at__isnull=False).exclude(pk=message.pk).count() >= MOST_PINNED:
        raise TooManyNotes(most=MOST_PINNED)
    row = rows.filter(pk=message.pk)
    if is_pinned and not row.filter(taken_back_at=None).exists():
        raise TakenBack
    row.filter(pinned_at__isnull=is_pinned).update(pinned_at=at if is_pinned else None)
    message.refresh_from_db(fields=["pinned_at"])
    return message


def _lock(team: Team) -> "QuerySet[TeamMessage]":
    """Let one at a time write to the team, until the transaction ends; return its messages."""
    Team.objects.select_for_update().only("pk").get(pk=team.pk)
    return TeamMessage.objects.filter(team=team)

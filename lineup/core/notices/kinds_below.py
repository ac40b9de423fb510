"""The kinds of notice of the rooms below this one, clubs and people: their words come as plain text."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.translation import ngettext

from lineup.core.clubs import told as clubs_told
from lineup.core.notices.kinds import Facts, NoticeKind, Words
from lineup.core.people import discord_direct
from lineup.core.people import told as people_told
from lineup.core.people.models import Person

BUNDLE_MINUTES = 5


def _words(say: Callable[..., tuple[Any, ...] | None]) -> Callable[[Facts, Person], Words | None]:
    def words(facts: Facts, person: Person) -> Words | None:
        said = say(facts, person)
        return Words(*said) if said else None

    return words


def _kind(slug: str, say: Callable[..., tuple[Any, ...] | None], matter: str, **rest: Any) -> NoticeKind:
    return NoticeKind(slug=slug, words=_words(say), matter=matter, **rest)


def _who_ask(number: int) -> str:
    return ngettext("%(number)s person asks to join your clubs", "%(number)s people ask to join your clubs", number) % {
        "number": number
    }


def _at_once(facts: Facts, person: Person, until: datetime) -> bool:
    """Whoever is at work in somebody's name does not wait for the morning."""
    return True


KINDS = (
    _kind("club.asked", clubs_told.asked, "club-requests", bundle_minutes=BUNDLE_MINUTES, together=_who_ask),
    _kind("club.approved", clubs_told.decided, "club-answers"),
    _kind("club.rejected", clubs_told.decided, "club-answers"),
    _kind("club.owner", clubs_told.handed_over, "security"),
    _kind("club.invited", clubs_told.invited, "invitations"),
    _kind("club.second_factor", clubs_told.second_factor, "security"),
    _kind(discord_direct.CLOSED, people_told.discord_closed, "reached"),
    *(_kind(slug, say, "security", cannot_wait=_at_once) for slug, say in people_told.KINDS.items()),
)

"""The buttons of a sign-up card."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from lineup.core.foundation.errors import Refusal
from lineup.core.participation.models import Pool
from lineup.core.participation.transitions import State
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.guilds import cards, joining
from lineup.domains.guilds.models import Guild
from lineup.domains.racing.roles import DRIVER
from lineup.interfaces.discord.interactions import said


def press(told: str, guild: Guild, person: Person, *, at: datetime) -> dict[str, Any]:
    """Do what the button says and return the answer; a refusal is answered in its own words, with the page."""
    act, _colon, pk = told.partition(":")
    pool: Pool | None = None
    try:
        pool = joining.find_pool(guild, pk, person)
        text = _acted(act, pool, person, at)
    except Refusal as refusal:
        text = str(refusal)
    return said.private(text, link=_page(pool) if pool else "", label=_("Details"))


def _acted(act: str, pool: Pool, person: Person, at: datetime) -> str:
    by = Actor(person, channel="discord", user_agent="Discord")
    title = said.plain(pool.offering.title)
    if act == cards.JOIN:
        return _joined(State(joining.sign_up(pool, person, by=by, at=at).state)) % {"title": title}
    if act == cards.LEAVE and joining.give_up(pool, person, by=by, at=at):
        return _("Your place in %(title)s is given up.") % {"title": title}
    return _("You have no place in %(title)s.") % {"title": title}


def _joined(state: State) -> str:
    return {
        State.CONFIRMED: _("You have a place in %(title)s."),
        State.WAITLISTED: _("%(title)s is full; you are on the waitlist."),
        State.REQUESTED: _("Your request for %(title)s is with the organiser."),
        State.OFFERED: _("A place in %(title)s is offered to you; take it on its page."),
    }[state]


def _page(pool: Pool) -> str:
    page = f"{settings.BASE_URL}/events/{pool.offering.slug}"
    return f"{page}/race/sign-up" if pool.role == DRIVER else page

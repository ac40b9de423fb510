"""What the messages in an event's channel say, in the language that is active. Times are shown in the reader's zone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from lineup.core.participation.models import Offering, Pool
from lineup.domains.guilds.shape.asked import Labels, Post
from lineup.domains.guilds.shape.things import Words
from lineup.domains.racing.models import Race
from lineup.domains.racing.roles import DRIVER

JOIN, LEAVE = "join", "leave"
MOST_NAMED = 200


@dataclass(frozen=True)
class SignUp:
    """The sign-up of an event: its pool, how many wait, and the names of who is in where they may be told."""

    offering: Offering
    pool: Pool
    race: Race | None = None
    waiting: int = 0
    names: Sequence[str] = ()

    def is_over(self, at: datetime) -> bool:
        begins = self.offering.starts_at
        return bool(self.pool.closes_at and at >= self.pool.closes_at) or bool(begins and at >= begins)

    @property
    def is_cancelled(self) -> bool:
        return self.offering.state == Offering.State.CANCELLED


def labels() -> Labels:
    """Return the words that names of channels are made of."""
    return Labels(
        signup=pgettext("name of a channel", "signup"),
        practice=pgettext("name of a channel", "practice-voice"),
        race=pgettext("name of a channel", "race-voice"),
        others=pgettext("name of a category", "Events"),
        archive=pgettext("name of a category", "Archive"),
        news=pgettext("name of a channel", "news"),
    )


def posts(sign_up: SignUp, *, link: str, at: datetime) -> tuple[Post, ...]:
    """Return the pinned card, and the final list once nobody can sign up any more. `link`: the event's page."""
    card = Post("signup", _card(sign_up, link, at), is_pinned=True)
    if not sign_up.is_over(at) or sign_up.is_cancelled:
        return (card,)
    return (card, Post("final", _final(sign_up, link)))


def _card(sign_up: SignUp, link: str, at: datetime) -> Words:
    title = sign_up.offering.title
    if sign_up.is_cancelled:
        return Words(_("Cancelled: %(title)s") % {"title": title}, links=((link, ""),))
    if sign_up.is_over(at):
        return Words(title, "\n".join(_facts(sign_up)), ((link, _("Look at it")),))
    acts = ((f"{JOIN}:{sign_up.pool.pk}", _("Sign up")), (f"{LEAVE}:{sign_up.pool.pk}", _("Give my place up")))
    lines = [*_facts(sign_up), "", *_standing(sign_up)]
    return Words(title, "\n".join(lines), tuple(_pages(sign_up, link)), acts)


def _pages(sign_up: SignUp, link: str) -> Iterator[tuple[str, str]]:
    """The event's page, and where drivers of a race say when they can drive."""
    yield link, _("Details")
    if sign_up.race is not None and sign_up.pool.role == DRIVER:
        yield f"{link}/race/sign-up", _("My hours")


def _facts(sign_up: SignUp) -> list[str]:
    lines = [moment(sign_up.offering.starts_at)] if sign_up.offering.starts_at else []
    if sign_up.race is not None:
        lines.append(f"{sign_up.race.layout.sim_track.track.name} · {sign_up.race.simulator.name}")
    return lines


def _standing(sign_up: SignUp) -> list[str]:
    pool = sign_up.pool
    lines = [_taken(sign_up)]
    if sign_up.waiting:
        lines.append(ngettext("%(n)s waits", "%(n)s wait", sign_up.waiting) % {"n": sign_up.waiting})
    if pool.closes_at:
        lines.append(_("Sign-up closes %(when)s") % {"when": moment(pool.closes_at, "R")})
    return lines


def _taken(sign_up: SignUp) -> str:
    pool = sign_up.pool
    if pool.capacity is None:
        return ngettext("%(n)s signed up", "%(n)s signed up", pool.taken) % {"n": pool.taken}
    return _("%(n)s of %(of)s places taken") % {"n": pool.taken, "of": pool.capacity}


def _final(sign_up: SignUp, link: str) -> Words:
    named = "\n".join(f"• {name}" for name in sign_up.names[:MOST_NAMED])
    return Words(_("Who takes part: %(n)s") % {"n": sign_up.pool.taken}, named, ((link, ""),))


def moment(at: datetime, style: str = "F") -> str:
    """Return the instant as Discord shows it to each reader: F a date with its time, R from now."""
    return f"<t:{int(at.timestamp())}:{style}>"

"""What notices are about, as people choose it: a matter is told by some kinds, on the channels one wants."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Group:
    """Matters that stand together, under a heading that says whom they are for."""

    slug: str
    label: object


@dataclass(frozen=True)
class Matter:
    """One line of the choices.

    `on`: the channels that tell it as long as nobody chooses; None for every channel that is not asked for.
    `fixed`: the channels that tell it whatever one chooses, and `why` in a sentence.
    `only`: the channels that can tell it at all; None for every channel.
    `for_guests`: whether somebody without an account ever hears of it.
    `purpose`: the slug of what one must have agreed to; without, no channel tells it.
    """

    slug: str
    group: Group
    label: object
    hint: object = ""
    on: frozenset[str] | None = None
    fixed: frozenset[str] = frozenset()
    why: object = ""
    only: frozenset[str] | None = None
    for_guests: bool = False
    purpose: str = ""

    def offers(self, channel: str) -> bool:
        """Whether the channel can tell it."""
        return self.only is None or channel in self.only

    def is_on(self, channel: str) -> bool:
        """Whether the channel tells it to somebody who chose nothing."""
        return self.offers(channel) and (channel in self.fixed or self.on is None or channel in self.on)


PAGE_AND_MAIL = frozenset({"page", "mail"})
MAIL = frozenset({"mail"})

ORGANISING = Group("organising", _("What you look after"))
CLUBS = Group("clubs", _("Your clubs and invitations"))
ACCOUNT = Group("account", _("Your account"))

# of the rooms below this one; the rooms above bring their own
OF_CLUBS = (
    Matter("club-requests", ORGANISING, _("Somebody asks to join a club you look after")),
    Matter("invitations", CLUBS, _("Invitations to events and into clubs"), for_guests=True),
    Matter("club-answers", CLUBS, _("The answer to your wish to join a club")),
)
OF_ACCOUNTS = (
    Matter(
        "security",
        ACCOUNT,
        _("Sign-in, password and who owns a club"),
        fixed=PAGE_AND_MAIL,
        why=_("It is how you learn that somebody else is at work in your name."),
    ),
    Matter("reached", ACCOUNT, _("When a way to reach you is closed"), only=PAGE_AND_MAIL),
)

_installed: dict[str, Matter] = {}


def install(matters: Iterable[Matter]) -> None:
    """Make these the matters of the house, in this order; called once, by the wiring."""
    _installed.clear()
    _installed.update({matter.slug: matter for matter in matters})


def installed() -> Sequence[Matter]:
    """Return the matters of the house, in the order in which people read them."""
    return tuple(_installed.values())


def find(slug: str) -> Matter | None:
    """Return the matter with this slug, or None."""
    return _installed.get(slug)


def of(slug: str) -> Matter:
    """Return the matter with this slug. Raises KeyError for one that the wiring doesn't name."""
    return _installed[slug]

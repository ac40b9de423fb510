"""What can be heard of: each row comes from the record, so that nothing is written twice.

Changes of places and memberships stand here; each kind of offering adds its own, and the wiring names all.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation.errors import Invalid


@dataclass(frozen=True)
class Happening:
    """Something that endpoints can hear of. `acts`: the acts of the audit record that are it."""

    slug: str
    words: str | Promise
    acts: tuple[str, ...] = ()
    of_clubs_only: bool = False

    @property
    def family(self) -> str:
        return self.slug.partition(".")[0]


@dataclass(frozen=True)
class Stated:
    """Something that people did, told to record stores alone, as a statement of each.

    `acts`: the acts of the record that are it. `place`: (kind of offering, state) that a place comes to stand so in.
    """

    slug: str
    words: str | Promise
    acts: tuple[str, ...] = ()
    place: tuple[str, str] | None = None


# a place that comes to stand so (a state of the ledger) is it
PLACES = (
    Happening("place.requested", _("Somebody asked for a place")),
    Happening("place.waitlisted", _("Somebody joined the waitlist")),
    Happening("place.offered", _("A place was offered")),
    Happening("place.confirmed", _("Somebody has a place")),
    Happening("place.rejected", _("A request was turned down")),
    Happening("place.declined", _("An offer was declined")),
    Happening("place.lapsed", _("An offer lapsed")),
    Happening("place.withdrawn", _("A place was given up")),
    Happening("place.revoked", _("A place was taken back")),
)
MEMBERSHIPS = (
    Happening("membership.requested", _("Somebody asked to join the club"), ("membership.ask",), of_clubs_only=True),
    Happening("membership.began", _("Somebody became a member"), ("membership.admit",), of_clubs_only=True),
    Happening(
        "membership.role_changed", _("A member has another role"), ("membership.change_role",), of_clubs_only=True
    ),
    Happening("membership.ended", _("Somebody left the club"), ("membership.end",), of_clubs_only=True),
)
CORE = (*PLACES, *MEMBERSHIPS)

TEST = "webhook.test"

_installed: dict[str, Happening] = {}
_of_acts: dict[str, str] = {}
_stated: dict[str, Stated] = {}
_stated_acts: dict[str, str] = {}
_stated_places: dict[tuple[str, str], str] = {}


def install(happenings: Iterable[Happening], stated: Iterable[Stated] = ()) -> None:
    """Make these what can be heard of, and what is stated to record stores; called once, by the wiring."""
    for known in (_stated, _stated_acts, _stated_places):
        known.clear()
    _stated.update({one.slug: one for one in stated})
    _stated_acts.update({act: one.slug for one in _stated.values() for act in one.acts})
    _stated_places.update({one.place: one.slug for one in _stated.values() if one.place})
    _installed.clear()
    _installed.update({happening.slug: happening for happening in happenings})
    _of_acts.clear()
    _of_acts.update({act: happening.slug for happening in _installed.values() for act in happening.acts})


class NothingToHear(Invalid):
    code = "nothing_to_hear"
    sentence = _("Choose at least one thing that this address should hear of.")
    field = "kinds"


class UnknownHappening(Invalid):
    code = "unknown_happening"
    sentence = _("“%(slug)s” is not something to be heard of here; choose from the list.")
    field = "kinds"


def known(*, of_club: bool) -> Sequence[Happening]:
    """Return what a club's endpoint, or that of a person, can hear of."""
    return [happening for happening in _installed.values() if of_club or not happening.of_clubs_only]


def check(slugs: Iterable[str], *, of_club: bool) -> list[str]:
    """Return the slugs in the order of the table, each once. Raises NothingToHear, UnknownHappening."""
    wanted, ours = list(slugs), [happening.slug for happening in known(of_club=of_club)]
    for slug in wanted:
        if slug not in ours:
            raise UnknownHappening(slug=str(slug)[:40])
    if not wanted:
        raise NothingToHear
    return [slug for slug in ours if slug in wanted]


def acts() -> Mapping[str, str]:
    """Return the slug by the act of the audit record."""
    return _of_acts


def stated() -> Sequence[Stated]:
    """Return what record stores are told."""
    return list(_stated.values())


def stated_acts() -> Mapping[str, str]:
    """Return the slug of what is stated, by the act of the audit record."""
    return _stated_acts


def stated_places() -> Mapping[tuple[str, str], str]:
    """Return the slug of what is stated, by the kind of the offering and how a place comes to stand."""
    return _stated_places


def words_of(slug: str) -> object:
    """Return what happened in words; the slug itself for what the wiring doesn't name."""
    if slug == TEST:
        return _("A test")
    happening = _installed.get(slug) or _stated.get(slug)
    return happening.words if happening else slug

"""The steps of a plan in words, as somebody would do them by hand."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from lineup.domains.guilds.shape.things import Act, Kind, Operation, Wanted

SENTENCES: Mapping[Kind, str | Promise] = {
    Kind.CATEGORY: gettext_lazy("Make the category “%(name)s”"),
    Kind.TEXT: gettext_lazy("Make the channel #%(name)s in “%(in)s”"),
    Kind.VOICE: gettext_lazy("Make the voice channel %(name)s in “%(in)s”"),
    Kind.ROLE: gettext_lazy("Make the role “%(name)s”"),
    Kind.THREAD: gettext_lazy("Make the thread “%(name)s” in #%(in)s"),
    Kind.MESSAGE: gettext_lazy("Write “%(name)s” in #%(in)s"),
    Kind.PIN: gettext_lazy("Pin “%(in)s”"),
    Kind.GRANT: gettext_lazy("Give the role “%(in)s” to a driver"),
    Kind.SEAT: gettext_lazy("Let a driver into the thread “%(in)s”"),
}
COUNTED: Mapping[Kind, Promise] = {
    Kind.CATEGORY: ngettext_lazy("%(n)s category", "%(n)s categories", "n"),
    Kind.TEXT: ngettext_lazy("%(n)s text channel", "%(n)s text channels", "n"),
    Kind.VOICE: ngettext_lazy("%(n)s voice channel", "%(n)s voice channels", "n"),
    Kind.ROLE: ngettext_lazy("%(n)s role", "%(n)s roles", "n"),
    Kind.THREAD: ngettext_lazy("%(n)s thread", "%(n)s threads", "n"),
    Kind.MESSAGE: ngettext_lazy("%(n)s message", "%(n)s messages", "n"),
}


@dataclass(frozen=True)
class Steps:
    """`said`: the first of them in words; `counts`: how many of which; `more`: how many are not said."""

    said: Sequence[str]
    counts: Sequence[str]
    more: int


def told(operations: Sequence[Operation], *, most: int) -> Steps:
    """Return the steps of a plan for an empty guild in words, `most` of them."""
    making = [one for one in operations if one.act is Act.MAKE and one.wanted is not None]
    wanted = {one.key: one.wanted for one in making if one.wanted}
    counts = Counter(one.kind for one in making)
    said = [_sentence(one.wanted, wanted) for one in making[:most] if one.wanted]
    numbers = [str(words % {"n": counts[kind]}) for kind, words in COUNTED.items() if counts[kind]]
    return Steps(said, numbers, len(making) - len(said))


def _sentence(one: Wanted, wanted: Mapping[str, Wanted]) -> str:
    holder = wanted.get(one.parent)
    return str(SENTENCES[one.kind]) % {"name": _name(one), "in": _name(holder) if holder else _("the server")}


def _name(one: Wanted) -> str:
    return one.words.title if one.words is not None else one.name

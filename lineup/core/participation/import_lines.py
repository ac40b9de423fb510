"""What a line says of its people, and what is wrong with it; lines of one address make one group."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lineup.core.foundation import inputs, tables, text
from lineup.core.foundation.errors import Invalid, Refusal
from lineup.core.participation.answering import Sheet
from lineup.core.participation.import_columns import Mapped, Target
from lineup.core.participation.models import ImportLine
from lineup.core.people import addresses, persons

MOST_IN_GROUP = 50
FORMULA = ("=", "+", "-", "@")
NUMBER = re.compile(r"\+?(\d{1,4})")

# how exports say that somebody does not come, folded: the whole cell, or how it begins
NOT_COMING = frozenset({"no", "non", "nein"})
NOT_COMING_AT_ALL = (
    "cancel",
    "annul",
    "storn",
    "refund",
    "rembours",
    "erstattet",
    "not attending",
    "ne participe pas",
    "nicht",
    "nimmt nicht",
    "deleted",
    "supprim",
    "geloscht",
    "expir",
    "abgelaufen",
    "declined",
    "refus",
    "waitlist",
    "on the waitlist",
    "pending",
    "requested",
    "demandee",
    "place offered",
    "place proposee",
    "withdrawn",
    "abandonnee",
    "lapsed",
    "rejected",
    "rejetee",
    "revoked",
    "retiree",
    "en attente",
    "ausstehend",
)


class HoldsFormula(Invalid):
    code = "holds_formula"
    sentence = gettext_lazy("This begins like a formula; write the text itself, or paste the column as values.")


class NotANumber(Invalid):
    code = "not_a_number"
    sentence = gettext_lazy("Write how many they bring along as a number, like 2, or leave it empty.")


class GroupTooLarge(Invalid):
    code = "group_too_large"
    sentence = gettext_lazy("At most %(most)s people can stand under one address; give the others their own.")


class NotComing(Invalid):
    """Not a mistake: the export itself says so."""

    code = "not_coming"
    sentence = gettext_lazy("Left out: “%(value)s”.")


class SaidTwice(Invalid):
    code = "said_twice"
    sentence = gettext_lazy("Left out: the same name and address stand in line %(line)s.")


@dataclass(frozen=True)
class Said:
    """Who a line is about, and how many nameless others they bring along."""

    line: ImportLine
    name: str
    email: str
    guests: int = 0

    @property
    def names(self) -> list[str]:
        """The names of whom the line stands for, theirs first."""
        numbers = range(1, self.guests + 1)
        return [self.name, *(_("%(name)s, guest %(number)s") % {"name": self.name, "number": n} for n in numbers)]


@dataclass
class Group:
    """The lines of one address, in order: who comes together, and why others of them don't."""

    said: list[Said] = field(default_factory=list)
    refused: list[tuple[ImportLine, Refusal]] = field(default_factory=list)
    # what each of `said` answers in the table
    sheet: Sheet = field(default_factory=list)

    @property
    def contact(self) -> Said:
        return self.said[0]

    @property
    def names(self) -> list[str]:
        return [name for said in self.said for name in said.names]

    @property
    def firsts(self) -> list[int]:
        """Which of `names` stand on lines of their own."""
        return [0, *accumulate(1 + said.guests for said in self.said[:-1])]

    @property
    def size(self) -> int:
        return sum(1 + said.guests for said in self.said)


def group(lines: Iterable[ImportLine], mapping: Mapped) -> Group:
    """Return the group that these lines of one address make; who comes with somebody stands after them."""
    made = Group()
    known: dict[str, int] = {}
    for line in sorted(lines, key=lambda line: bool(_Cells(line.cells, mapping).of(Target.COMES_WITH))):
        try:
            made.said.append(_fitting(read(line, mapping), made, known))
        except Refusal as refusal:
            made.refused.append((line, refusal))
    return made


def _fitting(said: Said, made: Group, known: dict[str, int]) -> Said:
    """Raises SaidTwice, GroupTooLarge."""
    first = known.setdefault(text.fold(said.name), said.line.number)
    if first != said.line.number:
        raise SaidTwice(field=Target.NAME, line=first)
    if made.size + 1 + said.guests > MOST_IN_GROUP:
        raise GroupTooLarge(field=Target.EMAIL, most=MOST_IN_GROUP)
    return said


def read(line: ImportLine, mapping: Mapped) -> Said:
    """Return what the line says; each Refusal names its field.

    Raises NotComing, HoldsFormula, NameNeeded, AddressNeeded, TooLong, Unstorable, NotANumber.
    """
    cell = _Cells(line.cells, mapping)
    _check_coming(cell.of(Target.STATUS))
    email, target = address_of(line.cells, mapping)
    name_from = Target.NAME if Target.NAME in mapping else Target.FIRST_NAME
    return Said(line, _name(_written(cell), name_from), _email(email, target), _number(cell.of(Target.GUESTS)))


def address_of(cells: Sequence[str], mapping: Mapped) -> tuple[str, Target]:
    """Return the address on a line, who ordered where they have none of their own, and from which column."""
    cell = _Cells(cells, mapping)
    own = cell.of(Target.EMAIL)
    if own or Target.BUYER_EMAIL not in mapping:
        return own, Target.EMAIL
    return cell.of(Target.BUYER_EMAIL), Target.BUYER_EMAIL


def shown(cells: Sequence[str], mapping: Mapped) -> tuple[str, str]:
    """Return the name and the address as they are written, whatever is wrong with them."""
    cell = _Cells(cells, mapping)
    return _written(cell), address_of(cells, mapping)[0]


def folded_address(cells: Sequence[str], mapping: Mapped) -> str:
    """Return the address under which a line's people are known; nothing where it is none."""
    email, _target = address_of(cells, mapping)
    return text.fold_address(email) if addresses.is_one(email) else ""


@dataclass(frozen=True)
class _Cells:
    cells: Sequence[str]
    mapping: Mapped

    def of(self, target: Target) -> str:
        column = self.mapping.get(target)
        return self.cells[column] if column is not None and column < len(self.cells) else ""


def _written(cell: _Cells) -> str:
    return cell.of(Target.NAME) or f"{cell.of(Target.FIRST_NAME)} {cell.of(Target.LAST_NAME)}".strip()


def _check_coming(state: str) -> None:
    folded = text.fold(state)
    if folded in NOT_COMING or folded.startswith(NOT_COMING_AT_ALL):
        raise NotComing(field=Target.STATUS, value=state[:40])


def _name(name: str, target: Target) -> str:
    _check_plain(name, target)
    return persons.check_name(name, field=target)


def _email(email: str, target: Target) -> str:
    _check_plain(email, target)
    try:
        return addresses.check(email)
    except addresses.AddressNeeded:
        raise addresses.AddressNeeded(field=target) from None


def _check_plain(cell: str, target: Target) -> None:
    if cell.lstrip().startswith(FORMULA):
        raise HoldsFormula(field=target)
    if tables.UNREADABLE in cell:
        raise inputs.Unstorable(field=target)


def _number(cell: str) -> int:
    if not cell:
        return 0
    number = NUMBER.fullmatch(cell)
    if number is None:
        raise NotANumber(field=Target.GUESTS)
    if int(number[1]) >= MOST_IN_GROUP:
        raise GroupTooLarge(field=Target.GUESTS, most=MOST_IN_GROUP)
    return int(number[1])

"""What tables know about people, as plain data: `personal.py` of each room, put together in config/classified.py.

    Table("clubs.Membership", about=("person",), export="memberships", columns={"role": TECHNICAL, …})

Export, erasure and the privacy page are driven by it; `manage.py check` and a test name every column without a row.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum


class Sort(StrEnum):
    """What a column tells."""

    TECHNICAL = "technical"  # ids, states, times, numbers
    PUBLIC = "public"  # written to be read by others: titles, descriptions
    PERSONAL = "personal"  # tells of a person: a name, a picture, what they wrote or chose
    CONTACT = "contact"  # how a person is reached: e-mail address, phone
    SENSITIVE = "sensitive"  # hurts in the wrong hands: birth date, answers about health
    ORIGIN = "origin"  # from where and with what somebody came: network address, browser
    SECRET = "secret"  # opens something, or is the digest of what does
    RECORD = "record"  # evidence that must stay as it is: names people by id alone


# what may not stay when a person is erased
OF_A_PERSON = frozenset({Sort.PERSONAL, Sort.CONTACT, Sort.SENSITIVE, Sort.ORIGIN, Sort.SECRET})


class Fate(StrEnum):
    """What erasure does with a column, in the rows about the person."""

    KEPT = "kept"
    CLEARED = "cleared"  # emptied: null, or nothing
    REPLACED = "replaced"  # by the same words for everybody
    SCRUBBED = "scrubbed"  # the person's name, addresses and phone are taken out of the text


@dataclass(frozen=True)
class Column:
    """`mentions`: rows about others may name the person too, so that it is scrubbed in every row.

    `shown`: whether an export gives it to the person. `becomes`: what REPLACED puts there; of a folded column, nothing.
    """

    sort: Sort
    fate: Fate = Fate.KEPT
    becomes: object = ""
    mentions: bool = False
    shown: bool = True

    @property
    def cleared(self) -> "Column":
        return replace(self, fate=Fate.CLEARED)

    @property
    def scrubbed(self) -> "Column":
        return replace(self, fate=Fate.SCRUBBED)

    @property
    def mentioning(self) -> "Column":
        return replace(self, mentions=True)

    @property
    def withheld(self) -> "Column":
        return replace(self, shown=False)

    def replaced(self, by: object) -> "Column":
        return replace(self, fate=Fate.REPLACED, becomes=by)


TECHNICAL = Column(Sort.TECHNICAL)
PUBLIC = Column(Sort.PUBLIC)
PERSONAL = Column(Sort.PERSONAL)
CONTACT = Column(Sort.CONTACT)
SENSITIVE = Column(Sort.SENSITIVE)
ORIGIN = Column(Sort.ORIGIN)
SECRET = Column(Sort.SECRET, shown=False)
RECORD = Column(Sort.RECORD)


@dataclass(frozen=True)
class Table:
    """Every column of a model by its class, and how the rows are found that are about a person.

    `about`: lookups from a row to the person's id. `addressed`: lookups to their folded e-mail address.
    `did`: columns that only say who did something; a `cleared` one is emptied where it names the person.
    `rows_go`: erasure deletes the rows about the person instead of keeping them without the person.
    `export`: the file of the export they stand in. `because`: why something personal stays, or is not exported.
    """

    model: str
    columns: Mapping[str, Column]
    about: tuple[str, ...] = ()
    addressed: tuple[str, ...] = ()
    did: tuple[str, ...] = ()
    rows_go: bool = False
    export: str = ""
    because: str = field(default="", compare=False)

    @property
    def finds_people(self) -> bool:
        return bool(self.about or self.addressed)

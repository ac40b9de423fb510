"""Which column of somebody else's table says what: known exports by their titles, others by the words in use.

Titles are compared folded (lower case, no accents), in English, French and German.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import text
from lineup.core.foundation.errors import Invalid
from lineup.core.people import addresses


class Target(StrEnum):
    """What a column may say of who is on its line."""

    NAME = "name"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    EMAIL = "email"
    BUYER_EMAIL = "buyer_email"
    GUESTS = "guests"
    STATUS = "status"
    COMES_WITH = "comes_with"


LONGEST_TITLE = 120
# a target, or the id of a question → number of its column, from 0
Mapped = Mapping[str, int]

NAMES: Mapping[Target, Any] = {
    Target.NAME: _("Name"),
    Target.FIRST_NAME: _("First name"),
    Target.LAST_NAME: _("Last name"),
    Target.EMAIL: _("E-mail address"),
    Target.BUYER_EMAIL: _("Address of who ordered"),
    Target.GUESTS: _("Brings along"),
    Target.STATUS: _("State"),
    Target.COMES_WITH: _("Comes with"),
}

# any one of these sets of titles gives its maker away
MAKERS: Mapping[str, Sequence[frozenset[str]]] = {
    "pretix": (
        frozenset({"order code", "attendee name"}),
        frozenset({"order code", "order locale"}),
        frozenset({"order code", "event slug"}),
        frozenset({"pseudonymization id"}),
        frozenset({"pseudonyme id"}),
        frozenset({"id pseudonyme"}),
        frozenset({"bestellnummer", "name teilnehmer*in"}),
        frozenset({"bestellnummer", "bestellsprache"}),
        frozenset({"bestellnummer", "name des teilnehmers"}),
        frozenset({"bestellnummer", "teilnehmername"}),
        frozenset({"bestellnummer", "teilnehmer-name"}),
        frozenset({"code de commande", "nom du participant"}),
        frozenset({"code de la commande", "nom du participant"}),
    ),
    "eventbrite": (
        frozenset({"order #", "attendee #"}),
        frozenset({"order #", "ticket type"}),
        frozenset({"order no.", "ticket type"}),
        frozenset({"order id", "attendee first name"}),
        frozenset({"order id", "ticket type"}),
        frozenset({"eventbrite fees"}),
        frozenset({"n° de commande", "type de billet"}),
        frozenset({"no de commande", "type de billet"}),
        frozenset({"numero de commande", "type de billet"}),
        frozenset({"bestellnr.", "tickettyp"}),
        frozenset({"bestellnr.", "ticketart"}),
        frozenset({"bestellnummer", "tickettyp"}),
        frozenset({"bestellnummer", "ticketart"}),
    ),
    "meetup": (
        frozenset({"url of member profile"}),
        frozenset({"rsvped on"}),
        frozenset({"member id", "joined group on"}),
    ),
}
MAKER_NAMES = {"pretix": "pretix", "eventbrite": "Eventbrite", "meetup": "Meetup"}

# what of several titles on one table means it first
TITLES: Mapping[Target, Sequence[str]] = {
    Target.NAME: (
        "attendee name",
        "nom du participant",
        "name teilnehmer*in",
        "nom de la participante ou du participant",
        "name des teilnehmers",
        "teilnehmername",
        "teilnehmer-name",
        "full name",
        "nom complet",
        "vollstandiger name",
        "name",
        "nom et prenom",
        "prenom et nom",
        "participant",
        "teilnehmer",
        "guest",
        "invite",
        "invite·e",
        "gast",
    ),
    Target.FIRST_NAME: (
        "attendee first name",
        "attendee name: given name",
        "name teilnehmer*in: vorname",
        "nom du participant: prenom",
        "prenom du participant",
        "vorname des teilnehmers",
        "first name",
        "firstname",
        "first",
        "given name",
        "prenom",
        "vorname",
        "buyer first name",
        "prenom de l'acheteur",
    ),
    Target.LAST_NAME: (
        "attendee last name",
        "attendee surname",
        "attendee name: family name",
        "name teilnehmer*in: nachname",
        "name teilnehmer*in: familienname",
        "nom du participant: nom de famille",
        "nom de famille du participant",
        "nachname des teilnehmers",
        "last name",
        "lastname",
        "last",
        "family name",
        "surname",
        "nom de famille",
        "nachname",
        "familienname",
        "nom",
        "buyer last name",
        "nom de l'acheteur",
    ),
    Target.EMAIL: (
        "attendee email",
        "attendee e-mail",
        "e-mail teilnehmer*in",
        "e-mail du participant",
        "adresse mail du participant",
        "adresse e-mail du participant",
        "adresse email du participant",
        "email du participant",
        "e-mail des teilnehmers",
        "e-mail-adresse des teilnehmers",
        "teilnehmer-e-mail",
        "teilnehmer e-mail",
        "email",
        "e-mail",
        "mail",
        "email address",
        "e-mail address",
        "adresse e-mail",
        "adresse email",
        "adresse mail",
        "adresse electronique",
        "courriel",
        "e-mail-adresse",
        "emailadresse",
        "email-adresse",
    ),
    Target.BUYER_EMAIL: (
        "buyer email",
        "purchaser email",
        "email de l'acheteur",
        "e-mail de l'acheteur",
        "adresse e-mail de l'acheteur",
        "e-mail-adresse des kaufers",
        "email",
        "e-mail",
        "adresse e-mail",
        "e-mail-adresse",
    ),
    Target.GUESTS: ("guests", "invites", "accompagnants", "gaste", "begleitung", "brings along"),
    Target.STATUS: (
        "attendee status",
        "statut du participant",
        "teilnehmerstatus",
        "status des teilnehmers",
        "order status",
        "rsvp",
        "status",
        "statut",
        "etat",
        "state",
    ),
    Target.COMES_WITH: ("comes with", "accompagne"),
}


class MappingIncomplete(Invalid):
    code = "mapping_incomplete"
    sentence = _("Say which column has the %(what)s; without it nobody can be entered.")
    field = "email"


class NoSuchColumn(Invalid):
    code = "no_such_column"
    sentence = _("There is no column %(column)s; choose one of those in the table.")


def maker(titles: Sequence[str]) -> str:
    """Return whose export it is: pretix, eventbrite, meetup, or nothing."""
    found = frozenset(folded(titles))
    return next((name for name, marks in MAKERS.items() if any(mark <= found for mark in marks)), "")


def fit(titles: Sequence[str]) -> int:
    """Return how well titles fit a table of people: of a workbook's sheets, the best is read."""
    found = propose(titles)
    score = 2 * (Target.EMAIL in found) + 2 * (Target.NAME in found or Target.FIRST_NAME in found)
    return score + bool(maker(titles)) + (Target.BUYER_EMAIL in found)


def propose(titles: Sequence[str], lines: Sequence[Sequence[str]] = ()) -> dict[str, int]:
    """Return which column says what, as far as titles tell; the address also by what the `lines` hold."""
    known = folded(titles)
    found: dict[str, int] = {}
    for target in Target:
        column = next((known.index(title) for title in TITLES[target] if title in known), None)
        if column is not None and column not in found.values():
            found[target] = column
    if Target.NAME in found and {Target.FIRST_NAME, Target.LAST_NAME} & found.keys():
        found = _one_way_to_the_name(found)
    if Target.EMAIL not in found and (column := _of_addresses(lines)) is not None:
        found[Target.EMAIL] = column
    return {str(target): column for target, column in found.items()}


def _one_way_to_the_name(found: dict[str, int]) -> dict[str, int]:
    """The whole name is enough; beside a first and a last one, "name" may mean anything."""
    parts = {Target.FIRST_NAME, Target.LAST_NAME}
    drop = {Target.NAME} if parts <= found.keys() and found[Target.NAME] > found[Target.FIRST_NAME] else parts
    return {target: column for target, column in found.items() if target not in drop}


def _of_addresses(lines: Sequence[Sequence[str]]) -> int | None:
    """The column in which most of the first lines have an e-mail address."""
    start = lines[:20]
    width = max((len(cells) for cells in start), default=0)
    counts = [
        sum(len(cells) > column and addresses.is_one(cells[column]) for cells in start) for column in range(width)
    ]
    best = max(range(width), key=lambda column: counts[column], default=None)
    return best if best is not None and counts[best] * 2 > len(start) else None


def folded(titles: Sequence[str]) -> list[str]:
    """Return the titles as they are compared."""
    return [text.fold(title).replace("’", "'").strip(" *:") for title in titles]


def check(mapping: Mapped, titles: Sequence[str]) -> dict[str, int]:
    """Return the mapping as it may be kept. Raises MappingIncomplete, NoSuchColumn."""
    for target, column in mapping.items():
        if not 0 <= column < len(titles):
            raise NoSuchColumn(field=target, column=column)
    if not {Target.EMAIL, Target.BUYER_EMAIL} & mapping.keys():
        raise MappingIncomplete(field=Target.EMAIL, what=NAMES[Target.EMAIL])
    if not {Target.NAME, Target.FIRST_NAME, Target.LAST_NAME} & mapping.keys():
        raise MappingIncomplete(field=Target.NAME, what=NAMES[Target.NAME])
    return {str(target): column for target, column in mapping.items()}


def is_complete(mapping: Mapped, titles: Sequence[str]) -> bool:
    """Whether people can be entered by it."""
    try:
        check(mapping, titles)
    except Invalid:
        return False
    return True

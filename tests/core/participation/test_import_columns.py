"""Exports are known by the titles of their columns, and each says who comes in its own way."""

import pytest

from lineup.core.foundation import table_files
from lineup.core.participation import import_columns, import_lines
from lineup.core.participation.import_columns import MappingIncomplete, NoSuchColumn
from lineup.core.participation.models import ImportLine
from tests.support import people_tables

pytestmark = pytest.mark.req("P18")

MADE = {"pretix", "eventbrite", "meetup"}


def understood(name):
    """Whose export it is, what is read on its lines, and why others are left out."""
    rows = table_files.read(people_tables.sample(name), fit=import_columns.fit)
    titles = rows[0].cells
    mapping = import_columns.check(import_columns.propose(titles, [row.cells for row in rows[1:]]), titles)
    lines = [ImportLine(number=row.number, cells=row.cells) for row in rows[1:]]
    said, out = [], []
    for line in lines:
        found = import_lines.group([line], mapping)
        said += [(one.name, one.email, one.guests) for one in found.said]
        out += [(line.number, refusal.code, titles[mapping[refusal.field]]) for _line, refusal in found.refused]
    return import_columns.maker(titles), said, out


@pytest.mark.parametrize(
    ("name", "maker", "said", "out"),
    [
        (
            "pretix.xlsx",
            "pretix",
            [
                ("Ada Lovelace", "ada@example.org", 0),
                ("Mary Somerville", "ada@example.org", 0),
                ("Grace Hopper", "grace@example.org", 0),
            ],
            [(4, "not_coming", "Status")],
        ),
        (
            "pretix-de.csv",
            "pretix",
            [("Jörg Müller", "joerg@example.org", 0), ("Bärbel Müller", "joerg@example.org", 0)],
            [(4, "not_coming", "Status")],
        ),
        (
            "eventbrite.csv",
            "eventbrite",
            [("Alan Turing", "alan@example.org", 0), ("Joan Clarke", "joan@example.org", 0)],
            [(4, "not_coming", "Attendee Status"), (5, "address_needed", "Email")],
        ),
        (
            "eventbrite-new.csv",
            "eventbrite",
            [("Hedy Lamarr", "hedy@example.org", 0), ("George Antheil", "boski@example.org", 0)],
            [],
        ),
        (
            "eventbrite-fr.csv",
            "eventbrite",
            [("Émilie du Châtelet", "emilie@example.org", 0)],
            [(3, "not_coming", "Statut du participant")],
        ),
        (
            "eventbrite-de.csv",
            "eventbrite",
            [("Lise Meitner", "lise@example.org", 0)],
            [(3, "not_coming", "Teilnehmerstatus")],
        ),
        (
            "meetup-pro.csv",
            "meetup",
            [("Katherine J.", "katherine@example.org", 2)],
            [(3, "not_coming", "RSVP"), (4, "not_coming", "RSVP")],
        ),
        (
            "excel-unicode.txt",
            "",
            [("Emmy Noether", "emmy@example.org", 0), ("Marie Curie", "marie@example.org", 0)],
            [],
        ),
    ],
    ids=str,
)
def test_an_export_is_known_and_read_by_itself(name, maker, said, out):
    assert understood(name) == (maker, said, out)


def test_an_export_of_meetup_without_addresses_is_known_and_not_complete():
    rows = table_files.read(people_tables.sample("meetup.xls"), fit=import_columns.fit)
    titles = rows[0].cells
    mapping = import_columns.propose(titles, [row.cells for row in rows[1:]])
    assert (import_columns.maker(titles), import_columns.is_complete(mapping, titles)) == ("meetup", False)


def test_the_column_of_addresses_is_found_by_what_it_holds():
    assert import_columns.propose(["Name", "Kontakt"], [["Ana", "ana@example.org"]]) == {"name": 0, "email": 1}


@pytest.mark.parametrize(
    ("titles", "mapping"),
    [
        (["Nom", "Prénom", "Courriel"], {"first_name": 1, "last_name": 0, "email": 2}),
        (["Vorname", "Nachname", "E-Mail-Adresse"], {"first_name": 0, "last_name": 1, "email": 2}),
        (["Full name *", " E-MAIL: "], {"name": 0, "email": 1}),
        (["First Name", "Last Name", "Email", "Name"], {"first_name": 0, "last_name": 1, "email": 2}),
        (["Name", "First Name", "Last Name", "Email"], {"name": 0, "email": 3}),
        (
            ["Code de commande", "Nom du participant", "Adresse mail du participant", "ID pseudonyme"],
            {"name": 1, "email": 2},
        ),
        (["Something", "Else"], {}),
    ],
)
def test_other_tables_are_understood_by_the_words_in_use(titles, mapping):
    assert import_columns.propose(titles) == mapping


@pytest.mark.parametrize(
    ("mapping", "refusal", "field"),
    [
        ({"name": 0}, MappingIncomplete, "email"),
        ({"email": 0}, MappingIncomplete, "name"),
        ({"name": 0, "email": 2}, NoSuchColumn, "email"),
        ({"name": -1, "email": 1}, NoSuchColumn, "name"),
    ],
)
def test_a_mapping_that_leads_nowhere_is_refused_with_its_field(mapping, refusal, field):
    with pytest.raises(refusal) as refused:
        import_columns.check(mapping, ["a", "b"])
    assert refused.value.field == field


def said_of(*cells, mapping=None):
    mapping = mapping or {"name": 0, "email": 1, "guests": 2, "status": 3}
    return import_lines.read(ImportLine(number=2, cells=list(cells)), mapping)


@pytest.mark.parametrize(
    ("cells", "code", "field"),
    [
        (["", "a@example.org"], "name_needed", "name"),
        (["Ana"], "address_needed", "email"),
        (["Ana", "ana at example"], "address_needed", "email"),
        (["x" * 121, "a@example.org"], "too_long", "name"),
        (["=1+1", "a@example.org"], "holds_formula", "name"),
        (["@SUM(A1)", "a@example.org"], "holds_formula", "name"),
        (["Ana", "=A1"], "holds_formula", "email"),
        (["A\ufffdna", "a@example.org"], "unstorable_text", "name"),
        (["Ana", "a@example.org", "many"], "not_a_number", "guests"),
        (["Ana", "a@example.org", "50"], "group_too_large", "guests"),
        (["Ana", "a@example.org", "", "Refunded"], "not_coming", "status"),
        (["Ana", "a@example.org", "", "NON"], "not_coming", "status"),
    ],
)
def test_what_is_wrong_with_a_line_names_its_column(cells, code, field):
    found = import_lines.group([ImportLine(number=2, cells=cells)], {"name": 0, "email": 1, "guests": 2, "status": 3})
    assert [(refusal.code, refusal.field) for _line, refusal in found.refused] == [(code, field)]


@pytest.mark.parametrize("state", ["", "Paid", "Attending", "Checked In", "Yes", "Oui", "Normal", "confirmed"])
def test_other_states_come(state):
    assert said_of("Nora", "nora@example.org", "+1", state).names == ["Nora", "Nora, guest 1"]


def test_a_mistake_is_none_of_the_known_makers():
    assert set(import_columns.MAKERS) == set(import_columns.MAKER_NAMES) == MADE

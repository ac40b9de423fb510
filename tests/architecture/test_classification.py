"""No column without a class: what a table knows about people is said beside it, or `manage.py check` warns."""

import dataclasses

import pytest

from lineup.config import classified
from lineup.core.foundation.personal import PERSONAL, TECHNICAL, Table
from lineup.core.privacy import classification

pytestmark = [pytest.mark.req("P09", "Q17")]


@pytest.fixture
def told():
    """What is said when one table is classified otherwise."""

    def install(model, **changes):
        others = [table for table in classified.PERSONAL if table.model != model]
        tables = [dataclasses.replace(table, **changes) for table in classified.PERSONAL if table.model == model]
        classification.install([*others, *tables])
        return list(classification.faults())

    yield install
    classification.install(classified.PERSONAL)


def columns_of(model):
    return dict(classification.installed()[model].columns)


def test_every_column_of_every_model_is_classified():
    assert sorted(classification.faults()) == []


def test_no_table_is_classified_twice():
    names = [table.model for table in classified.PERSONAL]
    assert len(names) == len(set(names))


def test_a_new_model_is_told_what_to_write_and_where():
    classification.install([table for table in classified.PERSONAL if table.model != "people.ApiToken"])
    try:
        (sentence,) = classification.faults()
    finally:
        classification.install(classified.PERSONAL)
    assert sentence.startswith("people.ApiToken is not classified. Write in lineup/core/people/personal.py: Table(")
    assert '"digest": TECHNICAL' in sentence
    assert "about=('person',)" in sentence


def test_a_new_column_is_told_what_to_write_and_where(told):
    columns = columns_of("people.Person")
    del columns["phone"]
    (sentence,) = told("people.Person", columns=columns)
    assert sentence.startswith(
        'people.Person.phone is not classified. Write in lineup/core/people/personal.py: "phone": …'
    )


def test_a_row_for_what_is_no_longer_there_is_stale(told):
    columns = {**columns_of("people.Person"), "fax": TECHNICAL}
    assert told("people.Person", columns=columns) == [
        "people.Person has no column fax any more: remove it from lineup/core/people/personal.py."
    ]
    classification.install([*classified.PERSONAL, Table("people.Ghost", columns={})])
    assert list(classification.faults()) == [
        "There is no model people.Ghost any more: remove its Table from personal.py."
    ]


def test_what_tells_of_a_person_may_not_outlive_their_erasure(told):
    columns = {**columns_of("people.Person"), "bio": PERSONAL}
    (sentence,) = told("people.Person", columns=columns)
    assert sentence.startswith("people.Person.bio tells of a person and would outlive their erasure")


def test_what_cannot_be_empty_cannot_be_cleared(told):
    columns = {**columns_of("clubs.Membership"), "joined_at": PERSONAL.cleared}
    (sentence,) = told("clubs.Membership", columns=columns)
    assert sentence.startswith("clubs.Membership.joined_at can't be empty")


def test_a_link_to_a_person_says_whether_the_row_is_about_them(told):
    (sentence,) = told("participation.Invitation", did=())
    assert sentence.startswith("participation.Invitation.invited_by points to a person: is the row about them")


def test_a_row_about_a_person_is_exported_or_says_why_not(told):
    (sentence,) = told("clubs.Membership", export="")
    assert sentence == "clubs.Membership is about people: name its export=, or say because= why it is not exported."

"""Each record is carried once; what can't be is reported, and nothing of it stays."""

from datetime import UTC, datetime

import pytest

from lineup.core.carrying import carrying
from lineup.core.carrying.luggage import Left, Luggage
from lineup.core.carrying.records import Record
from lineup.core.people import persons
from lineup.core.people.models import Person
from tests.support import factories

AT = datetime(2026, 11, 20, 12, tzinfo=UTC)


class People(Luggage):
    kept = {"user": Person}
    joined = {"user": ("account",)}


def user(luggage, record):
    made = persons.make_known(name=record.text("name"), email=record.text("email"))
    luggage.notes.append(f"{made.name} came")
    if record.is_set("is_odd"):
        raise Left("it is odd")
    return made


def carry(*users, dry_run=False):
    rows = {"user": [Record("user", pk, fields) for pk, fields in users], "theme": [Record("theme", "1", {})]}
    luggage = People(source="old", club=None, zone="UTC", by=factories.actor(), at=AT, records=rows)
    return carrying.carry(luggage, {"user": user}, dry_run=dry_run)


ANN, BOB = ("1", {"name": "Ann", "email": "ann@example.org"}), ("2", {"name": "Bob", "is_odd": True})


@pytest.mark.django_db
@pytest.mark.req("D14", "A15")
def test_of_what_is_left_nothing_stays():
    report = carry(ANN, BOB)
    assert report.left == [("user", "2", "it is odd"), ("theme", "1", "nothing here corresponds to it")]
    assert (dict(report.made), report.notes, list(report.models)) == ({"user": 1}, ["Ann came"], ["user", "theme"])
    assert list(Person.objects.values_list("name", flat=True)) == ["Ann"]


@pytest.mark.django_db
@pytest.mark.req("D14", "A15")
def test_of_two_records_with_one_id_the_first_holds():
    report = carry(ANN, ("1", {"name": "Ann again"}))
    assert report.left[0] == ("user", "1", "there are several records with this id: the first one holds")
    assert carry(ANN).known["user"] == 1


@pytest.mark.django_db
@pytest.mark.req("D14", "A15")
def test_what_no_database_takes_is_left_with_a_sentence():
    report = carry(("1", {"name": "A\x00n"}), ("2" * 65, {"name": "Ann"}))
    why = "its id is too long, or it has signs that can't be stored"
    assert [reason for _model, _pk, reason in report.left[:2]] == [why, why]


@pytest.mark.django_db
@pytest.mark.req("D14", "A15")
def test_a_dry_run_keeps_nothing():
    assert (dict(carry(ANN, dry_run=True).made), Person.objects.count()) == ({"user": 1}, 0)

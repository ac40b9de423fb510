"""Answers in a table of people: found by their question, judged as in a form, kept with the places."""

import pytest
from django.utils import translation

from lineup.core.participation import answer_values, answering, import_answers, import_preview, imports, questions
from lineup.core.participation.models import Answer, Place
from lineup.core.participation.transitions import State
from lineup.interfaces.web import states
from tests.core.participation import AT, later
from tests.core.participation.asking import a_pool, ask, only_if
from tests.support import factories, people_tables

pytestmark = [pytest.mark.django_db, pytest.mark.req("P18", "B07")]


@pytest.fixture
def by():
    return factories.actor(factories.member("Olga"))


@pytest.fixture
def pool():
    return a_pool()


@pytest.fixture
def begin(pool, by):
    return lambda *lines: imports.begin(pool, people_tables.csv(*lines), by=by, at=AT)


@pytest.fixture
def run(begin, by):
    return lambda *lines: imports.run(begin(*lines), by=by, at=AT)


def refused(batch):
    """Of the dry run, then of the lines once it is run: both are to say the same."""
    return [(one.line.number, one.line.code, one.line.column) for one in import_preview.foresee(batch) if one.line.code]


def refused_when_run(batch):
    return list(batch.lines.exclude(code="").order_by("number").values_list("number", "code", "column"))


def answers():
    rows = Answer.objects.select_related("place__participant", "wording").prefetch_related("choices")
    return sorted((row.place.shown_name, row.wording.text, answer_values.said(answer_values.of(row))) for row in rows)


def test_columns_are_known_by_the_text_of_a_question_or_by_its_id(pool, begin):
    diet, size = ask(pool, text="Your diet?"), ask(pool, kind="one", text="Size", choices=["S", "L"])
    ask(pool, text="Not in the table")
    batch = begin(f"Name,Email,YOUR DIET? *,{size.pk},Unknown", "Ana,ana@example.org,None,L,x")
    assert batch.mapping == {"name": 0, "email": 1, str(diet.pk): 2, str(size.pk): 3}


def test_answers_of_every_kind_are_kept_with_the_place(pool, run):
    kinds = {"line": "Diet", "yes_no": "Bus", "number": "Kilos", "date": "Born"}
    for kind, text in kinds.items():
        ask(pool, kind=kind, text=text)
    ask(pool, kind="several", text="Days", choices=["Sat", "Sun"])
    run("Name,Email,Diet,Bus,Kilos,Born,Days", 'Ana,ana@example.org,None,yes,"1,5",2001-02-03,"Sat, Sun"')
    assert [(text, said) for _name, text, said in answers()] == [
        ("Born", "Feb. 3, 2001"),
        ("Bus", "Yes"),
        ("Days", "Sat, Sun"),
        ("Diet", "None"),
        ("Kilos", "1.5"),
    ]


def test_what_a_form_would_refuse_is_refused_line_by_line(pool, begin, by):
    ask(pool, kind="one", text="Size", choices=["S", "L"], required=True)
    ask(pool, kind="number", text="Kilos")
    batch = begin(
        "Name,Email,Size,Kilos",
        "Ana,ana@example.org,L,3",
        "Bo,bo@example.org,XXL,3",
        "Cy,cy@example.org,,3",
        "Di,di@example.org,S,many",
    )
    expected = [(3, "not_a_choice", "Size"), (4, "answer_needed", "Size"), (5, "not_a_number", "Kilos")]
    assert refused(batch) == expected
    assert refused_when_run(imports.run(batch, by=by, at=AT)) == expected
    assert [place.shown_name for place in Place.objects.all()] == ["Ana"]
    assert answers() == [("Ana", "Kilos", "3"), ("Ana", "Size", "L")]


def test_a_question_without_a_column_is_asked_later(pool, run):
    ask(pool, text="Diet", required=True)
    assert refused_when_run(run("Name,Email", "Ana,ana@example.org")) == []
    assert (Place.objects.count(), answers()) == (1, [])


def test_a_condition_counts_as_in_the_form(pool, run):
    bus = ask(pool, kind="yes_no", text="Bus")
    ask(pool, text="From where", required=True, condition=only_if(bus, True))
    batch = run(
        "Name,Email,Bus,From where", "Ana,ana@example.org,yes,Lyon", "Bo,bo@example.org,no,", "Cy,cy@example.org,yes,"
    )
    assert refused_when_run(batch) == [(4, "answer_needed", "From where")]
    assert answers() == [("Ana", "Bus", "Yes"), ("Ana", "From where", "Lyon"), ("Bo", "Bus", "No")]


def test_each_line_of_a_group_answers_for_itself_and_nameless_guests_not_at_all(pool, run):
    ask(pool, text="Diet", each_person=True)
    ask(pool, text="Car")
    batch = run(
        "Name,Email,Guests,Diet,Car",
        "Ana,ana@example.org,1,Vegan,Van",
        "Bo,ana@example.org,,None,ignored",
    )
    assert refused_when_run(batch) == []
    assert Place.objects.count() == 3
    assert answers() == [("Ana", "Car", "Van"), ("Ana", "Diet", "Vegan"), ("Bo", "Diet", "None")]


def test_who_comes_with_somebody_stands_after_them(pool, run):
    ask(pool, text="Car", required=True)
    batch = run("Name,E-mail address,Comes with,Car", "Bo,ana@example.org,Ana,", "Ana,ana@example.org,,Van")
    assert refused_when_run(batch) == []
    assert answers() == [("Ana", "Car", "Van")]
    assert Place.objects.get(participant__display_name="Bo").contact.name == "Ana"


def test_where_the_first_of_a_group_is_refused_the_next_one_answers_for_it(pool, run):
    ask(pool, kind="number", text="Seats", required=True)
    batch = run("Name,Email,Seats", "Ana,ana@example.org,none", "Bo,ana@example.org,2")
    assert refused_when_run(batch) == [(2, "not_a_number", "Seats")]
    assert answers() == [("Bo", "Seats", "2")]


def test_who_has_a_place_already_keeps_their_answers(pool, run):
    ask(pool, text="Diet")
    run("Name,Email,Diet", "Ana,ana@example.org,Vegan")
    run("Name,Email,Diet", "Ana,ana@example.org,None")
    assert answers() == [("Ana", "Diet", "Vegan")]


def test_what_the_pool_does_not_ask_has_no_column(pool, begin, by):
    other = ask(a_pool(), text="Elsewhere")
    batch = begin("Name,Email,Elsewhere", "Ana,ana@example.org,x")
    with pytest.raises(answering.UnknownQuestion) as refusal:
        imports.map_columns(batch, {"name": 0, "email": 1, str(other.pk): 2}, by=by, at=AT)
    assert refusal.value.field == str(other.pk)


def test_a_column_needs_that_of_the_question_that_its_own_depends_on(pool, begin, by):
    meat = ask(pool, kind="yes_no", text="Meat?")
    which = ask(pool, text="Which?", condition=only_if(meat, True))
    batch = begin("Name,Email,Which?", "Ana,ana@example.org,Beef")
    assert batch.mapping == {"name": 0, "email": 1}
    with pytest.raises(import_answers.ConditionWithoutColumn) as refusal:
        imports.map_columns(batch, {"name": 0, "email": 1, str(which.pk): 2}, by=by, at=AT)
    assert (refusal.value.field, str(refusal.value).partition(":")[0]) == (
        str(which.pk),
        "“Which?” is asked after “Meat?” alone",
    )


def test_a_question_that_was_retired_meanwhile_is_no_longer_asked(pool, begin, by):
    diet = ask(pool, text="Diet", required=True)
    ask(pool, text="Car")
    batch = begin("Name,Email,Diet,Car", "Ana,ana@example.org,,Van")
    questions.retire(diet, by=by, at=later())
    assert refused_when_run(imports.run(batch, by=by, at=later(2))) == []
    assert answers() == [("Ana", "Car", "Van")]


def test_the_dry_run_takes_as_many_queries_for_many_lines(pool, begin, django_assert_num_queries):
    ask(pool, text="Diet")
    short, long = (
        begin("Name,Email,Diet", *(f"G{n},g{n}@example.org,None" for n in range(number))) for number in (2, 60)
    )
    for batch in (short, long):
        with django_assert_num_queries(5):
            import_preview.foresee(batch)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_of_our_own_list_who_has_no_place_is_left_out(begin, language):
    with translation.override(language):
        words = {state: str(states.look(state).label) for state in State}
    batch = begin("Name,Email,State", *(f"{state},{state}@example.org,{word}" for state, word in words.items()))
    coming = [one.name for one in import_preview.foresee(batch) if one.state == "entered"]
    assert coming == [State.CONFIRMED]

"""Import of people: what would happen, what happened to each line, once, never too many, and back again."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from lineup.core.audit.models import Entry
from lineup.core.foundation import clock
from lineup.core.foundation.errors import Missing, Refusal
from lineup.core.notices.models import Notice
from lineup.core.outbox.models import Message
from lineup.core.participation import (
    entering,
    fees,
    import_columns,
    import_preview,
    import_running,
    imports,
    places,
    recount,
    undo,
)
from lineup.core.participation.models import EnteredGuest, ImportLine, PeopleImport, Place, Pool
from lineup.core.people import persons
from lineup.core.people.models import Person
from lineup.core.privacy import erasure
from tests.core.participation import AT, START, later
from tests.support import crowd, factories, outbox, people_tables

pytestmark = [pytest.mark.django_db, pytest.mark.req("P18")]

TWO = people_tables.csv("Name,Email", "Ana Berg,ana@example.org", "Bo Cole,bo@example.org")


class House:
    """An organiser, their pool, and a table that they bring along."""

    def __init__(self, **settings):
        self.organiser = factories.member("Olga", language=settings.pop("language", "en"))
        self.by = factories.actor(self.organiser)
        made = factories.pool(factories.offering(organiser=self.organiser, starts_at=START, at=AT), **settings)
        self.pool = Pool.objects.select_related("offering").get(pk=made.pk)

    def begin(self, content, *, at=AT):
        return imports.begin(self.pool, content, by=self.by, at=at)

    def run(self, content, *, at=AT, **how):
        return imports.run(self.begin(content, at=at), by=self.by, at=at, **how)

    def undo(self, batch, *, at):
        return imports.take_back(batch, by=self.by, at=at)

    def taken(self):
        self.pool.refresh_from_db()
        return self.pool.taken


def lines(batch):
    return list(batch.lines.order_by("number").values_list("number", "state"))


def foreseen(batch):
    return [(one.line.number, one.state) for one in import_preview.foresee(batch)]


def names(pool):
    return sorted(Place.objects.filter(pool=pool).values_list("participant__display_name", "state"))


# --- read and foreseen ----------------------------------------------------------------------------


def test_a_table_is_read_and_nobody_is_entered_yet():
    house = House()
    batch = house.begin(TWO)
    assert (batch.state, batch.titles, batch.mapping) == ("draft", ["Name", "Email"], {"name": 0, "email": 1})
    assert (lines(batch), Place.objects.count()) == ([(2, "pending"), (3, "pending")], 0)


def test_a_table_without_titles_gets_letters_and_its_first_line_counts():
    batch = House().begin(people_tables.csv("ana@example.org,Ana", "bo@example.org,Bo"))
    assert (batch.titles, batch.mapping) == (["A", "B"], {"email": 0})
    assert [number for number, _state in lines(batch)] == [1, 2]


def test_titles_without_a_line_are_refused():
    with pytest.raises(Refusal) as refusal:
        House().begin(b"Name,Email\n")
    assert refusal.value.code == "no_lines"


def test_the_dry_run_says_for_each_line_what_the_import_then_does():
    house = House(capacity=4)
    factories.place(house.pool, factories.guest("Known", email="known@example.org"), at=AT)
    content = people_tables.csv(
        "Name,Email,Guests,Status",
        "Ana,ana@example.org,,yes",
        "Known,KNOWN@example.org,,yes",
        "Bo,bo@example.org,1,yes",
        ",nobody@example.org,,yes",
        "Cy,cy@example.org,,cancelled",
        "Ana,ana@example.org,,yes",
        "Di,di@example.org,,yes",
        "Cousin,known@example.org,,yes",
    )
    batch = house.begin(content)
    expected = [
        (2, "entered"),
        (3, "held"),
        (4, "entered"),
        (5, "refused"),
        (6, "skipped"),
        (7, "skipped"),
        (8, "waits"),
        (9, "held"),
    ]
    assert (foreseen(batch), Place.objects.count(), Message.objects.filter(topic="people-import").count()) == (
        expected,
        1,
        0,
    )
    assert lines(imports.run(batch, by=house.by, at=AT)) == expected


def test_the_dry_run_takes_as_many_queries_for_many_lines(django_assert_num_queries):
    house = House(capacity=100)
    few, many = house.begin(people_tables.guests(2)), house.begin(people_tables.guests(300))
    for batch in (few, many):
        with django_assert_num_queries(3):
            import_preview.foresee(batch)


@pytest.mark.parametrize(("language", "begins"), [("en", "Enter an e-mail address"), ("fr", "Saisissez")])
def test_reasons_are_said_in_the_language_of_who_runs_it(language, begins):
    house = House(language=language)
    batch = house.run(people_tables.csv("Name,E-mail", "Ana,ana at example"))
    line = batch.lines.get()
    assert (line.state, line.column, line.code, line.cells) == (
        "refused",
        "E-mail",
        "address_needed",
        ["Ana", "ana at example"],
    )
    assert line.reason.startswith(begins)


def test_what_was_entered_is_not_kept_a_second_time():
    house = House()
    batch = house.run(TWO)
    assert list(batch.lines.values_list("cells", "email_folded")) == [([], ""), ([], "")]


# --- mapped ---------------------------------------------------------------------------------------


def test_the_organiser_corrects_which_column_says_what():
    house = House()
    batch = house.begin(people_tables.csv("Alias,Real,Adr1,Adr2", "A.,Ana,old@example.org,ana@example.org"))
    imports.map_columns(batch, {"name": 1, "email": 3}, by=house.by, at=AT)
    assert (batch.lines.get().email_folded, foreseen(batch)) == ("ana@example.org", [(2, "entered")])
    imports.run(batch, by=house.by, at=AT)
    assert names(house.pool) == [("Ana", "confirmed")]


def test_a_mapping_that_enters_nobody_is_refused():
    house = House()
    batch = house.begin(TWO)
    with pytest.raises(import_columns.MappingIncomplete):
        imports.map_columns(batch, {"name": 0}, by=house.by, at=AT)
    with pytest.raises(import_columns.MappingIncomplete):
        imports.run(house.begin(people_tables.sample("meetup.xls")), by=house.by, at=AT)


def test_what_was_run_is_mapped_no_more():
    house = House()
    batch = house.run(TWO)
    with pytest.raises(imports.AlreadyRun):
        imports.map_columns(batch, {"name": 0, "email": 1}, by=house.by, at=AT)


def test_a_table_that_was_read_in_part_is_not_run():
    house = House()
    batch = house.begin(TWO)
    PeopleImport.objects.update(state="reading")
    with pytest.raises(imports.NotReady):
        imports.run(batch, by=house.by, at=AT)


# --- entered --------------------------------------------------------------------------------------


def test_people_are_entered_as_the_desk_enters_them():
    house = House(price=Decimal(5), currency="EUR")
    known = factories.guest("Robin Hood", email="bo@example.org")
    house.run(TWO)
    by_hand = list(EnteredGuest.objects.order_by("name").values_list("name", "email"))
    assert by_hand == [("Ana Berg", "ana@example.org"), ("Bo Cole", "bo@example.org")]
    place = Place.objects.get(participant=known.pk)
    assert (place.state, place.shown_name, place.changes.get().channel) == ("confirmed", "Bo Cole", "import")
    assert (place.fee.state, place.changes.get().actor, house.taken()) == ("due", house.organiser, 2)


def test_a_pretix_export_is_entered_with_those_of_one_address_as_a_group():
    house = House(capacity=10)
    batch = house.run(people_tables.sample("pretix.xlsx"))
    assert names(house.pool) == [
        ("Ada Lovelace", "confirmed"),
        ("Grace Hopper", "confirmed"),
        ("Mary Somerville", "confirmed"),
    ]
    ada, mary = (Place.objects.get(participant__display_name=name) for name in ("Ada Lovelace", "Mary Somerville"))
    assert (ada.party, ada.contact.email) == (mary.party, mary.contact.email)
    assert (batch.maker, batch.lines.get(number=3).place) == ("pretix", ada)


def test_who_brings_others_along_takes_places_for_them():
    house = House(capacity=10)
    house.run(people_tables.sample("meetup-pro.csv"))
    assert [name for name, _state in names(house.pool)] == [
        "Katherine J.",
        "Katherine J., guest 1",
        "Katherine J., guest 2",
    ]


def test_full_they_wait_in_the_order_of_the_table():
    house = House(capacity=1)
    house.run(people_tables.guests(3))
    waiting = Place.objects.filter(state="waitlisted").order_by("queued_at", "party")
    assert [place.shown_name for place in waiting] == ["Guest 2", "Guest 3"]
    assert house.taken() == 1


def test_full_without_a_waitlist_they_are_refused():
    house = House(capacity=1, waitlist="none")
    batch = house.begin(people_tables.guests(2))
    expected = [(2, "entered"), (3, "refused")]
    assert (foreseen(batch), lines(imports.run(batch, by=house.by, at=AT))) == (expected, expected)
    assert batch.lines.get(number=3).code == "pool_full"


def test_a_group_that_does_not_fit_waits_whole():
    house = House(capacity=2)
    house.run(people_tables.csv("Name,Email,Guests", "Ana,ana@example.org,2", "Bo,bo@example.org,"))
    assert [state for _name, state in names(house.pool)] == ["waitlisted"] * 3 + ["confirmed"]


def test_cancelled_nobody_is_brought_along():
    offering = factories.offering(state="cancelled", starts_at=START, at=AT)
    with pytest.raises(Refusal) as refusal:
        imports.begin(factories.pool(offering), TWO, by=factories.actor(factories.member()), at=AT)
    assert refusal.value.code == "cancelled"


def test_a_second_submit_changes_nothing():
    house = House()
    batch = house.run(TWO)
    again = imports.run(batch, tells=False, by=house.by, at=later())
    assert (again.state, again.tells, Place.objects.count(), house.taken()) == ("done", True, 2, 2)
    outbox.drain(at=later())
    assert Place.objects.count() == 2


def test_the_same_table_twice_finds_everybody_on_the_list():
    house = House()
    house.run(TWO)
    assert lines(house.run(TWO)) == [(2, "held"), (3, "held")]


def test_a_long_table_is_entered_by_a_worker_in_parts():
    house = House(capacity=None)
    number = imports.AT_ONCE + 1 + import_running.CHUNK
    batch = house.run(people_tables.guests(number))
    assert (batch.state, Place.objects.count()) == ("running", 0)
    assert imports.counts(batch) == {"pending": number}
    with pytest.raises(imports.StillRunning):
        house.undo(batch, at=AT)
    with pytest.raises(imports.StillRunning):
        imports.discard(batch, by=house.by, at=AT)
    topics = outbox.drain(at=AT)
    batch.refresh_from_db()
    assert (topics.count("people-import"), batch.state, house.taken()) == (2, "done", number)


def test_what_a_worker_left_is_gone_on_with_and_nobody_is_entered_twice(monkeypatch):
    house = House(capacity=None)
    batch = house.run(people_tables.guests(imports.AT_ONCE + 10))
    entered_before, calls = entering.enter_groups, []

    def dies(*given, **named):
        calls.append(given)
        if len(calls) == 2:
            raise RuntimeError("the worker ends here")
        return entered_before(*given, **named)

    monkeypatch.setattr(import_running.entering, "enter_groups", dies)
    with pytest.raises(AssertionError):
        outbox.drain(at=AT)
    assert imports.counts(batch) == {"entered": import_running.TOGETHER, "pending": 10}
    outbox.drain(at=later())
    assert imports.counts(batch) == {"entered": imports.AT_ONCE + 10}
    assert (Place.objects.count(), list(recount.faults())) == (imports.AT_ONCE + 10, [])


@pytest.mark.req("Q1")
def test_where_one_is_refused_the_others_are_entered_all_the_same():
    house = House(capacity=3, waitlist=Pool.Waitlist.NONE)
    batch = house.run(people_tables.guests(5))
    assert lines(batch) == [(2, "entered"), (3, "entered"), (4, "entered"), (5, "refused"), (6, "refused")]
    assert (house.taken(), list(recount.faults())) == (3, [])


def test_three_bad_lines_are_named_and_the_others_are_entered():
    bad = {60: "Bad,no-address", 110: ",nameless@example.org", 160: f"{'x' * 400},long@example.org"}
    rows = [bad.get(number, f"Guest {number},g{number}@example.org") for number in range(2, 202)]
    house = House(capacity=None)
    batch = house.run(people_tables.csv("Name,Email", *rows))
    while import_running.go_on_with(batch, limit=import_running.CHUNK, at=AT):
        pass
    refused = batch.lines.filter(state="refused").order_by("number").values_list("number", "column", "code")
    assert list(refused) == [
        (60, "Email", "address_needed"),
        (110, "Name", "name_needed"),
        (160, "Name", "too_long"),
    ]
    assert (imports.counts(batch), house.taken()) == ({"entered": 197, "refused": 3}, 197)


@pytest.mark.req("Q1")
def test_who_finds_no_room_waits_in_the_order_of_the_table():
    house = House(capacity=3)
    batch = house.run(
        people_tables.csv(
            "Name,Email",
            "A,a@example.org",
            "B,b@example.org",
            "C,b@example.org",
            *(f"{name},{name}@example.org" for name in "defg"),
        )
    )
    assert [state for _number, state in lines(batch)] == ["entered"] * 3 + ["waits"] * 4
    waiting = Place.objects.filter(pool=house.pool, state="waitlisted").order_by("queued_at", "id")
    assert list(waiting.values_list("contact__email", flat=True)) == [f"{name}@example.org" for name in "defg"]
    assert (house.taken(), list(recount.faults())) == (3, [])


def test_somebody_made_known_in_this_very_moment_is_entered_all_the_same(monkeypatch):
    create_many, here = persons._create_many, []

    def meets_another(guests, *like):
        if len(guests) == 2:
            here.append(create_many(guests[:1], *like)[0])
        return create_many(guests, *like)

    monkeypatch.setattr(persons, "_create_many", meets_another)
    house = House(capacity=None)
    assert lines(house.run(TWO)) == [(2, "entered"), (3, "entered")]
    assert (len(here), Person.objects.filter(email__in=["ana@example.org", "bo@example.org"]).count()) == (1, 2)


def test_many_are_entered_in_hardly_more_statements_than_two():
    def statements(number):
        house = House(capacity=None)
        batch = house.begin(people_tables.guests(number))
        with CaptureQueriesContext(connection) as asked:
            imports.run(batch, by=house.by, at=AT)
        return len(asked)

    # a long UPDATE of the lines is divided
    assert statements(import_running.TOGETHER) - statements(2) <= 2


# --- told -----------------------------------------------------------------------------------------


def test_who_is_entered_is_told_after_the_time_of_a_slip():
    House().run(TWO)
    outbox.drain(at=later(0.1))
    assert Notice.objects.count() == 0
    outbox.drain(at=later())
    assert list(Notice.objects.values_list("kind", flat=True)) == ["place.confirmed"] * 2


def test_quietly_nobody_is_told_then_or_when_it_is_undone():
    house = House()
    batch = house.run(TWO, tells=False)
    house.undo(batch, at=later())
    outbox.drain(at=later(5))
    assert (Notice.objects.count(), Message.objects.filter(topic="notice").count()) == (0, 0)


def test_the_record_says_what_was_brought_along_without_a_name():
    house = House()
    batch = house.run(people_tables.csv("Name,Email", "Ana,ana@example.org", "Bo,nowhere"))
    acts = list(Entry.objects.filter(action__startswith="import.").order_by("id").values_list("action", "metadata"))
    name = str(batch.pk)
    assert acts == [
        ("import.read", {"import": name, "lines": 2, "maker": ""}),
        ("import.run", {"import": name, "tells": True}),
        ("import.done", {"import": name, "entered": 1, "refused": 1}),
    ]


# --- taken back -----------------------------------------------------------------------------------


def test_undone_the_places_are_gone_and_free_again():
    house = House(capacity=2)
    batch = house.run(people_tables.guests(3))
    back = house.undo(batch, at=later(9))
    assert (back.state, house.taken(), imports.counts(back)) == ("undone", 0, {"undone": 3})
    assert {state for _name, state in names(house.pool)} == {"revoked"}
    assert list(recount.faults()) == []


def test_who_heard_of_it_hears_that_it_is_taken_back_and_others_hear_nothing():
    house = House()
    told, untold = house.run(TWO), None
    outbox.drain(at=later())
    untold = house.run(people_tables.csv("Name,Email", "Cy,cy@example.org"), at=later())
    house.undo(untold, at=later())
    house.undo(told, at=later())
    outbox.drain(at=later(5))
    kinds = sorted(Notice.objects.values_list("person__email", "kind"))
    assert kinds == [
        ("ana@example.org", "place.confirmed"),
        ("ana@example.org", "place.revoked"),
        ("bo@example.org", "place.confirmed"),
        ("bo@example.org", "place.revoked"),
    ]


def test_an_undo_gives_what_it_frees_to_those_who_waited_and_to_nobody_who_leaves_as_well():
    house = House(capacity=2)
    batch = house.run(people_tables.guests(3))
    waits = factories.place(house.pool, factories.guest("Waits"), at=AT)
    house.undo(batch, at=later())
    waits.refresh_from_db()
    assert (waits.state, house.taken(), imports.counts(batch)) == ("confirmed", 1, {"undone": 3})


def withdraw(place, by):
    places.withdraw(place, by=factories.actor(place.contact), at=later())


def revoke(place, by):
    places.revoke(place, by=by, at=later())


def act_as_guest(place, by):
    places.join(place.pool, place.contact, by=factories.actor(place.contact), at=later())


def pay(place, by):
    fees.mark([place.pk], "pay", offering=place.pool.offering, by=by, at=later())


@pytest.mark.parametrize("happens", [withdraw, revoke, act_as_guest, pay], ids=lambda act: act.__name__)
def test_what_changed_since_is_left_and_the_line_says_so(happens):
    house = House(price=Decimal(5), currency="EUR")
    batch = house.run(TWO)
    place = Place.objects.select_related("pool__offering", "contact").get(contact__email="ana@example.org")
    happens(place, house.by)
    place.refresh_from_db()
    state = place.state
    house.undo(batch, at=later(2))
    place.refresh_from_db()
    left, gone = batch.lines.order_by("number")
    assert (left.state, gone.state, place.state) == ("left", "undone", state)
    assert left.reason == "Left, because something happened to the place since."
    assert list(recount.faults()) == []


def test_who_had_a_place_before_keeps_it():
    house = House()
    before = factories.place(house.pool, factories.guest(email="ana@example.org"), at=AT)
    house.undo(house.run(TWO), at=later())
    before.refresh_from_db()
    assert (before.state, house.taken()) == ("confirmed", 1)


def test_a_second_undo_changes_nothing():
    house = House()
    batch = house.run(TWO)
    house.undo(batch, at=later())
    assert house.undo(batch, at=later(2)).state == "undone"
    assert Place.objects.filter(state="revoked").count() == 2


def test_after_ten_minutes_it_is_too_late():
    house = House()
    batch = house.run(TWO)
    assert [imports.can_be_undone(batch, at=later(minutes)) for minutes in (10, 10.1)] == [True, False]
    with pytest.raises(undo.TooLateToUndo):
        house.undo(batch, at=later(10.1))


def test_a_long_import_is_undone_by_a_worker():
    house, now = House(capacity=20), clock.now()
    batch = house.run(people_tables.guests(imports.AT_ONCE + 10), at=now)
    outbox.drain(at=now)
    batch.refresh_from_db()
    assert house.undo(batch, at=now + timedelta(minutes=1)).state == "undoing"
    outbox.drain(at=now + timedelta(minutes=1))
    batch.refresh_from_db()
    assert (batch.state, house.taken(), imports.counts(batch)) == ("undone", 0, {"undone": imports.AT_ONCE + 10})


def test_many_are_taken_back_in_hardly_more_statements_than_two():
    def statements(number):
        house = House(capacity=None)
        batch = house.run(people_tables.guests(number))
        with CaptureQueriesContext(connection) as asked:
            imports.take_back(batch, by=house.by, at=later())
        assert house.taken() == 0
        return len(asked)

    assert statements(import_running.TOGETHER) - statements(2) <= 2


@pytest.mark.parametrize("happens", [withdraw, revoke, act_as_guest, pay], ids=lambda act: act.__name__)
def test_of_many_taken_back_at_once_those_alone_are_left_to_which_something_happened(happens):
    house = House(price=Decimal(5), currency="EUR", capacity=30)
    batch = house.run(people_tables.guests(12))
    some = list(Place.objects.select_related("pool__offering", "contact").order_by("id")[2:9:3])
    for place in some:
        happens(place, house.by)
    house.undo(batch, at=later(2))
    assert imports.counts(batch) == {"left": 3, "undone": 9}
    assert set(batch.lines.filter(state="left").values_list("place", flat=True)) == {place.pk for place in some}
    assert list(recount.faults()) == []


# --- kept and found -------------------------------------------------------------------------------


def test_an_import_is_forgotten_with_its_lines_and_the_people_stay():
    house = House()
    house.run(TWO)
    kept = house.begin(TWO, at=later())
    assert imports.forget(before=later(0.5)) == 1
    assert (list(PeopleImport.objects.all()), Place.objects.count()) == ([kept], 2)
    assert set(ImportLine.objects.values_list("batch", flat=True)) == {kept.pk}


@pytest.mark.req("P09")
def test_who_is_erased_stands_on_no_line_entered_or_not():
    house = House(capacity=1, waitlist="none")
    house.run(TWO)
    assert ImportLine.objects.get(email_folded="bo@example.org").state == "refused"
    for name in ("ana", "bo"):
        known = factories.guest(email=f"{name}@example.org")
        erasure.erase(known, by=house.by, at=later())
    assert ImportLine.objects.count() == 0


def test_discarded_nothing_of_the_table_is_kept():
    house = House()
    imports.discard(house.begin(TWO), by=house.by, at=AT)
    assert (PeopleImport.objects.count(), ImportLine.objects.count()) == (0, 0)
    assert Entry.objects.filter(action="import.discard").count() == 1


def test_an_import_is_there_for_its_organisers_alone():
    house = House()
    batch = house.begin(TWO)
    assert imports.find_managed(house.organiser, batch.pk) == batch
    for who, pk in ((factories.member(), batch.pk), (None, batch.pk), (house.organiser, "nonsense")):
        with pytest.raises(Missing):
            imports.find_managed(who, pk)


def test_guests_are_made_known_in_the_language_of_the_organiser():
    house = House(language="fr")
    with translation.override("en"):
        house.run(TWO)
    assert set(Person.objects.filter(email__startswith="ana").values_list("language", flat=True)) == {"fr"}


# --- at once --------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
@pytest.mark.xdist_group("crowds")
def test_several_imports_at_once_never_take_too_many_places_and_never_enter_anybody_twice():
    """Four at once: two runs of the same import, two more tables with the same people among them."""
    house = House(capacity=30)
    size = imports.AT_ONCE
    same = house.begin(people_tables.guests(size))
    others = [house.begin(people_tables.guests(size)) for _ in range(2)]
    batches = [same.pk, same.pk, *(other.pk for other in others)]

    def work(number, say):
        batch = PeopleImport.objects.select_related("pool__offering").get(pk=batches[number])
        imports.run(batch, by=house.by, at=AT)
        say(done=number)

    with crowd.of(4, work) as processes:
        processes.go()
        processes.wait()
        assert sorted(processes.of("done")) == [0, 1, 2, 3]
    live = Place.objects.filter(pool=house.pool)
    states = list(live.values_list("state", flat=True))
    assert (states.count("confirmed"), states.count("waitlisted"), house.taken()) == (30, size - 30, 30)
    assert list(recount.faults()) == []
    outbox.drain(at=later())
    assert live.count() == size

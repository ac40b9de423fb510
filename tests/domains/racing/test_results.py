"""Results: read out of a file as a draft, matched, corrected, published, taken back."""

import pytest

from lineup.core.audit.models import Entry
from lineup.core.foundation.errors import Missing, Refusal
from lineup.core.outbox.models import Message
from lineup.core.participation import places
from lineup.core.privacy import erasure
from lineup.domains.racing import (
    profiles,
    race_classes,
    race_entries,
    result_tables,
    results,
    results_said,
    results_told,
    seats,
)
from lineup.domains.racing.entry_states import EntryAct, EntryStatus
from lineup.domains.racing.models import RaceResults, ResultDriver, SimProfile
from tests.support import factories, result_files

pytestmark = [pytest.mark.req("A17")]
FILE = result_files.written(result_files.iracing())


@pytest.fixture
def race(make_race):
    return make_race()


@pytest.fixture
def race_class(race, make_row, make_car, simulator, by, at):
    gt3 = make_row("classes", simulator=simulator, name="GT3", cars=[make_car()])
    return race_classes.add(race, gt3, most_entries=9, by=by, at=at)


@pytest.fixture
def enter(race, race_class, by, at):
    """Enter a team of this name under this number, confirmed, with one driver or this one."""

    def enter(name, number="", person=None):
        places.add(race.pool, person or factories.guest(f"Drives for {name}"), by=by, at=at)
        made = race_entries.add_temporary(race, name, race_class=race_class, number=number, by=by, at=at)
        seats.set_line_up(made, [(seats.free(race).order_by("-created_at", "-pk")[0], "driver")], by=by, at=at)
        return race_entries.move(made, EntryAct.CONFIRM, by=by, at=at)

    return enter


@pytest.fixture
def read(race, by, at):
    def read(content=FILE, kind="race", number=1):
        return results.import_file(race, content, kind=kind, number=number, by=by, at=at)

    return read


def refusal(act):
    with pytest.raises(Refusal) as refused:
        act()
    return refused.value.code


def line_of(found, number):
    line = results.lines(found).get(number=number)
    line.results = found
    return line


def test_cars_are_matched_by_number_and_name_then_driver_then_name_then_number(enter, read, profile, driver):
    both = enter("North Wind", "7")
    by_name = enter("south  WALL", "99")
    by_number = enter("Early Apex", "33")
    by_driver = enter("Somebody", "1", person=driver)
    SimProfile.objects.filter(pk=profile.pk).update(platform_id="73")
    found = read()
    assert {line.number: line.entry for line in results.lines(found)} == {
        "7": both,
        "12": by_name,
        "033": by_number,
        "5": by_driver,
    }


def test_drivers_are_known_by_their_id_in_the_simulator(read, profile):
    found = read()
    drivers = ResultDriver.objects.filter(line__results=found, line__number="7").order_by("position")
    assert [(one.name, one.platform_id, one.profile) for one in drivers] == [
        ("Dana D", "482913", profile),
        ("Otto O", "70", None),
    ]


def test_the_same_file_again_changes_nothing_and_keeps_corrections(read, by, at):
    found = read()
    results.correct(line_of(found, "12"), penalty_seconds=5, reason="Cut a corner", by=by, at=at)
    again = read()
    assert (again.pk, line_of(again, "12").penalty_seconds, RaceResults.objects.count()) == (found.pk, 5, 1)


def test_another_file_takes_the_place_of_a_draft_but_not_of_what_is_published(read, by, at):
    found = read()
    other = result_files.iracing()
    other["data"]["session_results"][1]["results"].pop()
    again = read(result_files.written(other))
    assert (again.pk, again.lines.count()) == (found.pk, 3)
    results.publish(again, by=by, at=at)
    assert refusal(read) == "results_published"
    assert read(kind="practice").lines.count() == 1
    assert read(number=2).number == 2


def test_files_of_another_simulator_are_refused(read):
    assert refusal(lambda: read(result_files.written(result_files.acc()))) == "results_of_another_simulator"
    assert refusal(lambda: read(kind="sprint")) == "unknown_choice"
    assert refusal(lambda: read(number=21)) == "out_of_range"
    assert RaceResults.objects.count() == 0


def test_a_draft_is_for_organisers_alone(race, read, organiser, by, at):
    found = read()
    assert (results.of(race, organiser), results.of(race, None)) == ([found], [])
    with pytest.raises(Missing):
        results.find(race, found.pk, None)
    results.publish(found, by=by, at=at)
    assert results.find(race, found.pk, None) == found
    results.take_back(found, by=by, at=at)
    assert results.of(race, None) == []


def test_corrections_change_who_came_where_and_stand_in_the_record(read, by, at):
    found = read()
    assert [row.line.number for row in result_tables.table(found)] == ["7", "12", "033", "5"]
    results.correct(line_of(found, "7"), penalty_seconds=20, reason="Unsafe release", by=by, at=at)
    results.correct(line_of(found, "033"), status="disqualified", reason="Underweight", by=by, at=at)
    rows = result_tables.table(found)
    assert [(row.line.number, row.placed.place) for row in rows] == [("12", 1), ("7", 2), ("5", 3), ("033", None)]
    acts = Entry.objects.filter(action="results.correct").order_by("pk").values_list("metadata", flat=True)
    assert [(one["car"], one["status"], one["seconds"]) for one in acts] == [
        ("7", "finished", 20),
        ("033", "disqualified", 0),
    ]


def test_a_penalty_needs_a_reason_and_an_entry_has_one_line(read, enter, by, at):
    entry, found = enter("North Wind", "7"), read()
    other = line_of(found, "12")
    assert refusal(lambda: results.correct(other, penalty_seconds=5, by=by, at=at)) == "result_reason_needed"
    assert refusal(lambda: results.correct(other, entry=entry, by=by, at=at)) == "entry_of_another_line"
    assert refusal(lambda: results.correct(other, status="lost", by=by, at=at)) == "unknown_choice"
    assert refusal(lambda: results.correct(other, penalty_seconds=86_401, by=by, at=at)) == "out_of_range"
    results.correct(line_of(found, "7"), entry=None, by=by, at=at)
    assert results.correct(line_of(found, "12"), entry=entry, by=by, at=at).name == "North Wind"


def test_entries_have_raced_once_results_are_published(read, enter, by, at):
    raced, out = enter("North Wind", "7"), enter("South Wall", "12")
    elsewhere = enter("Not in the file", "77")
    found = read()
    results.correct(line_of(found, "12"), status="disqualified", reason="Underweight", by=by, at=at)
    results.publish(found, by=by, at=at)
    for entry in (raced, out, elsewhere):
        entry.refresh_from_db()
    assert [raced.status, out.status, elsewhere.status] == [
        EntryStatus.RACED,
        EntryStatus.DISQUALIFIED,
        EntryStatus.CONFIRMED,
    ]
    assert [seat.signup.stage for seat in seats.of(raced)] == ["participated"]
    results.correct(line_of(found, "7"), status="disqualified", reason="Protest", by=by, at=at)
    raced.refresh_from_db()
    assert raced.status == EntryStatus.DISQUALIFIED


def test_publishing_twice_does_it_once_and_what_is_published_is_not_deleted(read, by, at):
    found = read()
    results.publish(found, by=by, at=at)
    results.publish(found, by=by, at=at)
    assert Entry.objects.filter(action="results.publish").count() == 1
    assert refusal(lambda: results.remove(found, by=by, at=at)) == "results_published"
    results.take_back(found, by=by, at=at)
    results.remove(found, by=by, at=at)
    assert RaceResults.objects.count() == 0


def test_who_claims_their_id_later_takes_their_results_over(read, simulator, by, at):
    found = read()
    results.publish(found, by=by, at=at)
    otto = factories.member("Otto")
    claimed = profiles.add(otto, simulator, platform_id="70", name="Otto", by=factories.actor(otto), at=at)
    assert ResultDriver.objects.get(platform_id="70").profile == claimed


@pytest.mark.req("P09")
def test_who_is_erased_leaves_a_line_without_name_or_id(read, profile, driver, by, at):
    found = read()
    erasure.erase(driver, by=factories.actor(driver), at=at)
    drivers = ResultDriver.objects.filter(line__results=found, line__number="7").order_by("position")
    (dana, otto) = drivers
    assert (dana.platform_id, dana.profile) == ("", None)
    assert dana.name not in ("", "Dana D")
    assert (otto.name, otto.platform_id) == ("Otto O", "70")


def test_the_laps_of_acc_make_a_lap_chart(race, read, simulator):
    type(simulator).objects.filter(pk=simulator.pk).update(slug="other")
    race.simulator.refresh_from_db()
    found = read(result_files.written(result_files.acc(), "utf-16-le"))
    assert result_tables.has_laps(found)
    assert [(line.number, trace.positions, trace.behind_ms) for line, trace in result_tables.traces(found)] == [
        ("7", (1, 1, 1), (0, 0, 0)),
        ("12", (2, 2, 2), (1_000, 500, 2_500)),
        ("33", (3, 3), (4_000, 9_000)),
    ]


def test_who_drove_hears_where_they_came_once_and_while_it_is_out(enter, read, by, at):
    kim, lea = factories.member("Kim"), factories.member("Lea")
    enter("North Wind", "7", person=kim)
    enter("Nowhere", "88", person=lea)
    found = read()
    for _again in range(2):
        results.publish(found, by=by, at=at)
        results.take_back(found, by=by, at=at)
    [message] = Message.objects.filter(topic="notice", payload__kind=results_told.OUT)
    assert message.payload["person"] == str(kim.pk)
    assert results_said.about(message.payload["facts"], kim) is None
    results.publish(found, by=by, at=at)
    words = results_said.about(message.payload["facts"], kim)
    assert (words.sentence, results_said.about(message.payload["facts"], lea)) == (
        "#7 North Wind came in place 1 of GT3.",
        None,
    )

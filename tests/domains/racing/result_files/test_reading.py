"""Files of results are read into one shape, and what is no such file is refused with what is wrong."""

import codecs
import contextlib
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from lineup.domains.racing.result_files import acc, opening, reading, refusals
from lineup.domains.racing.result_files.shape import Driver, Lap, Penalty, ResultStatus, SessionKind, Source
from tests.support import result_files

pytestmark = pytest.mark.req("A17")
# a machine with much to do is no fault
calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def test_acc_results_have_cars_with_drivers_and_laps():
    (found,) = reading.read(result_files.written(result_files.acc()))
    assert (found.source, found.kind, found.track) == (Source.ACC, SessionKind.RACE, "spa")
    first, second, third, last = found.lines
    assert (first.number, first.team, first.laps_done, first.total_ms, first.best_lap_ms) == (
        "7",
        "North Wind",
        3,
        273_000,
        91_000,
    )
    assert first.drivers == (Driver("76561190000000001", "Dana Dubois"), Driver("76561190000000002", "Otto Ottesen"))
    assert first.laps == (Lap(0, 91_000, True), Lap(1, 91_000, True), Lap(0, 91_000, False))
    assert second.class_name == "Silver"
    assert second.penalties == (Penalty("PitSpeeding", "DriveThrough", 3, 2),)
    assert (third.laps_done, third.status) == (2, ResultStatus.FINISHED)
    assert (last.total_ms, last.best_lap_ms, last.status) == (None, None, ResultStatus.NOT_STARTED)


def test_iracing_results_are_found_by_the_sort_of_session_and_times_are_ten_thousandths():
    found = reading.read_session(result_files.written(result_files.iracing()), "race")
    assert (found.source, found.track) == (Source.IRACING, "Okayama Full Course")
    first, second, lapped, out = found.lines
    assert (first.number, first.team, first.total_ms, first.laps_led) == ("7", "North Wind", 1_820_000, 20)
    assert first.drivers == (Driver("482913", "Dana D"), Driver("70", "Otto O"))
    assert first.best_lap_ms == 90_444
    assert second.total_ms == 1_820_000 + 15_322
    assert (lapped.number, lapped.total_ms) == ("033", 1_728_000)
    assert (out.status, out.laps_done) == (ResultStatus.RETIRED, 4)


def test_iracing_results_of_single_drivers_have_one_driver_and_no_team():
    row = {"cust_id": 9, "display_name": "Uma U", "laps_complete": 3, "reason_out": "Disqualified"}
    body = {"session_results": [{"simsession_type": 6, "results": [row]}]}
    (found,) = reading.read(result_files.written(body))
    (line,) = found.lines
    assert (line.team, line.drivers, line.number) == ("", (Driver("9", "Uma U"),), "")
    assert (line.status, line.total_ms) == (ResultStatus.DISQUALIFIED, None)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_encoding_that_people_save_says_the_same(encoding: str):
    said = result_files.acc(serverName="Ligue été")
    assert reading.read(result_files.written(said, encoding)) == reading.read(result_files.written(said))


def _without(key: str) -> dict[str, Any]:
    said = result_files.acc()
    del said["sessionResult"]["leaderBoardLines"][0]["timing"][key]
    return said


def _with(**values: Any) -> dict[str, Any]:
    said = result_files.acc()
    said["sessionResult"]["leaderBoardLines"][0]["car"].update(values)
    return said


DEEP = b"[" * 200_000 + b"]" * 200_000
WRONG = {
    "nothing": (b"", "results_empty"),
    "zeros": (b"\0\0\0\0", "results_empty"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "results_wrong_encoding"),
    "half a sign": (codecs.BOM_UTF16_LE + b"{", "results_wrong_encoding"),
    "no json": (b"<html>", "results_not_json"),
    "no number": (b'{"sessionResult": NaN}', "results_not_json"),
    "too deep": (DEEP, "results_not_json"),
    "a number of 5,000 digits": (b"1" * 5_000, "results_not_json"),
    "a list": (b"[]", "results_unknown_format"),
    "something else": (b'{"a": 1}', "results_unknown_format"),
    "no session": (result_files.written(result_files.acc("X")), "results_part_wrong"),
    "nobody": (result_files.written(result_files.acc(cars=())), "results_without_cars"),
    "no laps": (result_files.written(_without("lapCount")), "results_part_wrong"),
    "a number as text": (result_files.written(_with(raceNumber="7")), "results_part_wrong"),
    "too large a number": (result_files.written(_with(raceNumber=10**12)), "results_part_wrong"),
    "a flag for a number": (result_files.written(_with(carId=True)), "results_part_wrong"),
    "text for a list": (result_files.written(_with(drivers="Dana")), "results_part_wrong"),
    "text in a list": (result_files.written(_with(drivers=["Dana"])), "results_part_wrong"),
    "a crowd": (result_files.written(_with(drivers=[{}] * 21)), "results_too_many"),
    "data that is text": (b'{"data": "x"}', "results_part_wrong"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_file_of_results_is_refused_with_what_is_wrong(name: str):
    content, code = WRONG[name]
    with pytest.raises(refusals.UnreadableResults) as refused:
        reading.read(content)
    assert refused.value.code == code


def test_the_part_that_is_wrong_is_named():
    with pytest.raises(refusals.PartWrong) as refused:
        reading.read(result_files.written(_with(raceNumber="7")))
    assert refused.value.facts["part"] == "sessionResult.leaderBoardLines[0].car.raceNumber"


def test_a_file_that_is_too_large_is_not_even_read(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(opening, "LARGEST_BYTES", 10)
    with pytest.raises(refusals.ResultsTooLarge):
        reading.read(b" " * 11)


def test_a_list_that_is_too_long_is_refused():
    with pytest.raises(refusals.TooManyOf):
        reading.read(result_files.written(result_files.acc(penalties=[{"carId": 1}] * (acc.MOST_PENALTIES + 1))))


def test_a_session_that_is_not_in_the_file_is_refused():
    with pytest.raises(refusals.SessionNotInFile):
        reading.read_session(result_files.written(result_files.acc()), "qualifying")


def test_signs_that_no_database_stores_are_left_out():
    said = json.dumps(_with(teamName="a\x00b\ud800c")).encode()
    assert reading.read(said)[0].lines[0].team == "abc"


# --- anything at all ------------------------------------------------------------------------------

VALUES = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=8),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


def _read_or_refused(content: bytes) -> None:
    with contextlib.suppress(refusals.UnreadableResults):
        assert reading.read(content)


@calm
@given(some.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes):
    _read_or_refused(content)


@calm
@given(some.data(), some.sampled_from([result_files.acc, result_files.iracing]))
def test_a_file_with_anything_in_any_of_its_parts_is_read_or_refused(data: some.DataObject, make: Any):
    said = make()
    holder, key = data.draw(some.sampled_from(list(_parts(said))))
    holder[key] = data.draw(VALUES)
    _read_or_refused(json.dumps(said).encode())


def _parts(said: Any) -> Any:
    keys = list(said) if isinstance(said, dict) else range(len(said))
    for key in keys:
        yield said, key
        if isinstance(said[key], dict | list):
            yield from _parts(said[key])

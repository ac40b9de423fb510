"""Teams are read out of a file by their ids, each once, and nothing that a file says breaks the reading."""

import contextlib
import copy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from lineup.domains.racing.result_files import refusals, team_names
from lineup.domains.racing.result_files.shape import Source
from lineup.domains.racing.result_files.team_names import NamedTeam
from tests.support import result_files

pytestmark = pytest.mark.req("A02")
JUNK = some.one_of(some.none(), some.booleans(), some.integers(), some.text(max_size=9), some.just([[]]), some.just({}))


def test_each_team_is_named_once_by_its_id_with_who_drove_for_it_in_any_session():
    said = result_files.iracing()
    practice, race = said["data"]["session_results"]
    practice["results"] = copy.deepcopy(practice["results"])
    practice["results"][0] |= {"display_name": "Old name", "car_name": "BMW M4"}
    # one who sat in two cars stands with the first
    practice["results"][0]["driver_results"] += [{"cust_id": 74, "display_name": "N"}, {"cust_id": 71}]
    race["results"] += [{**race["results"][0], "team_id": 0}, {"cust_id": 9, "display_name": "Alone"}]
    source, found = team_names.read(result_files.written(said))
    assert source == Source.IRACING
    assert found == [
        NamedTeam("-501", "North Wind", "BMW M4", ("482913", "70", "74")),
        NamedTeam("-502", "South Wall", "", ("71",)),
        NamedTeam("-503", "Late Apex", "", ("72",)),
        NamedTeam("-504", "Gone Off", "", ("73",)),
    ]


def test_files_without_ids_of_teams_are_refused_with_why():
    alone = {"session_results": [{"simsession_type": 6, "results": [{"cust_id": 9, "display_name": "Uma"}]}]}
    many = result_files.iracing(wrapped=False)
    rows = many["session_results"][1]["results"]
    many["session_results"] = [
        {"results": [{**rows[0], "team_id": -100 * session - row} for row in range(1, 71)]} for session in (1, 2)
    ]
    for said, wanted in (
        (result_files.acc(), refusals.TeamsWithoutId),
        ({"other": 1}, refusals.UnknownFormat),
        (alone, refusals.NoTeams),
        (many, refusals.TooManyOf),
    ):
        with pytest.raises(wanted):
            team_names.read(result_files.written(said))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(some.sampled_from(["team_id", "display_name", "car_name", "driver_results"]), JUNK, JUNK)
def test_whatever_stands_in_a_file_it_is_read_or_refused(key, junk, inner):
    said = result_files.iracing()
    row = said["data"]["session_results"][1]["results"][0]
    row[key] = junk
    said["data"]["session_results"][1]["results"][1]["driver_results"] = [{"cust_id": inner, "car_name": inner}]
    with contextlib.suppress(refusals.UnreadableResults):
        team_names.read(result_files.written(said))

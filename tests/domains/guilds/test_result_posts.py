"""Published results stand in the channel of their race: podiums and figures, put right when they are corrected."""

import pytest

from lineup.core.audit.models import Entry
from lineup.domains.guilds import asking, guilds, rounds
from lineup.domains.racing import race_classes, result_tables, results
from lineup.domains.racing.models import RaceResults, ResultLine
from tests.architecture.authorisation import circuit
from tests.support import stints

pytestmark = pytest.mark.req("C06")


@pytest.fixture
def guild(club, by, at):
    return guilds.link(club, 4711, name="The guild", by=by, at=at)


@pytest.fixture
def race(club, by, at):
    return stints.entry(club, {"Ann": 0}, starts_at=at, by=by, at=at).race


@pytest.fixture
def draft(race, at):
    made = RaceResults.objects.create(race=race, kind="race", source="acc", sha256="0" * 64, imported_at=at)
    for name in ("Blue", "*Red*", "Green", "Last"):
        circuit.result_line(made, name)
    ResultLine.objects.filter(results=made, team="Last").update(status="retired", laps_done=1)
    return made


def posts(guild, at):
    (event,) = asking.asked(guild, address="https://x", at=at).events
    return [(one.id, one.words) for one in event.posts if one.id.startswith("results:")]


def test_who_won_and_the_figures_are_said_once_published_corrected_in_place_and_taken_back(guild, race, draft, by, at):
    assert posts(guild, at) == []
    results.publish(draft, by=by, at=at)
    ((key, words),) = posts(guild, at)
    (race_class,) = map(str, race_classes.of(race))
    assert (key, words.title) == ("results:1", "Results: Race")
    assert words.body.splitlines() == [
        f"**{race_class}**",
        "1. #0 Blue · 2 laps",
        "2. #1 \\*Red\\* · 2 laps",
        "3. #2 Green · 2 laps",
        "",
        "4 cars started · 3 finished · 7 laps",
        "Fastest lap: 1:30.000, #0 Blue",
    ]
    assert words.links[0][0] == f"https://x/events/{race.event.offering.slug}/race/results/{draft.pk}"
    line = results.find_line(draft, draft.lines.get(team="Blue").pk)
    results.correct(line, status="disqualified", reason="Fuel", by=by, at=at)
    ((again, after),) = posts(guild, at)
    assert (again, after.body.splitlines()[1]) == (key, "1. #1 \\*Red\\* · 2 laps")
    results.take_back(draft, by=by, at=at)
    assert posts(guild, at) == []


def test_a_guild_looks_when_results_are_published_corrected_or_taken_back(guild, draft, by, at):
    results.publish(draft, by=by, at=at)
    assert set(rounds.TOLD) >= set(Entry.objects.filter(action__startswith="results.").values_list("action", flat=True))


def test_the_tables_of_many_races_are_those_of_each(draft, by, at):
    results.publish(draft, by=by, at=at)
    ((found, rows),) = result_tables.of_races([draft.race_id]).items()
    assert (found, [(row.line, row.placed.class_place) for row in rows]) == (
        draft,
        [(row.line, row.placed.class_place) for row in result_tables.table(draft)],
    )

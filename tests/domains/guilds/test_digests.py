"""Each Monday a guild that wants it is told what the week brings: once, as it was then, and nothing without news."""

from datetime import UTC, datetime, timedelta

import pytest

from lineup.core.participation import offerings
from lineup.domains.guilds import asking, digests, guilds, rounds
from lineup.domains.guilds.models import Guild, Thing
from lineup.domains.guilds.shape.desired import desired
from lineup.domains.racing import results
from lineup.domains.racing.models import RaceResults
from tests.architecture.authorisation import circuit
from tests.support import stints

pytestmark = pytest.mark.req("C04")
DAY = timedelta(days=1)
# a Monday
EIGHT = datetime(2027, 5, 3, 8, tzinfo=UTC)


@pytest.fixture
def at():
    return EIGHT


@pytest.fixture
def guild(club, by, at):
    guilds.link(club, 4711, name="The guild", by=by, at=at)
    return guilds.change(club, digest=True, by=by, at=at)


def said(guild, at):
    return [
        (one.id, one.words and (one.words.title, one.words.body.split("\n")), one.is_late)
        for one in asking.asked(guild, address="https://x", at=at).digest
    ]


@pytest.mark.parametrize(
    ("at", "zone", "name", "begins"),
    [
        ("2027-05-03T05:59", "Europe/Paris", "2027-W17", "2027-04-26T06:00"),
        ("2027-05-03T06:00", "Europe/Paris", "2027-W18", "2027-05-03T06:00"),
        ("2027-05-03T06:00", "America/New_York", "2027-W17", "2027-04-26T12:00"),
        ("2027-01-03T12:00", "UTC", "2026-W53", "2026-12-28T08:00"),
        # the clocks change on the Sunday between
        ("2027-03-28T12:00", "Europe/Paris", "2027-W12", "2027-03-22T07:00"),
    ],
)
def test_a_week_begins_on_monday_at_eight_on_the_clock_of_the_club(at, zone, name, begins):
    found = digests.week(datetime.fromisoformat(f"{at}Z"), zone)
    assert (found.name, found.begins_at) == (name, datetime.fromisoformat(f"{begins}Z"))
    assert digests.week(found.ends_at, zone).begins_at == found.ends_at


def test_it_tells_what_begins_closes_and_was_published_and_where_each_is(guild, make_event, by, at):
    soon = make_event("Spa [wet]", days=2).offering
    closing = make_event("Monza", days=9, closes_at=at + 3 * DAY).offering
    make_event("Next week", days=7)
    make_event("Not told", days=1, visibility="invite_only")
    offerings.cancel(make_event("Cancelled", days=1).offering, by=by, at=at)
    race = stints.entry(guild.club, {"Ann": 0}, starts_at=at - 4 * DAY, by=by, at=at - 5 * DAY).race
    made = RaceResults.objects.create(race=race, kind="race", source="acc", sha256="0" * 64, imported_at=at)
    circuit.result_line(made, "Blue")
    results.publish(made, by=by, at=at - DAY)
    page, moment = "https://x/events", lambda when: f"<t:{int(when.timestamp())}:F>"
    lines = [
        "**Begins this week**",
        f"• [Spa \\[wet\\]]({page}/{soon.slug}) {moment(at + 2 * DAY)}",
        "",
        "**Sign-up closes**",
        f"• [Monza]({page}/{closing.slug}) {moment(at + 3 * DAY)}",
        "",
        "**Results of last week**",
        f"• [24 h of Spa]({page}/{race.event.offering.slug}/race/results/{made.pk}) Race",
    ]
    assert said(guild, at) == [("2027-W18", ("Week 18 at Endurance", lines), False)]
    assert said(guild, at + 4 * DAY)[0][1][1] == lines[-2:]
    guilds.fill(guild, language="fr")
    assert said(guild, at)[0][1][1][0] == "**Commence cette semaine**"


def test_who_does_not_want_it_or_has_no_news_has_neither_message_nor_channel(club, guild, make_event, by, at):
    names = lambda: [one.name for one in desired(asking.asked(guild, address="", at=at), at=at).things if one.name]  # noqa: E731
    make_event("Next week", days=8)
    assert (said(guild, at), "news" in names()) == ([], False)
    make_event("This week", days=6)
    assert (len(said(guild, at)), "news" in names()) == (1, True)
    guild = guilds.change(club, digest=False, by=by, at=at)
    assert (said(guild, at), "news" in names()) == ([], False)
    assert not Guild(club=club).digest


def test_what_was_said_stays_as_it_was_and_a_week_that_passed_is_not_made_up_for(guild, make_event, at):
    make_event("Spa", days=2)
    noted = {"guild": guild, "kind": "message", "parent": "digest/text"}
    row = Thing.objects.create(key="digest/msg:2027-W18", state="making", **noted)
    assert [late for _name, _words, late in said(guild, at)] == [False]
    assert said(guild, at + 7 * DAY) == [("2027-W18", None, True)]
    for state in ("there", "gone"):
        row.state = state
        row.save()
        assert said(guild, at) == said(guild, at + 7 * DAY) == [("2027-W18", None, True)]
    make_event("Imola", days=8)
    assert [(name, late) for name, _words, late in said(guild, at + 7 * DAY)] == [
        ("2027-W18", True),
        ("2027-W19", False),
    ]


def test_a_busy_week_is_told_as_far_as_a_message_takes_it(guild, make_event, at):
    for number in range(30):
        make_event(f"{number} " + "x" * 190, days=2)
    ((_name, (_title, lines), _late),) = said(guild, at)
    assert (len("\n".join(lines)) <= 4096, lines[-1]) == (True, "and more, on the club’s page")
    assert all(line.endswith(":F>") for line in lines[1:-1])


def test_the_guild_is_looked_at_as_its_week_begins(club, guild, by, at):
    guilds.change(club, update_minutes=1440, by=by, at=at)
    rounds.end(guilds.of(club), began_at=at - timedelta(hours=1), is_done=True, stopped="", rest_seconds=0, at=at)
    assert Guild.objects.get().next_at == at

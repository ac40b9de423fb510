"""A team's thread begins with who drives together, in what and when; it calls them while that is still to come."""

from datetime import timedelta

import pytest

from lineup.core.participation import offerings
from lineup.core.people import discord_links
from lineup.core.people.discord_links import Arrival
from lineup.domains.guilds import asking, guilds
from lineup.domains.racing import race_entries, seats, signups, team_members, teams
from tests.support import factories, stints

pytestmark = pytest.mark.req("C05")


@pytest.fixture
def notice(club):
    """The notice of the only team of the club's only event."""

    def of(at, language="en"):
        guild = guilds.fill(guilds.of(club), language=language)
        (event,) = asking.asked(guild, address="https://x", at=at).events
        (team,) = event.teams
        return next((one for one in team.posts if one.id == "team"), None)

    return of


def test_the_entry_is_told_with_its_car_and_when_it_begins_and_calls_who_linked_discord(club, notice, by, at):
    starts = at + timedelta(days=2)
    entry = stints.entry(club, {"Ann": 7, "Bob_": 0, "Cleo": 9}, starts_at=starts, by=by, at=at)
    entry = race_entries.change(entry, number="12", by=by, at=at)
    said = notice(at).words
    moment = int(starts.timestamp())
    assert (said.title, said.calls) == ("Your team: #12 Blue", (7, 9))
    assert said.links == ((f"https://x/events/{entry.race.event.offering.slug}/race/entries/{entry.pk}", "The entry"),)
    lines = said.body.split("\n")
    assert lines[0] == f"<t:{moment}:F> (<t:{moment}:R>)"
    assert lines[1:] == [str(entry.race_class), "", "• Ann", "• Bob\\_", "• Cleo"]
    assert notice(at, "fr").words.title == "Votre équipe : #12 Blue"


def test_who_comes_in_and_goes_is_written_into_the_same_message(club, notice, by, at):
    entry = stints.entry(club, {"Ann": 7, "Bob": 8}, starts_at=at + timedelta(days=2), by=by, at=at)
    dana = factories.member("Dana")
    discord_links.link(dana.account, Arrival("5", "dana"), by=factories.actor(dana), at=at)
    joined = signups.sign_up(entry.race, dana, by=factories.actor(dana), at=at)
    ann = next(seat.signup for seat in seats.of(entry) if seat.signup.person.name == "Ann")
    seats.set_line_up(entry, [(ann, "driver"), (joined, "reserve")], by=by, at=at)
    post = notice(at)
    assert (post.id, post.words.calls) == ("team", (5, 7))
    assert post.words.body.split("\n")[-2:] == ["• Ann", "• Dana · Reserve driver"]


def test_a_team_made_for_the_event_is_told_before_it_enters(make_event, notice, by, at):
    made = make_event("Spa")
    team = teams.create(name="Scuderia", event=made, by=by, at=at)
    team_members.admit(team, factories.member("Dana"), role="driver", by=by, at=at)
    said = notice(at).words
    assert (said.title, said.calls) == ("Your team: Scuderia", ())
    assert said.body.split("\n")[1:] == ["", "• Olga · Owner", "• Dana"]
    assert said.links == ((f"https://x/racing/teams/{team.slug}", "The team"),)


def test_nobody_is_called_once_the_event_is_over_or_cancelled_and_the_archive_is_left_alone(club, notice, by, at):
    entry = stints.entry(club, {"Ann": 7}, starts_at=at + timedelta(hours=1), by=by, at=at)
    ends = entry.race.event.offering.ends_at
    late = [notice(when).is_late for when in (at, ends - timedelta(seconds=1), ends)]
    assert (late, notice(ends + timedelta(days=7))) == ([False, False, True], None)
    offerings.cancel(entry.race.event.offering, by=by, at=at)
    assert notice(at).is_late

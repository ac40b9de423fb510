"""What a guild is asked for comes out of the club's events, races and teams; many ask no more questions than few."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lineup.core.participation import offerings, places
from lineup.core.people import discord_links
from lineup.core.people.discord_links import Arrival
from lineup.domains.events import events
from lineup.domains.guilds import asking, guilds
from lineup.domains.guilds.shape.desired import desired
from lineup.domains.racing import race_classes, race_entries, races, seats, signups, team_members, teams
from lineup.domains.racing.entry_states import EntryAct
from tests.architecture.authorisation import circuit
from tests.support import factories

pytestmark = pytest.mark.req("C04")
ADDRESS = "https://lineup.example"


def asked(club, at, **choices):
    guild = guilds.fill(guilds.of(club), **choices)
    return asking.asked(guild, address=ADDRESS, at=at)


def names(club, at, **choices):
    return sorted(one.name for one in desired(asked(club, at, **choices), at=at).things if one.name)


def card(found):
    return found.posts[0].words


def linked(name, number, at):
    person = factories.member(name)
    discord_links.link(person.account, Arrival(str(number), name.lower()), by=factories.actor(person), at=at)
    return person


def test_published_events_have_a_channel_and_a_card_with_who_signed_up(club, make_event, at):
    made = make_event("24 h of Spa", capacity=2)
    for _ in range(3):
        places.join(events.pool_of(made), who := factories.guest(), by=factories.actor(who), at=at)
    (found,) = asked(club, at).events
    begins = int(made.offering.starts_at.timestamp())
    assert card(found).title == "24 h of Spa"
    assert card(found).body == f"<t:{begins}:F>\n\n2 of 2 places taken\n1 waits"
    assert card(found).links == ((f"{ADDRESS}/events/{made.offering.slug}", "Details"),)
    assert [told.partition(":")[0] for told, _label in card(found).acts] == ["join", "leave"]
    assert names(club, at) == ["24-h-of-spa-signup", "Events"]


def test_the_card_is_in_the_guilds_language(club, make_event, at):
    make_event("Spa")
    (found,) = asked(club, at, language="fr").events
    assert [label for _told, label in card(found).acts] == ["S’inscrire", "Rendre ma place"]
    assert names(club, at, language="fr") == ["spa-inscription", "Événements"]


def test_what_the_guild_must_not_know_of_is_left_out(club, make_event, at):
    make_event("A draft", published=False)
    make_event("By invitation", visibility="invite_only")
    make_event("Far ahead", days=200)
    assert asked(club, at).events == ()


def test_races_alone_are_shown_where_the_club_wants_it_so(club, make_event, at):
    make_event("A dinner")
    assert (len(asked(club, at).events), asked(club, at, only_races=True).events) == (1, ())


def test_a_cancelled_event_says_so_and_takes_nobody(club, make_event, by, at):
    made = make_event("Spa")
    offerings.cancel(made.offering, by=by, at=at)
    (found,) = asked(club, at).events
    assert (card(found).title, card(found).acts, len(found.posts)) == ("Cancelled: Spa", (), 1)


def test_once_it_begins_who_takes_part_is_listed_where_that_may_be_told(club, make_event, at):
    for title, shown in (("Open", True), ("Discreet", False)):
        made = make_event(title, days=0.01, shows_participants=shown)
        places.join(events.pool_of(made), who := factories.guest("Dana"), by=factories.actor(who), at=at)
    found = {one.name: one.posts for one in asked(club, at + timedelta(hours=1)).events}
    assert [(posts[1].words.title, posts[1].words.body) for posts in (found["Open"], found["Discreet"])] == [
        ("Who takes part: 1", "• Dana"),
        ("Who takes part: 1", ""),
    ]


@pytest.mark.req("C05")
def test_teams_of_an_event_come_with_the_discord_numbers_of_who_is_in_them_now(club, make_event, by, at):
    made = make_event("Spa")
    team = teams.create(name="Scuderia", event=made, by=by, at=at)
    team_members.admit(team, linked("Dana", 7, at), role="driver", by=by, at=at)
    team_members.admit(team, factories.member("Without Discord"), role="driver", by=by, at=at)
    gone = team_members.admit(team, linked("Gone", 8, at), role="driver", by=by, at=at)
    team_members.change(gone, valid_until=at, by=by, at=at)
    (found,) = asked(club, at).events
    assert [(one.name, one.members) for one in found.teams] == [("Scuderia", frozenset({7}))]


@pytest.fixture
def make_race(make_event, by, at):
    """Make an event that is a race, with a class to enter in."""
    made = circuit.catalogue(1, by=factories.actor(factories.admin()), at=at)

    def make(title):
        event = make_event(title, shows_participants=True)
        race = races.create(event, simulator=made["simulator"], layout=made["layout"], minutes=60, by=by, at=at)
        return race, race_classes.add(race, made["car_class"], most_entries=9, by=by, at=at)

    return make


def test_the_card_of_a_race_leads_to_where_drivers_say_their_hours_until_it_is_over(club, make_race, at):
    race, _class = make_race("Spa")
    page = f"{ADDRESS}/events/{race.event.offering.slug}"
    links = lambda at: card(asked(club, at).events[0]).links  # noqa: E731
    assert links(at) == ((page, "Details"), (f"{page}/race/sign-up", "My hours"))
    assert links(race.event.offering.starts_at) == ((page, "Look at it"),)


@pytest.mark.req("C05")
def test_a_team_that_entered_has_those_in_it_who_sit_in_the_entry(club, make_race, by, at):
    race, race_class = make_race("Spa")
    dana, sent = linked("Dana", 7, at), race_entries.add_temporary(race, "Blue", race_class=race_class, by=by, at=at)
    row = signups.sign_up(race, dana, by=factories.actor(dana), at=at)
    seats.set_line_up(sent, [(row, "driver")], by=by, at=at)
    shown = lambda: [(one.name, one.members) for one in asked(club, at).events[0].teams]  # noqa: E731
    assert shown() == [("Blue", frozenset())]
    entered = race_entries.move(sent, EntryAct.CONFIRM, by=by, at=at)
    assert shown() == [("Blue", frozenset({7}))]
    race_entries.move(entered, EntryAct.WITHDRAW, by=by, at=at)
    assert shown() == []


@pytest.mark.req("C08", "C11")
def test_the_next_teams_are_those_of_the_nearest_event_that_has_some_and_was_not_cancelled(
    club, make_event, make_race, by, at
):
    guild = guilds.of(club)
    make_event("Without", days=1)
    assert asking.next_teams(guild, at=at) is None
    cancelled = make_event("Cancelled", days=1)
    teams.create(name="Nobody", event=cancelled, by=by, at=at)
    offerings.cancel(cancelled.offering, by=by, at=at)
    for number in range(2):
        circuit.entry(*make_race(f"Cup {number}"), f"Entered {number}", by=by, at=at)
    made = make_event("Spa", days=2)
    team_members.admit(
        teams.create(name="Scuderia", event=made, by=by, at=at), linked("Dana", 7, at), role="driver", by=by, at=at
    )
    with CaptureQueriesContext(connection) as asked_for:
        title, several = asking.next_teams(guild, at=at)
    assert (title, [(one.name, one.numbers) for one in several]) == ("Spa", [("Scuderia", frozenset({7}))])
    assert len(asked_for) <= 5
    title, several = asking.next_teams(guild, at=made.offering.ends_at)
    assert (title, [one.name for one in several]) == ("Cup 0", ["Entered 0"])


def test_more_events_and_teams_ask_no_more_questions(club, make_event, make_race, by, at):
    def questions():
        with CaptureQueriesContext(
            connection,
        ) as asked_for:
            asked(club, at)
        return len(asked_for)

    def grow(number):
        made = make_event(f"Race {number}", shows_participants=True)
        team = teams.create(name=f"Team {number}", event=made, by=by, at=at)
        team_members.admit(team, linked(f"Driver {number}", number, at), role="driver", by=by, at=at)
        circuit.entry(*make_race(f"Cup {number}"), f"Entered {number}", by=by, at=at)

    grow(1)
    few = questions()
    for number in range(2, 6):
        grow(number)
    assert (questions(), few) == (few, 16)

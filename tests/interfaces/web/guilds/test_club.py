"""The page of a club's Discord server: drawn before it is built, with what is chosen, and what is only tried."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from lineup.core.foundation import clock
from lineup.core.participation import offerings
from lineup.domains.events import events
from lineup.domains.guilds import digests, guilds
from lineup.domains.guilds.models import Guild, StintAlert
from lineup.domains.racing import team_members, teams
from tests.support import factories, stints

pytestmark = [pytest.mark.django_db, pytest.mark.req("C02")]
PAGE = "/clubs/endurance/discord"


@pytest.fixture
def owner():
    return factories.member("Olga", language="en")


@pytest.fixture
def club(owner):
    return factories.club("Endurance", owner=owner)


@pytest.fixture
def browser(owner):
    client = Client()
    client.force_login(owner.account)
    return client


def published(club, title, **values):
    by, at = factories.actor(factories.club_owner(club)), clock.now()
    times = {"starts_at": at + timedelta(hours=40), "ends_at": at + timedelta(hours=60)}
    made = events.create(title=title, club=club, by=by, at=at, **{**times, **values})
    offerings.publish(made.offering, by=by, at=at)
    return made


def form(**values):
    numbers = {"race_voice_hours": 24, "update_minutes": 30, "alert_minutes": 15, "role_days": 14, "archive_days": 7}
    switched = dict.fromkeys(("is_on", "voice", "roles", "threads", "respects_people", "alerts"), "on")
    return {"pattern": "{event}-{what}", "language": "en", **numbers, **switched, **values}


def text(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_a_club_without_events_is_told_what_to_do(browser, club):
    assert "Publish an event of the club" in text(browser.get(PAGE))


@pytest.mark.req("C04", "C05")
def test_the_guild_is_drawn_from_the_clubs_events_and_teams(browser, club, owner):
    made = published(club, "24 h of Spa", capacity=40)
    team = teams.create(name="Scuderia", event=made, by=factories.actor(owner), at=clock.now())
    team_members.admit(team, factories.member(), role="driver", by=factories.actor(owner), at=clock.now())
    shown = text(browser.get(PAGE))
    for words in ("24-h-of-spa-signup", "24-h-of-spa-practice-voice", "Scuderia", "0 of 40 places taken", "Sign up"):
        assert words in shown
    assert "Make the thread “Scuderia” in #24-h-of-spa-signup" in shown
    assert "No bot is in your server yet" in shown


def test_a_preview_shows_other_names_and_keeps_nothing(browser, club):
    published(club, "Spa")
    shown = text(browser.post(PAGE, form(pattern="{what}-{event}", voice="", preview="1")))
    assert ("signup-spa" in shown, Guild.objects.count()) == (True, 0)


def test_what_is_saved_is_drawn_from_then_on(browser, club):
    published(club, "Spa")
    answer = browser.post(PAGE, form(pattern="{what}-{event}", keep_days="", bot_name="Box"))
    assert (answer.status_code, answer.headers["Location"]) == (302, PAGE)
    found = guilds.of(club)
    assert (found.pattern, found.keep_days, found.only_races, found.alerts) == ("{what}-{event}", None, False, True)
    shown = text(browser.get(PAGE))
    assert ("signup-spa" in shown, "Box" in shown) == (True, True)


@pytest.mark.req("C04")
def test_a_club_that_wants_to_hear_of_its_week_sees_the_channel_and_what_would_be_written(browser, club):
    at = clock.now()
    starts = at + (digests.week(at, "UTC").ends_at - at) / 2
    published(club, "Spa", starts_at=starts, ends_at=starts + timedelta(hours=1))
    step = f"Write “Week {digests.week(at, 'UTC').number} at Endurance” in #news"
    assert step not in text(browser.get(PAGE))
    assert browser.post(PAGE, form(digest="on", roles="")).status_code == 302
    assert step in text(browser.get(PAGE))


@pytest.mark.parametrize("more", [{}, {"preview": "1"}])
def test_a_pattern_that_would_mix_channels_up_is_refused_with_the_guild_as_it_was(browser, club, more):
    published(club, "Spa")
    answer = browser.post(PAGE, form(pattern="{event.__class__}-{what}", **more))
    assert answer.status_code == 422
    assert "Put event and what into the pattern, each in braces" in text(answer)
    assert "spa-signup" in text(answer)


def test_names_that_people_wrote_are_shown_as_words(browser, club):
    published(club, "<b>Spa</b><script>")
    assert "<b>Spa</b>" not in browser.get(PAGE).content.decode()


@pytest.mark.req("Q23")
def test_times_of_the_card_are_shown_in_the_readers_zone(browser, club):
    published(club, "Spa")
    page = browser.get(PAGE).content.decode()
    assert ("&lt;t:" in page, '<article class="guild-said">' in page) == (False, True)
    assert re.search(r'<div class="guild-card">.*?<time datetime=', page, re.DOTALL)


@pytest.mark.req("C06")
def test_the_next_alerts_are_shown_with_when_and_what_and_those_missed_with_why(browser, club):
    assert "Before the next stints" not in text(browser.get(PAGE))
    by, at = factories.actor(factories.club_owner(club)), clock.now()
    entry = stints.entry(club, {"Ann": 0, "<b>Ben</b>": 0}, starts_at=at, by=by, at=at)
    plan = stints.in_force(entry, (("Ann", -60), ("<b>Ben</b>", 30)), by=by, at=at)
    stint = plan.stints.get(number=2)
    facts = {"due_at": at, "noted_at": at, "state": "missed", "why": "past"}
    StintAlert.objects.create(entry=entry, number=2, sort="alert", stint=stint, **facts)
    page = browser.get(PAGE).content.decode()
    assert ("<b>Ben</b>" in page, "Stint 2: &lt;b&gt;Ben&lt;/b&gt; takes over" in page) == (False, True)
    assert "The stint had begun when it could have been told." in text(browser.get(PAGE))

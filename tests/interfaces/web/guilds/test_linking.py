"""A server links itself to its club: to Discord and back, and every way back that is not what it says."""

from datetime import timedelta
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.test import Client

from lineup.core.audit.models import Entry
from lineup.core.foundation import clock
from lineup.domains.guilds import guilds
from lineup.domains.guilds.models import BotInvitation, Guild
from tests.interfaces.api.conftest import caller, problem
from tests.support import factories, oauth

pytestmark = [pytest.mark.django_db, pytest.mark.req("C02")]
PAGE = "/clubs/endurance/discord"
SERVER = {"id": "80351110224678913", "name": "Box 12", "owner": True, "permissions": "0"}


@pytest.fixture
def discord(settings):
    with oauth.running() as provider:
        oauth.use(provider, settings)
        provider.guilds, provider.joins = [dict(SERVER)], SERVER["id"]
        yield provider


@pytest.fixture
def owner():
    return factories.member("Olga", language="en")


@pytest.fixture
def club(owner):
    return factories.club("Endurance", owner=owner)


def signed_in(person):
    client = Client()
    client.force_login(person.account)
    return client


@pytest.fixture
def browser(owner):
    return signed_in(owner)


def led_there(client):
    """Press “Add the bot”; return what Discord is asked."""
    answer = client.post(f"{PAGE}/invitation")
    assert answer.status_code == 302, answer.content
    return {name: values[0] for name, values in parse_qs(urlsplit(answer.headers["Location"]).query).items()}


def way_back(client, discord, **changed):
    """Say yes at Discord; return the address it sends back to, with some of it changed."""
    back = urlsplit(discord.approve(led_there(client)))
    told = {name: values[0] for name, values in parse_qs(back.query).items()} | changed
    return f"{back.path}?{urlencode(told)}"


def refused(answer):
    """Status and code of a way back that was refused; nothing is linked then."""
    assert not Guild.objects.filter(discord_id__isnull=False, club__slug="endurance").exists()
    return answer.status_code, answer.context["code"]


def test_discord_is_asked_for_the_permissions_it_needs_and_no_others(browser, club, discord):
    asked = led_there(browser)
    assert (asked["scope"], asked["permissions"]) == ("bot applications.commands identify guilds", "2269796031909392")
    assert asked["redirect_uri"].endswith("/discord/callback")
    kept = BotInvitation.objects.get()
    assert asked["state"] not in (kept.state_digest, kept.challenge)


@pytest.mark.parametrize(
    "server", [{}, {"owner": False, "permissions": str(1 << 5)}, {"owner": False, "permissions": str(1 << 3)}]
)
def test_who_may_manage_the_server_links_it_by_going_there_and_back(browser, club, owner, discord, server):
    discord.guilds[0] |= server
    answer = browser.get(way_back(browser, discord))
    assert (answer.status_code, answer.headers["Location"]) == (302, PAGE)
    found = guilds.of(club)
    assert (found.discord_id, found.name, found.is_on) == (int(SERVER["id"]), "Box 12", False)
    assert list(Entry.objects.filter(action__startswith="guild.").order_by("id").values_list("action", "actor")) == [
        ("guild.invite", owner.pk),
        ("guild.link", owner.pk),
        ("guild.look", owner.pk),
    ]
    assert "Box 12" in browser.get(PAGE).content.decode()


def test_a_way_back_is_taken_once(browser, club, discord):
    path = way_back(browser, discord)
    browser.get(path)
    guilds.unlink(club, by=factories.actor(factories.club_owner(club)), at=clock.now())
    assert refused(browser.get(path)) == (410, "guild_link_used")


def test_a_way_back_is_open_for_fifteen_minutes(browser, club, discord):
    path = way_back(browser, discord)
    BotInvitation.objects.update(begun_at=clock.now() - timedelta(minutes=15))
    assert refused(browser.get(path)) == (410, "guild_link_expired")


def test_a_state_that_somebody_made_up_links_nothing_and_closes_no_way(browser, club, discord):
    path = way_back(browser, discord)
    assert refused(browser.get(way_back(browser, discord, state="made-up"))) == (400, "guild_link_unknown")
    assert refused(browser.get("/discord/callback")) == (400, "guild_link_unknown")
    assert discord.asked == []
    # the verifier in the session is that of the later way
    assert refused(browser.get(path)) == (403, "guild_link_of_another")


def test_another_person_or_browser_can_not_take_it(browser, club, owner, discord):
    path = way_back(browser, discord)
    assert refused(signed_in(factories.member("Eve")).get(path)) == (403, "guild_link_of_another")
    assert refused(signed_in(owner).get(path)) == (403, "guild_link_of_another")
    assert browser.get(path).status_code == 302


def test_who_is_no_admin_any_more_links_nothing(browser, club, owner, discord):
    path = way_back(browser, discord)
    club.memberships.filter(person=owner).update(role="member")
    assert refused(browser.get(path)) == (403, "not_allowed_in_club")


@pytest.mark.parametrize(
    ("guild", "expected"),
    [
        ({"owner": False, "permissions": "268435456"}, (403, "guild_not_managed")),
        ({"owner": "yes", "permissions": "0"}, (403, "guild_not_managed")),
        ({"owner": True, "permissions": "many"}, (503, "discord_silent")),
    ],
)
def test_who_does_not_manage_the_server_by_discords_word_links_nothing(browser, club, discord, guild, expected):
    discord.guilds[0] |= guild
    assert refused(browser.get(way_back(browser, discord))) == expected


def test_the_number_in_the_address_is_nobodys_word(browser, club, discord):
    other = {"id": "80351110224678999", "name": "Theirs", "owner": True, "permissions": "8"}
    discord.guilds.append(other)
    assert refused(browser.get(way_back(browser, discord, guild_id=other["id"]))) == (
        409,
        "guild_link_of_another_server",
    )
    discord.joins = "80351110224678000"
    assert refused(browser.get(way_back(browser, discord))) == (409, "guild_link_without_server")


def test_a_code_that_discord_does_not_know_and_a_silent_discord_link_nothing(browser, club, discord):
    assert refused(browser.get(way_back(browser, discord, code="stolen"))) == (400, "guild_link_denied")
    for fails, answer in (("token", (500, "text/html", b"Oops")), ("guilds", (200, "text/html", b"<p>no</p>"))):
        discord.fails, discord.answer = fails, answer
        assert refused(browser.get(way_back(browser, discord))) == (503, "discord_silent")


def test_a_server_of_another_club_stays_there(browser, club, discord):
    other = factories.club("Sprint")
    by = factories.actor(factories.club_owner(other))
    guilds.link(other, int(SERVER["id"]), name="Box 12", by=by, at=clock.now())
    assert refused(browser.get(way_back(browser, discord))) == (409, "guild_of_another_club")


def test_cancelled_at_discord_nothing_is_changed(browser, club, discord):
    asked = led_there(browser)
    answer = browser.get(f"/discord/callback?{urlencode({'error': 'access_denied', 'state': asked['state']})}")
    assert (answer.headers["Location"], discord.asked) == (PAGE, [])
    assert "You cancelled at Discord" in browser.get(PAGE).content.decode()


def test_a_server_is_unlinked_after_a_question(browser, club, owner):
    guilds.link(club, 4711, name="Box 12", by=factories.actor(owner), at=clock.now())
    assert "Unlink the Discord server?" in browser.get(f"{PAGE}/unlinking").content.decode()
    assert guilds.of(club).is_linked
    assert browser.post(f"{PAGE}/unlinking").headers["Location"] == PAGE
    assert not guilds.of(club).is_linked


@pytest.mark.req("C09")
def test_the_api_gives_an_address_that_its_person_opens_in_a_browser(browser, club, owner, discord):
    told = caller(owner).post("/discord/bot-invite-url", {"club": "endurance"})
    assert told.status_code == 201
    asked = {name: values[0] for name, values in parse_qs(urlsplit(told.json()["url"]).query).items()}
    back = urlsplit(discord.approve(asked))
    assert refused(signed_in(factories.member("Eve")).get(f"{back.path}?{back.query}")) == (
        403,
        "guild_link_of_another",
    )
    assert browser.get(f"{back.path}?{back.query}").status_code == 302
    assert guilds.of(club).name == "Box 12"


@pytest.mark.req("C09")
def test_without_keys_it_is_said_what_the_operator_sets(browser, club, owner, settings):
    settings.DISCORD_CLIENT_ID = ""
    assert problem(caller(owner).post("/discord/bot-invite-url", {"club": "endurance"})) == (
        409,
        "discord_keys_missing",
    )
    assert browser.post(f"{PAGE}/invitation").headers["Location"] == PAGE
    assert "LINEUP_DISCORD_CLIENT_ID" in browser.get(PAGE).content.decode()

"""What would change on a server, begun by an admin, how it goes, and removals decided: by page and by API."""

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client

from lineup.core.foundation import clock
from lineup.core.outbox import processes
from lineup.core.outbox.processes import Heard, Keys
from lineup.domains.guilds import guilds, removals
from lineup.domains.guilds.models import Guild, Look, Removal, Thing
from tests.interfaces.api.conftest import caller, problem
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("C02", "C10")]
PAGE = "/clubs/endurance/discord"
STEPS = [{"act": "make", "kind": "text", "name": "spa-signup", "in": "Events", "fields": []}]


@pytest.fixture
def owner():
    return factories.member("Olga", language="en")


@pytest.fixture
def club(owner):
    return factories.club("Endurance", owner=owner)


@pytest.fixture
def guild(club, owner):
    made = guilds.link(club, 4711, name="Box 12", by=factories.actor(owner), at=clock.now())
    Guild.objects.update(is_on=False)
    return made


@pytest.fixture
def browser(owner):
    client = Client()
    client.force_login(owner.account)
    return client


def text(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def looked(guild, **told):
    return Look.objects.update_or_create(guild=guild, defaults={"ended_at": clock.now(), **told})[0]


def waits(guild, name):
    Thing.objects.create(guild=guild, key=f"event:1/{name}", kind="text", state="there", discord_id=5, name=name)
    facts = {"key": f"event:1/{name}", "kind": "text", "name": name, "why": "gone", "since": clock.now()}
    return Removal.objects.create(guild=guild, token=f"event:1/{name}=5", **facts)


def test_without_a_server_the_pages_lead_to_linking_one(browser, club):
    for page in ("dry-run", "health"):
        assert "No server is linked" in text(browser.get(f"{PAGE}/{page}"))
    assert browser.post(f"{PAGE}/dry-run").headers["Location"] == f"{PAGE}/dry-run"
    assert "No Discord server is linked to this club" in text(browser.get(f"{PAGE}/dry-run"))
    assert "Nothing waits" in text(browser.get(f"{PAGE}/removals"))


def test_a_dry_run_is_ordered_and_tells_steps_and_what_the_bot_can_not_do(browser, guild):
    browser.post(f"{PAGE}/dry-run")
    page = browser.get(f"{PAGE}/dry-run")
    assert (page.headers["Refresh"], "The server is being looked at" in text(page)) == ("2", True)
    faults = [
        ["permission", "MANAGE_ROLES"],
        ["hierarchy", "<b>Stewards</b>"],
        ["full", "channels"],
        ["refused", "spa-signup"],
    ]
    looked(guild, ordered_at=None, steps=STEPS, counts={"make": 120}, faults=faults)
    page = browser.get(f"{PAGE}/dry-run")
    shown = text(page)
    for words in (
        "spa-signup Make text channel Events",
        "And 119 steps more.",
        "The bot lacks “Manage Roles”: give it to the bot’s role",
        "Discord allows 500",
        "Discord does not take what the bot asks for with “spa-signup”",
        "Begin",
    ):
        assert words in shown
    assert "The role “&lt;b&gt;Stewards&lt;/b&gt;” stands above the bot’s" in page.content.decode()


def test_an_admin_lets_it_begin_once_it_was_looked_at(browser, guild, club):
    assert browser.post(f"{PAGE}/beginning").headers["Location"] == f"{PAGE}/dry-run"
    assert not guilds.of(club).is_on
    looked(guild)
    assert browser.post(f"{PAGE}/beginning").headers["Location"] == f"{PAGE}/health"
    assert guilds.of(club).is_on
    assert "You let it begin" in text(browser.get(PAGE))


def test_health_says_what_stopped_it_since_and_until_when_and_checks_again(browser, guild, club):
    at = clock.now()
    Guild.objects.update(is_on=True, stopped="guild", rests_until=at + timedelta(hours=1), looked_at=at)
    looked(guild, lanes={"6": 3}, budget={"calls": 7, "left": 33, "refused": 2})
    shown = text(browser.get(f"{PAGE}/health"))
    for words in (
        "The bot is not in the server any more",
        "Tried again:",
        "What goes 3",
        "Refused in ten minutes",
        "Members read never",
    ):
        assert words in shown
    browser.post(f"{PAGE}/check")
    found = guilds.of(club)
    assert (found.dirty_since is not None, found.rests_until < at + timedelta(hours=1)) == (True, True)


def test_health_says_when_discord_was_heard_last_or_that_nobody_hears_it(browser, guild, owner, settings):
    looked(guild, ordered_at=None)
    api = caller(owner)
    assert api.get("/clubs/endurance/discord/look").json()["heard_at"] is None
    assert "Nobody hears Discord" not in text(browser.get(f"{PAGE}/health"))
    settings.DISCORD_BOT_TOKEN = "a token"
    assert "Nobody hears Discord" in text(browser.get(f"{PAGE}/health"))
    at = clock.now()
    process = processes.begin("gateway", host="here", number=1, keys=Keys("a", "b"), at=at)
    processes.go_on(process, heard=Heard(at), at=at)
    page = text(browser.get(f"{PAGE}/health"))
    assert ("Nobody hears Discord" in page, "Discord was heard –" in page) == (False, False)
    assert datetime.fromisoformat(api.get("/clubs/endurance/discord/look").json()["heard_at"]) == at


@pytest.mark.parametrize(("act", "left"), [("approval", (1, 1)), ("keeping", (0, 0))])
def test_removals_are_listed_and_decided_as_they_were_shown(browser, guild, club, act, left):
    waits(guild, "imola-signup")
    assert "One removal waits for you" in text(browser.get(PAGE))
    page = browser.get(f"{PAGE}/removals")
    assert "imola-signup text channel Its event is not shown on the server any more." in text(page)
    shown = page.context["print"]
    later = waits(guild, "monza-signup")
    browser.post(f"{PAGE}/removals/{act}", {"print": shown})
    assert "changed meanwhile" in text(browser.get(f"{PAGE}/removals"))
    later.delete()
    Thing.objects.filter(name="monza-signup").delete()
    browser.post(f"{PAGE}/removals/{act}", {"print": shown})
    assert (removals.waiting(club).count(), Removal.objects.filter(is_agreed=True).count()) == (0, left[0])
    assert Thing.objects.count() == left[1]


@pytest.mark.req("C09")
def test_the_api_looks_tells_begins_and_decides(owner, guild, club):
    ask = caller(owner)
    assert ask.get("/clubs/endurance/discord/look").status_code == 404
    assert problem(ask.post("/clubs/endurance/discord/beginning")) == (409, "guild_not_looked_at")
    assert ask.post("/clubs/endurance/discord/look").json()["is_under_way"]
    looked(guild, ordered_at=None, steps=STEPS, counts={"make": 1}, faults=[["permission", "MANAGE_ROLES"]])
    waits(guild, "imola-signup")
    told = ask.get("/clubs/endurance/discord/look").json()
    assert (told["is_under_way"], told["is_on"], told["counts"]) == (False, False, {"make": 1})
    assert told["steps"] == [
        {"within": "Events", **{name: STEPS[0][name] for name in ("act", "kind", "name", "fields")}}
    ]
    assert told["faults"] == [{"code": "permission", "what": "MANAGE_ROLES"}]
    assert ask.post("/clubs/endurance/discord/beginning").status_code == 204
    rows = ask.get("/clubs/endurance/discord/removals").json()["items"]
    assert [(row["kind"], row["name"], row["why"]) for row in rows] == [("text", "imola-signup", "gone")]
    path = "/clubs/endurance/discord/removals"
    assert problem(ask.post(f"{path}/approval", {"print": "another"})) == (409, "guild_removals_changed")
    assert ask.post(f"{path}/approval", {"print": told["removals_print"]}).json() == {"number": 1}
    assert problem(ask.post(f"{path}/keeping", {"print": told["removals_print"]})) == (409, "guild_removals_changed")

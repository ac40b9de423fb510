"""Discord tells of buttons and commands: what it signed is believed once, and answered as the house would itself."""

import itertools
import json
import random
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.core.cache import cache
from django.test import Client

from lineup.core.foundation import clock
from lineup.core.participation import offerings, places, pools
from lineup.core.participation.models import Place, PlaceChange
from lineup.core.people import discord_links
from lineup.core.people.discord_links import Arrival
from lineup.domains.events import events
from lineup.domains.guilds import guilds
from lineup.domains.racing import team_members, teams
from lineup.interfaces.discord.interactions import commands
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("C08", "C09")]
DOOR = "/api/discord/webhooks/interactions"
GUILD, DANA = 4711, 99
KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
ANOTHER = Ed25519PrivateKey.from_private_bytes(b"x" * 32)
PING = {"type": 1}
_numbers = itertools.count(1)


@pytest.fixture(autouse=True)
def door(settings):
    settings.DISCORD_PUBLIC_KEY = KEY.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
    settings.BASE_URL = "https://lineup.example"
    cache.clear()


@pytest.fixture
def club():
    made = factories.club("Endurance")
    guilds.link(made, GUILD, name="The guild", by=factories.actor(factories.club_owner(made)), at=clock.now())
    return made


@pytest.fixture
def dana():
    return linked("Dana", DANA)


def linked(name, number, **profile):
    person = factories.member(name, **{"language": "en", **profile})
    discord_links.link(person.account, Arrival(str(number), name.lower()), by=factories.actor(person), at=clock.now())
    return person


@pytest.fixture
def pool(club):
    return published(club, "Spa", capacity=1)


def published(club, title, **values):
    by, at = factories.actor(factories.club_owner(club)), clock.now()
    times = {"starts_at": at + timedelta(hours=40), "ends_at": at + timedelta(hours=60)}
    made = events.create(title=title, club=club, by=by, at=at, **{**times, **values})
    offerings.publish(made.offering, by=by, at=at)
    return events.pool_of(made)


def signed(body, *, key=KEY, seconds=0):
    timestamp = str(int(clock.now().timestamp()) + seconds)
    return {
        "X-Signature-Timestamp": timestamp,
        "X-Signature-Ed25519": key.sign(timestamp.encode() + body).hex(),
    }


def send(body, headers):
    return Client().post(DOOR, body, content_type="application/json", headers=headers)


def tell(told):
    body = json.dumps(told).encode()
    return send(body, signed(body))


def of(sort, data, *, user=DANA, guild=GUILD, locale="en-GB"):
    member = {"member": {"user": {"id": str(user)}}}
    return {"id": str(next(_numbers)), "type": sort, "guild_id": str(guild), "locale": locale, "data": data, **member}


def press(what, pool, **more):
    return answered(tell(of(3, {"custom_id": f"{what}:{pool.pk}", "component_type": 2}, **more)))


def ask(name, **more):
    return answered(tell(of(2, {"name": name, "type": 1}, **more)))


def answered(response):
    """What is said, to nobody else, calling nobody."""
    assert response.status_code == 200, response.status_code
    told = response.json()
    assert (told["type"], told["data"]["flags"], told["data"]["allowed_mentions"]) == (4, 64, {"parse": []})
    return told["data"]["content"]


# --- the door -------------------------------------------------------------------------------------


def test_a_ping_is_answered():
    answer = tell(PING)
    assert (answer.status_code, answer.json()) == (200, {"type": 1})


def test_without_the_applications_key_there_is_no_door(settings):
    settings.DISCORD_PUBLIC_KEY = ""
    assert tell(PING).status_code == 404


def test_what_another_key_signed_or_nobody_did_is_refused():
    body = json.dumps(PING).encode()
    headers = signed(body)
    assert send(body, signed(body, key=ANOTHER)).status_code == 401
    for name in headers:
        assert send(body, {**headers, name: ""}).status_code == 401
        assert send(body, {one: said for one, said in headers.items() if one != name}).status_code == 401
    assert send(body, {**headers, "X-Signature-Ed25519": "not hexadecimal"}).status_code == 401
    assert send(b" " + body, headers).status_code == 401


def test_no_bit_of_body_time_or_signature_may_differ():
    body, chance = json.dumps(of(2, {"name": "events"})).encode(), random.Random(1)
    headers = signed(body)
    for _ in range(60):
        place, bit = chance.randrange(len(body)), 1 << chance.randrange(8)
        other = body[:place] + bytes([body[place] ^ bit]) + body[place + 1 :]
        assert send(other, headers).status_code == 401
        signature = bytearray.fromhex(headers["X-Signature-Ed25519"])
        signature[chance.randrange(64)] ^= bit
        assert send(body, {**headers, "X-Signature-Ed25519": signature.hex()}).status_code == 401
    later = str(int(headers["X-Signature-Timestamp"]) + 1)
    assert send(body, {**headers, "X-Signature-Timestamp": later}).status_code == 401


def test_it_is_refused_before_it_is_read():
    assert send(b"\xff not JSON", signed(b"\xff not JSON", key=ANOTHER)).status_code == 401


def test_what_is_heard_again_is_refused(club, dana, pool):
    body = json.dumps(of(3, {"custom_id": f"join:{pool.pk}"})).encode()
    headers = signed(body)
    assert [send(body, headers).status_code for _ in range(3)] == [200, 401, 401]
    assert PlaceChange.objects.count() == 1


@pytest.mark.parametrize("seconds", [-301, 301, -86_400])
def test_what_was_signed_long_ago_or_ahead_is_refused(seconds):
    body = json.dumps(PING).encode()
    assert send(body, signed(body, seconds=seconds)).status_code == 401
    assert send(body, signed(body, seconds=seconds // 310)).status_code == 200


MALFORMED = [
    b"", b"{", b"[]", b"null", b"1", b"\xff", b"[" * 30_000, b'{"type": []}', b'{"type": 99}', b'{"type": "1"}',
    b'{"type": 3, "data": {"custom_id": 7}}', b'{"type": 2, "guild_id": "4711x", "data": {"name": "events"}}',
    b'{"type": 2, "member": {"user": {"id": {"a": 1}}}, "data": {"name": "events"}}', b'{"type": 4}',
]  # fmt: skip


@pytest.mark.parametrize("body", MALFORMED, ids=range(len(MALFORMED)))
def test_what_is_signed_but_makes_no_sense_is_refused_in_one_line(body):
    assert send(body, signed(body)).status_code == 400


def test_what_is_far_too_large_is_not_looked_at():
    body = b" " * 65_537
    assert send(body, signed(body)).status_code == 413


@pytest.mark.parametrize(
    "told",
    [
        {"type": 2},
        {"type": 3, "guild_id": "99999999999999999999", "data": {"custom_id": "join:\ud800"}},
        {"type": 3, "guild_id": str(GUILD), "member": {"user": {"id": str(DANA)}}, "data": {"custom_id": "join:x"}},
        {"type": 3, "guild_id": str(GUILD), "member": {"user": {"id": str(DANA)}}, "data": {"custom_id": ":::"}},
        {"type": 2, "guild_id": str(GUILD), "user": {"id": str(DANA)}, "data": {"name": "\x00"}},
    ],
    ids=range(5),
)
def test_what_nobody_would_send_is_answered_calmly(told, club, dana):
    assert answered(tell(told))


# --- buttons --------------------------------------------------------------------------------------


@pytest.mark.req("C04")
def test_a_button_takes_a_place_as_the_page_would_and_gives_it_up(club, dana, pool):
    assert press("join", pool) == "You have a place in Spa."
    assert press("join", pool) == "You have a place in Spa."
    assert list(PlaceChange.objects.values_list("action", "channel", "actor__name")) == [("join", "discord", "Dana")]
    assert press("leave", pool) == "Your place in Spa is given up."
    assert press("leave", pool) == "You have no place in Spa."
    assert Place.objects.get().state == "withdrawn"


def test_who_comes_when_it_is_full_waits(club, dana, pool):
    places.join(pool, who := factories.guest(), by=factories.actor(who), at=clock.now())
    assert press("join", pool) == "Spa is full; you are on the waitlist."


def test_why_one_may_not_join_is_told_in_ones_own_language(club, pool):
    linked("Denis", 98, language="fr")
    owner = factories.actor(factories.club_owner(club))
    pools.close_now(pool, by=owner, at=clock.now())
    assert press("join", pool, user=98).startswith("Les inscriptions sont closes")


def test_whom_we_do_not_know_is_shown_how_to_link(club, pool):
    answer = tell(of(3, {"custom_id": f"join:{pool.pk}"}, user=1, locale="fr"))
    assert "Lier Discord" in answered(answer)
    (button,) = answer.json()["data"]["components"][0]["components"]
    assert button["url"] == "https://lineup.example/account/security"
    assert Place.objects.count() == 0


def test_an_event_of_another_club_or_that_one_may_not_see_is_not_there(club, dana):
    for other in (published(factories.club("Sprint"), "Other"), published(club, "Hidden", visibility="private")):
        assert "Hidden" not in press("join", other)
    assert Place.objects.count() == 0


def test_a_server_of_nobody_is_told_so(club, dana, pool):
    assert press("join", pool, guild=1) == "This server is not linked to a club here."


# --- commands -------------------------------------------------------------------------------------


def test_events_are_listed_as_far_as_one_may_see_them(club, pool):
    published(club, "Members *only*", visibility="club_only")
    factories.club_member(club, linked("Dana", DANA))
    assert ("Members" in ask("events", user=1), "Spa" in ask("events", user=1)) == (False, True)
    assert "Members \\*only\\*" in ask("events")


def test_ones_own_places_are_told_to_oneself(club, dana, pool):
    assert ask("schedule") == "You have no place in anything to come."
    press("join", pool)
    assert ask("schedule").startswith("• Spa <t:")


def test_only_admins_of_the_club_have_the_server_looked_at(club, dana):
    assert ask("sync").startswith("Your role in this club")
    linked("Adam", 5)
    factories.club_member(club, discord_links.person_of("5"), role="admin")
    guilds.Guild.objects.update(dirty_since=None)
    assert ask("sync", user=5).startswith("The server and its members are looked at")
    assert guilds.of(club).dirty_since is not None


def test_every_command_is_answered_in_either_language_also_where_there_is_nothing(club, dana):
    for name in commands.COMMANDS:
        for locale in ("en-US", "fr", "xx"):
            assert ask(name, locale=locale)
            assert ask(name, user=1, locale=locale)
    assert "/events" in ask("unheard of")


def test_the_commands_shapes_are_what_discord_takes():
    for shape in commands.shapes():
        words = [shape["description"], *shape["description_localizations"].values()]
        assert shape["name"] == shape["name"].lower()
        assert [1 <= len(one) <= 100 for one in words] == [True, True]
        assert shape["description_localizations"]["fr"] != shape["description"]


@pytest.mark.req("C05")
def test_teams_are_told_with_those_in_them_who_linked_discord(pool, dana):
    assert ask("teams") == "No teams are formed yet."
    event, at = pool.offering.event, clock.now()
    by = factories.actor(factories.club_owner(pool.offering.club))
    team = teams.create(name="Scuderia *Blu*", event=event, by=by, at=at)
    team_members.admit(team, dana, role="driver", by=by, at=at)
    assert ask("teams") == "**Spa**\n• Scuderia \\*Blu\\*: <@99>"

"""The channels of a club's Discord server through the API."""

from uuid import UUID

import pytest

from lineup.core.foundation import clock
from lineup.domains.guilds import guilds
from lineup.domains.guilds.models import Thing
from tests.interfaces.api.conftest import caller
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("C09")]
EVENT = UUID(int=7)


def test_channels_are_listed_with_what_they_are_for(db):
    owner = factories.member("Olga")
    club = factories.club("Endurance", owner=owner)
    ask = caller(owner)
    assert ask.get("/clubs/endurance/discord/channels").json()["items"] == []
    guild = guilds.link(club, 4711, name="Box 12", by=factories.actor(owner), at=clock.now())
    for key, kind, state, number, name in (
        ("series:-/category:1", "category", "there", 5, "Events"),
        (f"event:{EVENT}/text", "text", "there", 6, "spa-signup"),
        (f"event:{EVENT}/voice:race", "voice", "gone", 7, "spa-race-voice"),
        (f"event:{EVENT}/voice:practice", "voice", "making", 0, "spa-practice-voice"),
        (f"event:{EVENT}/msg:card", "message", "there", 8, ""),
    ):
        inside = 5 if kind != "category" else 0
        row = {"key": key, "kind": kind, "state": state, "discord_id": number, "name": name}
        Thing.objects.create(guild=guild, parent_discord_id=inside, **row)
    rows = ask.get("/clubs/endurance/discord/channels").json()["items"]
    assert [(row["channel_id"], row["category_id"], row["kind"], row["state"], row["event"]) for row in rows] == [
        ("5", None, "category", "there", None),
        ("7", "5", "voice", "gone", str(EVENT)),
        ("6", "5", "text", "there", str(EVENT)),
    ]

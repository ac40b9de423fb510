"""Discord: an account opened with it, another linked to it, and unlinked; a server added, tried and begun."""

from datetime import timedelta

import pytest
from django.utils import translation

from lineup.core.foundation import clock
from lineup.core.participation import offerings
from lineup.core.people.models import Account
from lineup.domains.events import events
from lineup.domains.guilds import rounds
from lineup.domains.guilds.shape.permissions import INVITED
from lineup.interfaces.web.guilds import look_words
from tests.journeys.conftest import in_french
from tests.support import factories, oauth, outbox
from tests.support.discord import server
from tests.support.discord.guilds import MANAGE_ROLES, TEXT, Discord
from tests.support.discord.server import ROOMY, serving

pytestmark = [pytest.mark.slow, pytest.mark.req("P01", "C01")]


@pytest.fixture
def discord(settings):
    with oauth.running() as provider:
        oauth.use(provider, settings)
        directives = {**settings.CONTENT_SECURITY_POLICY["DIRECTIVES"], "form-action": ["'self'", provider.url]}
        settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": directives}
        yield provider


def test_an_account_is_opened_with_discord_and_entered_by_it_again(walk, transactional_db, discord):
    member = walk(width=390, height=844, javascript=False, beside=discord.url)
    member.open("/account/login?next=/places")
    member.press("Sign in with Discord")
    member.page.get_by_text("Authorise").click()
    member.sees_heading("Open your account")
    assert member.page.get_by_label("Your name").input_value() == "Ada Drives"
    member.press("Open my account")
    member.page.wait_for_url("**/places")
    member.sees_heading("My places")
    assert Account.objects.get().email == oauth.PROFILE["email"]

    member.page.context.clear_cookies()
    member.open("/account/login")
    member.press("Sign in with Discord")
    member.page.get_by_text("Authorise").click()
    member.page.wait_for_url(lambda url: url.endswith("/"))
    member.open("/places")
    member.sees_heading("My places")


def test_discord_is_linked_and_unlinked_in_french(walk, transactional_db, discord):
    factories.member("Ada Ortiz", email="ada@example.org", language="fr")
    member = walk(dark=True, language="fr", beside=discord.url)
    member.sign_in("ada@example.org")
    member.open("/account/security")
    member.press(in_french("Link Discord"))
    member.page.locator("input[name=password]").fill(factories.PASSWORD)
    member.page.keyboard.press("Enter")
    member.page.get_by_text("Authorise").click()
    member.sees(in_french("What you wrote yourself stays, unless you choose otherwise here."))
    member.open("/account/security")
    member.sees("ada_drives")
    member.press(in_french("Unlink"))
    member.press(in_french("Unlink"))
    member.sees(in_french("Discord is unlinked, and signs you in no more."))


@pytest.fixture
def guild(discord):
    """Its owner may manage it; the bot's role will lack a permission."""
    kept = Discord(lambda: int(clock.now().timestamp() * 1000))
    there = kept.add_guild(permissions=int(INVITED) & ~MANAGE_ROLES, members=2)
    discord.guilds = [{"id": str(there.id), "name": "Box 12", "owner": True, "permissions": "0"}]
    discord.joins = str(there.id)
    with serving(kept, limits=ROOMY) as loopback:
        yield there, loopback


@pytest.mark.req("C02", "C03", "C04")
@pytest.mark.parametrize(("language", "said"), [("en", str), ("fr", in_french)])
def test_a_server_is_added_tried_and_begun(walk, transactional_db, discord, guild, settings, language, said):
    (there, loopback), at = guild, clock.now()
    owner = factories.member("Olga", language=language)
    club, by = factories.club("Endurance", owner=owner), factories.actor(owner)
    times = {"starts_at": at + timedelta(hours=20), "ends_at": at + timedelta(hours=44)}
    offerings.publish(events.create(title="Spa", club=club, by=by, at=at, **times).offering, by=by, at=at)
    with translation.override(language):
        lacks = look_words.fault("permission", "MANAGE_ROLES")

    admin = walk(owner, width=390, height=844, language=language, beside=discord.url)
    admin.open("/clubs/endurance/discord")
    admin.press(said("Add the bot"))
    admin.page.get_by_text("Authorise").click()
    admin.sees(
        "“Box 12”" if language == "en" else "« Box 12 »",
        said("Nothing is done on your server before you let it begin."),
    )

    settings.DISCORD_ADDRESS, settings.DISCORD_BOT_TOKEN = loopback.address, server.TOKEN
    outbox.drain()
    admin.press(said("Dry run"))
    admin.sees(lacks, said("What the bot would do on your server now. Nothing of it is done by looking."))
    assert there.channels == {}

    (role,) = there.members[there.bot_id]
    there.roles[role]["permissions"] = int(INVITED)
    admin.press(said("Look now"))
    outbox.drain()
    admin.open("/clubs/endurance/discord/dry-run")
    admin.misses(lacks)
    admin.press(said("Begin"))
    admin.sees(said("The bot builds the server now, and keeps it as it should be."))
    rounds.begin_due(at=clock.now())
    outbox.drain()
    admin.open("/clubs/endurance/discord/health")
    admin.sees(said("All is well"))
    (card,), (channel,) = there.messages.values(), [one for one in there.channels.values() if one["type"] == TEXT]
    assert (card["channel_id"], card["embeds"][0]["title"], card["pinned"]) == (channel["id"], "Spa", True)

"""The browsers of those who visit every page: signed in, at the door, or on their way from Discord."""

from datetime import timedelta
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.http import HttpRequest
from django.test import Client

from lineup.core.foundation import clock
from lineup.core.people import codes, discord_links, second_factors
from lineup.core.people.discord_links import Arrival
from lineup.domains.events import events
from lineup.interfaces.mail.mailbox import MailboxBackend
from lineup.interfaces.web.accounts.discord import ARRIVAL
from lineup.interfaces.web.mailbox import letters
from tests.architecture.authorisation.world import World
from tests.support import factories, oauth

DISCORD = Arrival.of(oauth.PROFILE)
LETTER = "<html><head></head><body><p>Your place is kept.</p></body></html>"


def furnish(world: World, given: Any) -> None:
    """Add to the world what is met at one moment only: Discord's keys, every second factor, a mail of the demo."""
    given.DISCORD_CLIENT_ID, given.DISCORD_CLIENT_SECRET, given.MAILBOX = oauth.CLIENT_ID, oauth.CLIENT_SECRET, True
    organiser = world.someone("organiser")
    discord_links.link(organiser.account, DISCORD, by=factories.actor(organiser), at=world.at)
    _protect(world)
    once = events.create(title="Once", starts_at=world.at + timedelta(days=9), by=world.by("club_owner"), at=world.at)
    world.keys["once"] = {"slug": once.offering.slug}
    mail = EmailMultiAlternatives("Your place", "Your place is kept.", "Lineup <lineup@localhost>", ["a@example.org"])
    mail.attach_alternative(LETTER, "text/html")
    MailboxBackend().send_messages([mail])
    world.keys["platform"]["name"] = letters.page()[0][0].name


def _protect(world: World) -> None:
    """Give the owner of the club a passkey, an app and recovery codes."""
    owner, seed = world.someone("club_owner"), codes.new_seed()
    factories.passkey(owner)
    code = codes.shown(seed, step=int(world.at.timestamp()) // codes.STEP_SECONDS)
    second_factors.add_app(owner.account, seed=seed, code=code, by=factories.actor(owner), at=world.at)


def cookies(world: World, who: str, home: str) -> list[Any]:
    """Return what the browser of this visitor holds."""
    client = {"from_discord": _from_discord, "at_the_door": _at_the_door}.get(who, _signed_in)(world, who)
    name = settings.SESSION_COOKIE_NAME
    return [{"name": name, "value": client.cookies[name].value, "url": home}] if name in client.cookies else []


def _from_discord(world: World, who: str) -> Client:
    """Somebody whom nobody knows."""
    client = Client()
    session = client.session
    session[ARRIVAL] = {**DISCORD.facts(), "discord_id": "1", "path": "", "at": clock.now().timestamp()}
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client


def _at_the_door(world: World, who: str) -> Client:
    """Somebody whose password was right, and of whom more is asked."""
    client = Client()
    client.post("/account/login", {"login": world.someone("holder").email, "password": factories.PASSWORD})
    return client


def _signed_in(world: World, who: str) -> Client:
    """A principal of the world, who showed a moment ago that it is them."""
    client, person = Client(), world.people[who]
    if person is None:
        return client
    client.force_login(person.account)
    request = HttpRequest()
    request.session = client.session
    record_authentication(request, person.account, method="password", reauthenticated=True)
    request.session.save()
    return client

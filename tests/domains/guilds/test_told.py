"""Who comes into a club through its server is told, once, and how to leave it."""

import pytest
from django.utils import translation

from lineup.core.clubs import memberships
from lineup.core.outbox.models import Message
from lineup.core.people import discord_links
from lineup.core.people.discord_links import Arrival
from lineup.domains.guilds import guilds, member_settling, member_syncs, told
from lineup.domains.guilds.matching import Listing, Seen
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("C03")]


@pytest.fixture
def membership(club, by, at):
    dana = factories.member("Dana")
    discord_links.link(dana.account, Arrival("7", "dana"), by=factories.actor(dana), at=at)
    guilds.link(club, 4711, name="The guild", by=by, at=at)
    member_settling.settle(member_syncs.order(club, by=by, at=at), Listing([Seen(7)]), at=at)
    return memberships.live(club).get(person=dana)


def about(membership, language="en"):
    with translation.override(language):
        return told.about_membership({"membership": str(membership.pk)}, membership.person)


def test_a_new_member_is_told_once_why_and_how_to_leave(membership):
    message = Message.objects.get(topic="notice", payload__kind=told.MEMBER)
    assert message.payload["facts"] == {"membership": str(membership.pk)}
    words = about(membership)
    assert (words.title, words.path) == ("Welcome to Endurance", "/clubs/endurance")
    assert "leave the club on its page" in words.sentence
    assert about(membership, "fr").title == "Bienvenue à Endurance"


def test_who_left_meanwhile_is_told_nothing(membership, by, at):
    memberships.end(membership, by=by, at=at)
    assert about(membership) is None

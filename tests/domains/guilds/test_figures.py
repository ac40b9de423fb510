"""A guild in numbers."""

import pytest

from lineup.core.people import discord_links
from lineup.core.people.discord_links import Arrival
from lineup.domains.guilds import figures, guilds, member_settling, member_syncs
from lineup.domains.guilds.figures import Figures
from lineup.domains.guilds.matching import Listing, Seen
from lineup.domains.guilds.models import Thing
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("C08")]


def test_people_are_those_of_the_last_sync_and_events_those_that_anybody_sees(
    club, by, at, make_event, django_assert_num_queries
):
    guild = guilds.link(club, 4711, name="The guild", by=by, at=at)
    assert figures.of(guild, at=at) == Figures()
    who = factories.member("Dana")
    discord_links.link(who.account, Arrival("1", "dana"), by=factories.actor(who), at=at)
    listing = Listing([Seen(1, "Dana"), Seen(2, "Somebody"), Seen(3, "A bot", is_bot=True)])
    member_settling.settle(member_syncs.order(club, by=by, at=at), listing, at=at)
    make_event("Spa"), make_event("Inside", visibility="club_only"), make_event("Draft", published=False)
    for key, state in (("a", "there"), ("b", "gone")):
        Thing.objects.create(guild=guild, key=key, kind="text", state=state)
    with django_assert_num_queries(3):
        assert figures.of(guild, at=at) == Figures(people=2, known=1, counted_at=at, ahead=1, channels=1)

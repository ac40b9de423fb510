"""Who is dragged into another team in a browser sits there, and what that changes is said."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from lineup.core.foundation import clock
from lineup.domains.racing.models import ProposedSeat
from tests.architecture.authorisation import circuit
from tests.support import crews, factories

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.req("A10", "Q20")]


def test_somebody_left_out_is_dragged_into_a_team_and_out_again(transactional_db, open_page, live_server):
    organiser, at = factories.member("Olga"), clock.now() + timedelta(seconds=1)
    race = crews.race(organiser)
    proposal = circuit.proposal(race, race.slots.get(), "Dana", by=factories.actor(organiser), at=at)
    page, client = open_page(), Client()
    client.force_login(organiser.account)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    page.set_viewport_size({"width": 1280, "height": 2000})  # so that nothing scrolls between taking and dropping
    page.goto(reverse("racing:proposal", args=[race.event.offering.slug, proposal.pk]))
    team = proposal.teams.get()
    friend = ProposedSeat.objects.select_related("signup__person").get(proposal=proposal, team=None)
    their_name = friend.signup.person.name
    for where, sits in ((f"[data-team='{team.pk}']", team.pk), ("[data-team='']", None)):
        with page.expect_navigation():
            row = page.locator("[data-seat]", has_text=their_name).first
            # by the name: the middle of the row is a menu
            row.drag_to(page.locator(where), source_position={"x": 8, "y": 12}, target_position={"x": 12, "y": 12})
        assert f"{their_name}: " in page.locator(".flashes").inner_text()
        friend.refresh_from_db()
        assert friend.team_id == sits

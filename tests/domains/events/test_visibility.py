"""Who opens and who finds an event: one table, five visibilities × who asks × every state."""

import itertools
from datetime import timedelta

import pytest

from lineup.core.clubs.models import Role
from lineup.core.foundation.errors import Missing
from lineup.core.participation import invitations, offerings, places
from lineup.core.people.models import Person
from lineup.domains.events import events, listing
from lineup.domains.events.listing import Wanted
from tests.support import factories

VISIBILITIES = ("public", "unlisted", "club_only", "invite_only", "private")
STATES = ("draft", "published", "cancelled", "finished")
PRINCIPALS = ("stranger", "outsider", "member", "manager", "other_manager", "invited", "holder", "admin")

# who opens the page once it is not a draft
OPENS = {
    "public": set(PRINCIPALS),
    "unlisted": set(PRINCIPALS),
    "club_only": {"member", "manager", "invited", "holder", "admin"},
    "invite_only": {"member", "manager", "invited", "holder", "admin"},
    "private": {"manager", "invited", "holder", "admin"},
}
# who finds it in lists, search and feeds
FINDS = {
    "public": set(PRINCIPALS),
    "unlisted": set(),
    "club_only": {"member", "manager"},
    "invite_only": {"member", "manager"},
    "private": set(),
}


@pytest.fixture
def people(db):
    club, other = factories.club(), factories.club()
    return club, {
        "stranger": None,
        "outsider": factories.member(),
        "member": factories.club_member(club),
        "manager": factories.club_member(club, role=Role.EVENT_MANAGER),
        "other_manager": factories.club_member(other, role=Role.EVENT_MANAGER),
        "invited": factories.member(),
        "holder": factories.member(),
        "admin": factories.admin(),
    }


@pytest.mark.req("A05", "P10")
@pytest.mark.parametrize(("visibility", "state"), list(itertools.product(VISIBILITIES, STATES)))
def test_an_event_is_seen_by_those_of_the_table_and_nobody_else(visibility, state, people, at):
    club, principals = people
    event = _event(club, visibility, state, principals, at)
    manages = {"manager", "admin"}
    opens = manages if state == "draft" else OPENS[visibility] | manages
    finds = set() if state == "draft" else FINDS[visibility]
    assert {name for name, person in principals.items() if _opens(person, event)} == opens
    assert {name for name, person in principals.items() if _finds(person, event, at)} == finds
    assert {name for name, person in principals.items() if _searches(person, event, at)} == finds


def _event(club, visibility, state, principals, at):
    by = factories.actor(principals["manager"])
    start = at + timedelta(days=5)
    event = events.create(
        title="Secret supper",
        club=club,
        visibility=visibility,
        starts_at=start,
        ends_at=start + timedelta(hours=1),
        by=by,
        at=at,
    )
    invitations.invite(event.offering, email=principals["invited"].email, by=by, at=at)
    places.offer_to(events.pool_of(event), principals["holder"], by=by, at=at)
    if state != "draft":
        offerings.publish(event.offering, by=by, at=at)
    if state == "cancelled":
        offerings.cancel(event.offering, by=by, at=at)
    if state == "finished":
        offerings.finish(event.offering, although_ahead=True, by=by, at=at)
    return event


def _opens(person: Person | None, event) -> bool:
    try:
        return events.find_visible(person, slug=event.offering.slug) == event
    except Missing:
        return False


def _finds(person: Person | None, event, at) -> bool:
    rows = listing.between(person, start=at, end=at + timedelta(days=9))
    return event.pk in rows.values_list("pk", flat=True)


def _searches(person: Person | None, event, at) -> bool:
    rows = listing.between(person, start=at, end=at + timedelta(days=9), wanted=Wanted(text="secret"))
    return event.pk in rows.values_list("pk", flat=True)

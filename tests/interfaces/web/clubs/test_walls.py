"""Nothing of one club is read or written from another (P10), whatever one is in one's own."""

import pytest
from django.test import Client

from lineup.core.clubs import clubs, invitations, memberships
from lineup.core.clubs.models import Club, Role
from lineup.core.foundation import clock
from tests.support import factories
from tests.support.factories import actor

pytestmark = [pytest.mark.django_db, pytest.mark.req("P10", "A01", "P02")]

# path → the roles of the club that may open it; everybody else gets 403 from a public club, 404 from a private one
MANAGERS = {Role.OWNER, Role.ADMIN}
PAGES = {
    "": set(Role),
    "/members": set(Role),
    "/requests": MANAGERS,
    "/invitations": MANAGERS,
    "/edit": MANAGERS,
    "/audit": MANAGERS,
    "/ownership": {Role.OWNER},
    "/discard": {Role.OWNER},
}
ACTS = {
    "/edit": MANAGERS,
    "/discard": {Role.OWNER},
    "/ownership": {Role.OWNER},
    "/invitations": MANAGERS,
    "/members/{member}/role": MANAGERS,
    "/members/{member}/end": MANAGERS,
    "/requests/{request}/approval": MANAGERS,
    "/requests/{request}/rejection": MANAGERS,
    "/invitations/{invitation}/revocation": MANAGERS,
}


def signed_in(person):
    client = Client()
    client.force_login(person.account)
    return client


def in_role(club, role):
    return factories.club_owner(club) if role == Role.OWNER else factories.club_member(club, role=role)


def full(**fields):
    """A club with a member, a request and an invitation; and their ids."""
    club = factories.club(description="canary-of-the-club", **fields)
    member = factories.club_member(club, factories.member("Canary Member")).memberships.get()
    asked = memberships.ask(club, message="x", by=actor(factories.member("Canary Asker")), at=clock.now())
    by = actor(factories.club_owner(club))
    invited = invitations.invite(club, email="canary@example.org", by=by, at=clock.now())
    return club, {"member": member.pk, "request": asked.pk, "invitation": invited.pk}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("page", PAGES)
def test_a_role_opens_its_pages_and_no_other(role, page):
    club, _ids = full()
    response = signed_in(in_role(club, role)).get(f"/clubs/{club.slug}{page}")
    assert response.status_code == (200 if role in PAGES[page] else 403)


@pytest.mark.parametrize("is_public", [True, False])
@pytest.mark.parametrize("page", PAGES)
def test_another_clubs_owner_sees_what_a_stranger_sees(page, is_public):
    club, _ids = full(is_public=is_public)
    foreign = signed_in(factories.club_owner(factories.club()))
    response = foreign.get(f"/clubs/{club.slug}{page}")
    wanted = 404 if not is_public else 200 if page == "" else 403
    assert response.status_code == wanted
    if wanted != 200:
        assert "canary" not in response.content.decode().casefold()


@pytest.mark.parametrize("role", [None, *Role])
@pytest.mark.parametrize("act", ACTS)
def test_who_may_not_act_changes_nothing(role, act):
    club, ids = full()
    person = in_role(club, role) if role else factories.club_owner(factories.club())
    if role in ACTS[act]:
        return
    response = signed_in(person).post(f"/clubs/{club.slug}{act.format(**ids)}", {"role": "admin", "emails": "a@b.org"})
    assert response.status_code == 403
    assert Club.objects.get(pk=club.pk).binned_at is None
    assert club.memberships.get(pk=ids["member"]).role == Role.MEMBER
    assert (club.requests.get().decision, club.invitations.get().revoked_at) == ("open", None)


@pytest.mark.parametrize("act", [act for act in ACTS if "{" in act])
def test_an_id_of_another_club_is_not_found_under_ones_own(act):
    club, ids = full()
    own = factories.club()
    response = signed_in(factories.club_owner(own)).post(f"/clubs/{own.slug}{act.format(**ids)}", {"role": "admin"})
    assert response.status_code == 404
    assert club.memberships.get(pk=ids["member"]).role == Role.MEMBER


def test_a_private_club_stands_in_no_strangers_list_or_calendar(client):
    club, _ids = full(is_public=False)
    assert club.name not in client.get("/clubs").content.decode()
    assert client.get(f"/clubs/{club.slug}/calendar.ics").status_code == 404


def test_addresses_of_members_are_shown_to_who_manages_them_only():
    club, _ids = full()
    address = factories.club_owner(club).email
    plain = signed_in(factories.club_member(club)).get(f"/clubs/{club.slug}/members")
    admin = signed_in(factories.club_member(club, role=Role.ADMIN)).get(f"/clubs/{club.slug}/members")
    assert (address in plain.content.decode(), address in admin.content.decode()) == (False, True)


def test_a_club_in_the_bin_has_no_pages():
    club, _ids = full()
    owner = factories.club_owner(club)
    clubs.discard(club, by=actor(owner), at=clock.now())
    found = {page: signed_in(owner).get(f"/clubs/{club.slug}{page}").status_code for page in PAGES}
    assert set(found.values()) == {404}

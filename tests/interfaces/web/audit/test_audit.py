"""The record of acts on its pages: who reads it, how it is narrowed, whether it is sealed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lineup.core.audit import chain, entries
from lineup.core.audit.models import Entry
from lineup.core.clubs.models import Role
from lineup.core.foundation import clock
from lineup.core.people import persons
from lineup.domains.events.models import Venue
from tests.support import factories
from tests.support.factories import actor

pytestmark = [pytest.mark.django_db, pytest.mark.req("P07")]


def acts(response):
    return [entry.action for entry in response.context["page"].items]


@pytest.fixture
def admin(client):
    person = factories.admin("Root Admin")
    client.force_login(person.account)
    return person


def test_platform_admins_read_everything_newest_first(client, admin):
    club = factories.club()
    factories.club_member(club)
    assert acts(client.get("/platform/audit")) == ["membership.admit", "club.found"]


@pytest.mark.parametrize("who", ["member", "club owner"])
def test_nobody_else_finds_the_whole_record(client, who):
    person = factories.member() if who == "member" else factories.club_owner(factories.club())
    client.force_login(person.account)
    assert client.get("/platform/audit").status_code == 404


@pytest.mark.req("P10")
def test_a_clubs_admin_reads_that_of_the_club_and_no_other(client):
    club, other = factories.club(), factories.club("Canary Club")
    admin = factories.club_member(club, role=Role.ADMIN)
    client.force_login(admin.account)
    response = client.get(f"/clubs/{club.slug}/audit")
    assert {entry.club_id for entry in response.context["page"].items} == {club.pk}
    assert "Canary" not in response.content.decode()
    assert client.get(f"/clubs/{other.slug}/audit").status_code == 403


def test_where_from_is_shown(client, admin):
    factories.club()
    body = client.get("/platform/audit").content.decode()
    assert "203.0.113.7" in body
    assert "Tests/1.0" in body


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("who=zoe", ["club.found"]),
        ("who=nobody", []),
        ("action=membership", ["membership.admit"]),
        ("action=club.", ["club.found", "club.found"]),
        ("resource=membership", ["membership.admit"]),
        ("club=blue", ["membership.admit", "club.found"]),
        ("until=2020-01-01", []),
        ("since=2020-01-01&action=membership", ["membership.admit"]),
        ("since=nonsense", ["membership.admit", "club.found", "club.found"]),
    ],
)
def test_it_is_narrowed(client, admin, query, found):
    factories.club("Red Club", owner=factories.member("Zoé"))
    factories.club_member(factories.club("Blue Club", owner=factories.member("Bob")))
    assert acts(client.get(f"/platform/audit?{query}")) == found


def test_it_is_narrowed_to_one_thing_by_its_id(client, admin):
    club, _other = factories.club(), factories.club()
    found = client.get(f"/platform/audit?resource={club.pk}").context["page"].items
    assert [entry.resource_id for entry in found] == [str(club.pk)]


def test_an_entry_waits_for_its_seal_and_then_shows_its_digest(client, admin):
    factories.club()
    assert "waiting for its seal" in client.get("/platform/audit").content.decode()
    chain.seal(at=clock.now())
    sealed = client.get("/platform/audit")
    (entry,) = sealed.context["page"].items
    assert "waiting for its seal" not in sealed.content.decode()
    assert entry.link.digest[:10] in sealed.content.decode()


def test_it_says_what_each_act_was_about_with_a_link_and_keeps_the_ids(client, admin):
    club = factories.club("Atelier <b>", owner=factories.member("Olga"))
    member = factories.club_member(club, factories.member("Mia"))
    membership = Entry.objects.get(action="membership.admit").resource_id
    body = client.get("/platform/audit").content.decode()
    assert f'<a href="/clubs/{club.slug}">Atelier &lt;b&gt;</a>' in body
    assert f'<a href="/clubs/{club.slug}/members">Mia</a>' in body
    assert [part in body for part in (str(club.pk), membership, str(factories.club_owner(club).pk))] == [True] * 3
    assert (member.name in body, "<b>Atelier" in body) == (True, False)


def test_what_was_deleted_is_shown_by_its_id(client, admin):
    gone = Venue(name="Gone")
    entries.record(by=actor(admin), at=clock.now(), action="venue.purge", on=gone)
    body = client.get("/platform/audit").content.decode()
    assert ("no longer there" in body, str(gone.pk) in body) == (True, True)


def test_its_details_are_in_words(client, admin):
    person = factories.member("Ada")
    persons.change_profile(person, bio="New", phone="1", by=actor(person), at=clock.now())
    assert "<li>Fields: bio, phone</li>" in client.get("/platform/audit").content.decode()


def test_pages_go_on_with_a_fixed_number_of_queries(client, admin):
    club = factories.club()
    for number in range(60):
        entries.record(by=actor(admin), at=clock.now(), action=f"club.act{number}", on=club, club_id=club.pk)
    client.get("/platform/audit")
    first = client.get("/platform/audit")
    with CaptureQueriesContext(connection) as many:
        second = client.get(f"/platform/audit?cursor={first.context['page'].next}")
    assert len(acts(first)) == 50
    assert acts(second) == [*[f"club.act{number}" for number in range(9, -1, -1)], "club.found"]
    assert len(many) <= 10


def test_hostile_metadata_is_text(client, admin):
    club = factories.club()
    metadata = {"<script>": "<img src=x onerror=alert(1)>"}
    entries.record(by=actor(admin), at=clock.now(), action="club.change", on=club, metadata=metadata)
    body = client.get("/platform/audit").content.decode()
    assert "<img src=x" not in body

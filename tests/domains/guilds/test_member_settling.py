"""Memberships begin and end as the guild tells, by the club's own acts; done again, nothing is done twice."""

from datetime import timedelta

import pytest

from lineup.core.audit.models import Entry
from lineup.core.clubs import memberships
from lineup.core.clubs.models import Club, Membership
from lineup.core.people import discord_links
from lineup.core.people.discord_links import Arrival
from lineup.core.privacy import erasure
from lineup.domains.guilds import guilds, member_settling, member_syncs
from lineup.domains.guilds.matching import Listing, Seen, Standing
from lineup.domains.guilds.models import SyncedMembership, SyncLine
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("C03")]
DAY = timedelta(days=1)


class Killed(BaseException):
    """The process ends here."""


@pytest.fixture
def guild(club, by, at):
    return guilds.link(club, 4711, name="The guild", by=by, at=at)


@pytest.fixture
def sync(guild, club, by, at):
    """Settle a listing of these numbers: `sync(1, 2)`; what stands in the last sync comes back."""
    days = iter(range(100))

    def settle(*numbers, is_whole=True, agreed=0):
        then = at + next(days) * DAY
        made = member_syncs.order(club, agreed=agreed, by=by, at=then)
        listing = Listing([Seen(number, f"User {number}") for number in numbers], is_whole=is_whole)
        member_settling.settle(made, listing, at=then)
        return member_syncs.last_of(club)

    return settle


@pytest.fixture
def linked(at):
    """Make somebody with this number at Discord: `linked(1)`."""

    def make(number):
        who = factories.member(f"Person {number}")
        discord_links.link(who.account, Arrival(str(number), f"user{number}"), by=factories.actor(who), at=at)
        return who

    return make


def counts(done):
    names = ("matched", "new", "left", "waiting", "unlinked", "conflicting")
    return {name: getattr(done, name) for name in names if getattr(done, name)}


def live(club):
    return set(memberships.live(club).values_list("person__name", flat=True))


def test_who_is_linked_becomes_a_member_and_the_record_says_through_whom(sync, linked, club, by):
    linked(1)
    done = sync(1, 2)
    assert (done.state, done.is_whole, counts(done)) == ("done", True, {"new": 1, "unlinked": 1})
    assert live(club) == {"Olga", "Person 1"}
    row = SyncedMembership.objects.get()
    assert (row.discord_id, row.membership.role) == (1, "member")
    entry = Entry.objects.get(action="membership.admit")
    assert (entry.actor_id, entry.channel, entry.club_id) == (by.person.pk, "discord", club.pk)
    told = Entry.objects.get(action="guild.sync").metadata
    assert (told["new"], told["unlinked"], told["sort"]) == (1, 1, "manual")
    assert sync(1, 2).matched == 1


def test_who_leaves_the_guild_leaves_the_club_and_comes_back_with_it(sync, linked, club):
    linked(1)
    sync(1, 2)
    assert counts(sync(2)) == {"left": 1, "unlinked": 1}
    assert live(club) == {"Olga"}
    assert SyncedMembership.objects.get().left_with_guild
    assert counts(sync(1, 2)) == {"new": 1, "unlinked": 1}


def test_who_came_by_other_ways_stays_and_a_role_is_left_to_a_human(sync, linked, club, by, at):
    guest, driver = linked(1), linked(2)
    memberships.admit(club, guest, role="member", by=by, at=at)
    sync(1, 2)
    memberships.change_role(Membership.objects.get(person=driver), "event_manager", by=by, at=at)
    assert counts(sync(3)) == {"unlinked": 1, "conflicting": 1}
    assert live(club) == {"Olga", "Person 1", "Person 2"}
    assert SyncLine.objects.get(standing="conflicting").why == "has_role"


def test_who_was_sent_away_or_left_the_club_is_not_fetched_back(sync, linked, club, by, at):
    linked(1)
    sync(1)
    memberships.end(memberships.live(club).get(synced__discord_id=1), by=by, at=at)
    assert counts(sync(1)) == {"conflicting": 1}
    assert SyncLine.objects.get().why == "ended"


def test_a_request_that_is_open_or_was_turned_down_is_answered_by_a_human(sync, linked, club, by, at):
    asking, refused = linked(1), linked(2)
    memberships.ask(club, by=factories.actor(asking), at=at)
    request = memberships.ask(club, by=factories.actor(refused), at=at)
    memberships.reject(request, reason="", by=by, at=at)
    assert counts(sync(1, 2)) == {"conflicting": 2}
    assert set(SyncLine.objects.values_list("discord_id", "why")) == {(1, "asks"), (2, "turned_down")}


def test_a_closed_account_comes_into_no_club(sync, linked):
    closed = linked(1)
    type(closed.account).objects.filter(pk=closed.account.pk).update(is_active=False)
    assert counts(sync(1)) == {"conflicting": 1}


def test_a_listing_that_broke_off_brings_people_and_removes_nobody(sync, linked, club):
    linked(1), linked(2)
    sync(1)
    done = sync(2, is_whole=False)
    assert (done.is_whole, counts(done)) == (False, {"new": 1})
    assert live(club) == {"Olga", "Person 1", "Person 2"}


def test_many_leave_only_when_a_human_agrees(sync, linked, club):
    for number in range(1, 6):
        linked(number)
    sync(1, 2, 3, 4, 5)
    assert counts(sync(1, 9)) == {"matched": 1, "waiting": 4, "unlinked": 1}
    assert len(live(club)) == 6
    assert counts(sync(1, 9, agreed=4)) == {"matched": 1, "left": 4, "unlinked": 1}
    assert live(club) == {"Olga", "Person 1"}


def test_killed_in_between_the_next_worker_goes_on_and_the_numbers_are_those_of_both(
    guild, linked, club, by, at, monkeypatch
):
    for number in range(1, 31):
        linked(number)
    made = member_syncs.order(club, by=by, at=at)
    listing, admit, left = Listing([Seen(number) for number in range(1, 32)]), memberships.admit, [28]

    def dying(*args, **more):
        left[0] -= 1
        if not left[0]:
            raise Killed
        return admit(*args, **more)

    monkeypatch.setattr(memberships, "admit", dying)
    with pytest.raises(Killed):
        member_settling.settle(made, listing, at=at)
    monkeypatch.setattr(memberships, "admit", admit)
    assert len(live(club)) == 26
    member_settling.settle(made, listing, at=at)
    assert counts(member_syncs.last_of(club)) == {"new": 30, "unlinked": 1}
    assert (len(live(club)), Entry.objects.filter(action="membership.admit").count()) == (31, 30)


def test_who_became_a_member_meanwhile_is_matched(guild, linked, club, by, at, monkeypatch):
    who, known = linked(1), member_settling.in_club
    made = member_syncs.order(club, by=by, at=at)

    def quicker(found):
        told = known(found)
        memberships.admit(club, who, role="member", by=by, at=at)
        return told

    monkeypatch.setattr(member_settling, "in_club", quicker)
    member_settling.settle(made, Listing([Seen(1)]), at=at)
    assert counts(member_syncs.last_of(club)) == {"matched": 1}
    assert SyncedMembership.objects.count() == 0


def test_as_many_questions_for_many_as_for_few(guild, linked, club, by, at, django_assert_num_queries):
    def asked(numbers):
        listing = Listing([Seen(number) for number in numbers])
        with django_assert_num_queries(3):
            links = list(member_settling._links(listing))
            return len(links), len(member_settling.in_club(club))

    linked(1)
    assert asked([1]) == (1, 1)
    for number in range(2, 20):
        linked(number)
    assert asked(range(1, 20)) == (19, 1)


@pytest.mark.req("P08")
def test_whoever_is_erased_stands_in_no_list_of_a_server(sync, linked, by, at):
    who = linked(1)
    sync(1, 2)
    assert SyncLine.objects.filter(discord_id=1).count() == 1
    erasure.erase(who, by=factories.actor(who), at=at + DAY)
    assert SyncLine.objects.filter(discord_id=1).count() == 0
    assert SyncedMembership.objects.count() == 0


def test_unlinked_from_the_server_those_it_brought_stay(sync, linked, club, by, at):
    linked(1)
    sync(1)
    guilds.unlink(club, by=by, at=at)
    guilds.link(club, 4712, name="Another", by=by, at=at)
    assert counts(sync(9)) == {"unlinked": 1}
    assert live(club) == {"Olga", "Person 1"}
    assert Club.objects.count() == 1
    assert Standing.LEFT not in SyncLine.objects.values_list("standing", flat=True)

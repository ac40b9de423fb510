"""A guild's members are looked at by hand, once linked and once a day; one look at a time, and none is lost."""

from datetime import timedelta

import pytest

from lineup.core.audit.models import Entry
from lineup.core.outbox.models import Message
from lineup.domains.guilds import guilds, member_syncs
from lineup.domains.guilds.models import MemberSync, SyncLine
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("C03")]
HOUR = timedelta(hours=1)


@pytest.fixture
def guild(club, by, at):
    return guilds.link(club, 4711, name="The guild", by=by, at=at)


def ended(sync, at, *, is_whole=True):
    assert member_syncs.finish(sync, is_whole=is_whole, counts={"matched": 1}, lines=[], at=at)


def by_clock(at):
    return member_syncs.begin_due(at=at), MemberSync.objects.latest("ordered_at").sort


def test_a_club_without_a_server_is_told_to_add_the_bot(club, by, at):
    with pytest.raises(member_syncs.NotLinked, match="add the bot to yours first"):
        member_syncs.order(club, by=by, at=at)


def test_who_orders_twice_gets_the_one_that_is_under_way(guild, club, by, at):
    made = member_syncs.order(club, agreed=7, by=by, at=at)
    assert member_syncs.order(club, by=by, at=at) == made
    assert (made.sort, made.state, made.agreed, made.ordered_by) == ("manual", "waiting", 7, by.person)
    message = Message.objects.get(topic=member_syncs.TOPIC)
    assert (message.queue, member_syncs.find(message.payload["sync"])) == ("discord", made)
    assert Entry.objects.filter(action="guild.order_sync").count() == 1


def test_one_whose_worker_is_gone_for_good_makes_way(guild, club, by, at):
    lost = member_syncs.order(club, by=by, at=at)
    made = member_syncs.order(club, by=by, at=at + HOUR)
    lost.refresh_from_db()
    assert (lost.state, lost.problem, made.state) == ("failed", "lost", "waiting")


def test_the_clock_looks_when_the_server_is_linked_and_a_day_after_it_went_well(guild, club, at):
    assert member_syncs.is_due(at)
    assert by_clock(at) == (1, "automatic")
    assert not member_syncs.is_due(at + HOUR / 2)
    ended(member_syncs.last_of(club), at)
    assert not member_syncs.is_due(at + 23 * HOUR)
    assert by_clock(at + 24 * HOUR) == (1, "scheduled")


def test_what_went_wrong_or_broke_off_is_tried_again_after_some_hours(guild, club, at):
    member_syncs.begin_due(at=at)
    member_syncs.fail(member_syncs.last_of(club), "unanswered", at=at)
    assert not member_syncs.is_due(at + 5 * HOUR)
    assert by_clock(at + 6 * HOUR) == (1, "scheduled")
    ended(member_syncs.last_of(club), at + 6 * HOUR, is_whole=False)
    assert not member_syncs.is_due(at + 11 * HOUR)
    assert member_syncs.is_due(at + 12 * HOUR)


def test_a_worker_that_died_is_followed_by_another_within_the_hour(guild, club, at):
    member_syncs.begin_due(at=at)
    assert by_clock(at + HOUR) == (1, "scheduled")
    assert MemberSync.objects.filter(problem="lost").count() == 1


def test_who_wants_none_by_the_clock_has_none_and_orders_by_hand(guild, club, by, at):
    guilds.change(club, syncs_members=False, by=by, at=at)
    assert (member_syncs.is_due(at), member_syncs.begin_due(at=at)) == (False, 0)
    assert member_syncs.order(club, by=by, at=at).state == "waiting"


def test_what_has_ended_ends_once(guild, club, by, at):
    made = member_syncs.order(club, by=by, at=at)
    ended(made, at)
    assert not member_syncs.finish(made, is_whole=True, counts={}, lines=[], at=at)
    member_syncs.fail(made, "token", at=at)
    assert member_syncs.last_of(club).state == "done"
    assert member_syncs.find(made.pk) is None


def test_people_are_named_for_the_last_sync_alone(guild, club, by, at):
    for day in (0, 1):
        made = member_syncs.order(club, by=by, at=at + day * 24 * HOUR)
        line = SyncLine(sync=made, standing="unlinked", discord_id=9 + day, name="Someone")
        member_syncs.finish(made, is_whole=True, counts={"unlinked": 1}, lines=[line], at=at)
    assert list(member_syncs.lines_of(club).values_list("discord_id", flat=True)) == [10]
    assert list(member_syncs.lines_of(club, "new")) == []


@pytest.mark.req("P10")
def test_old_numbers_are_forgotten(guild, club, by, at):
    ended(member_syncs.order(club, by=by, at=at), at)
    assert member_syncs.forget(before=at) == 0
    assert (member_syncs.forget(before=at + HOUR), MemberSync.objects.count()) == (1, 0)


def test_a_server_that_is_unlinked_leaves_no_list_behind(guild, club, by, at):
    made = member_syncs.order(club, by=by, at=at)
    guilds.unlink(club, by=by, at=at)
    assert (member_syncs.find(made.pk), MemberSync.objects.count()) == (None, 0)


def test_of_a_club_in_the_bin_nothing_is_due(guild, club, at):
    type(club).objects.update(binned_at=at)
    assert not member_syncs.is_due(at)


def test_who_ordered_is_who_acts_and_else_the_house(guild, club, by, at):
    assert member_syncs.actor_of(member_syncs.order(club, by=by, at=at)).person == by.person
    assert factories.actor().person is None
    assert member_syncs.actor_of(MemberSync(guild=guild)).person is None

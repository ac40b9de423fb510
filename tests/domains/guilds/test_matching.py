"""Everybody linked is found, nobody goes by mistake: stories one by one, and guilds of any make with a known truth."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineup.domains.guilds.matching import InClub, Linked, Listing, Seen, Standing, Why, match
from lineup.domains.guilds.shape import restraint

pytestmark = [pytest.mark.req("C03"), pytest.mark.embedded]


def person(number):
    return UUID(int=number)


def seen(*numbers, **more):
    return [Seen(number, f"User {number}", **more) for number in numbers]


def links(*numbers):
    return [Linked(number, person(number)) for number in numbers]


def by_sync(*numbers, **more):
    return [InClub(person(number), f"Person {number}", is_member=True, by_sync=number, **more) for number in numbers]


def told(found):
    return [(one.standing, one.discord_id, one.why) for one in found.decisions]


def test_who_is_linked_becomes_a_member_and_who_is_one_is_matched():
    club = [InClub(person(1), "Dana", is_member=True)]
    found = match(Listing(seen(1, 2, 3)), links(1, 2), club)
    assert told(found) == [(Standing.MATCHED, 1, ""), (Standing.NEW, 2, ""), (Standing.UNLINKED, 3, "")]
    assert [(one.name, one.person) for one in found.decisions] == [
        ("Dana", person(1)),
        ("User 2", person(2)),
        ("User 3", None),
    ]


def test_bots_are_counted_and_asked_nothing():
    found = match(Listing([*seen(1), *seen(2, is_bot=True)]), [], [])
    assert (told(found), found.bots) == ([(Standing.UNLINKED, 1, "")], 1)


def test_who_is_named_twice_is_decided_about_once():
    assert told(match(Listing(seen(1, 1)), links(1), [])) == [(Standing.NEW, 1, "")]


def test_one_person_with_two_accounts_in_the_guild_becomes_a_member_once():
    mine = [Linked(1, person(7)), Linked(2, person(7))]
    assert told(match(Listing(seen(1, 2)), mine, [])) == [(Standing.NEW, 1, ""), (Standing.MATCHED, 2, "")]


def test_one_account_that_two_people_have_is_left_to_a_human():
    found = match(Listing(seen(1)), [Linked(1, person(7)), Linked(1, person(8))], [])
    assert told(found) == [(Standing.CONFLICTING, 1, Why.LINKED_TWICE)]


@pytest.mark.parametrize(
    ("known", "why"),
    [
        ({"ended": True}, Why.ENDED),
        ({"asks": True}, Why.ASKS),
        ({"was_turned_down": True}, Why.TURNED_DOWN),
        ({"ended": True, "asks": True}, Why.ENDED),
    ],
)
def test_what_somebody_decided_already_is_not_undone(known, why):
    found = match(Listing(seen(1)), links(1), [InClub(person(1), **known)])
    assert told(found) == [(Standing.CONFLICTING, 1, why)]


def test_a_closed_account_and_a_newcomer_who_has_not_agreed_to_the_rules_wait():
    shut = [Linked(1, person(1), is_open=False)]
    assert told(match(Listing(seen(1)), shut, [])) == [(Standing.CONFLICTING, 1, Why.CLOSED)]
    found = match(Listing(seen(2, is_screened=True)), links(2), [])
    assert told(found) == [(Standing.CONFLICTING, 2, Why.SCREENED)]


def test_who_left_the_guild_leaves_the_club_only_if_the_guild_brought_them():
    club = [*by_sync(1), InClub(person(2), is_member=True)]
    assert told(match(Listing(seen(9)), links(1, 2), club)) == [
        (Standing.UNLINKED, 9, ""),
        (Standing.LEFT, 1, ""),
    ]


def test_who_unlinked_and_is_still_in_the_guild_stays():
    assert told(match(Listing(seen(1)), [], by_sync(1))) == [(Standing.UNLINKED, 1, "")]


def test_who_is_there_with_another_account_stays():
    found = match(Listing(seen(2)), [Linked(2, person(1))], by_sync(1))
    assert told(found) == [(Standing.MATCHED, 2, "")]


def test_who_was_given_a_role_in_the_club_is_left_to_a_human():
    found = match(Listing(seen(9)), links(1), by_sync(1, has_role=True))
    assert told(found)[1:] == [(Standing.CONFLICTING, 1, Why.HAS_ROLE)]


@pytest.mark.parametrize("listing", [Listing(seen(9), is_whole=False), Listing([])])
def test_a_listing_that_broke_off_or_names_nobody_removes_nobody(listing):
    found = match(listing, links(1, 2), by_sync(1, 2))
    assert [one.standing for one in found.decisions if one.discord_id != 9] == []


def test_if_more_would_leave_nobody_does_until_a_human_agrees():
    made, there = by_sync(*range(1, 21)), Listing(seen(*range(6, 21)))
    found = match(there, links(*range(1, 21)), made)
    assert (found.counts[Standing.LEFT], found.counts[Standing.WAITING]) == (0, 5)
    assert {one.why for one in found.of(Standing.WAITING)} == {Why.MANY}
    agreed = match(there, links(*range(1, 21)), made, agreed=5)
    assert (agreed.counts[Standing.LEFT], agreed.counts[Standing.WAITING]) == (5, 0)
    # to five somebody agreed, to six nobody did
    assert match(Listing(seen(*range(7, 21))), [], made, agreed=5).counts[Standing.LEFT] == 0


# --- guilds of any make -------------------------------------------------------------------------

FATES = st.sampled_from(
    ["bot", "unlinked", "new", "member", "synced", "gone", "gone member", "gone role", "ended", "asks", "turned down"]
)
TRUTH = {
    "unlinked": Standing.UNLINKED,
    "new": Standing.NEW,
    "member": Standing.MATCHED,
    "synced": Standing.MATCHED,
    "gone": Standing.LEFT,
    "gone role": Standing.CONFLICTING,
    "ended": Standing.CONFLICTING,
    "asks": Standing.CONFLICTING,
    "turned down": Standing.CONFLICTING,
}
CLUB = {
    "member": {"is_member": True},
    "synced": {"is_member": True, "by_sync": True},
    "gone": {"is_member": True, "by_sync": True},
    "gone member": {"is_member": True},
    "gone role": {"is_member": True, "by_sync": True, "has_role": True},
    "ended": {"ended": True},
    "asks": {"asks": True},
    "turned down": {"was_turned_down": True},
}


def world(fates):
    there, known, club = [], [], []
    for number, fate in enumerate(fates, start=1):
        if not fate.startswith("gone"):
            there.append(Seen(number, f"User {number}", is_bot=fate == "bot"))
        if fate not in ("bot", "unlinked"):
            known.append(Linked(number, person(number)))
        if fate in CLUB:
            facts = dict(CLUB[fate])
            club.append(InClub(person(number), **{**facts, "by_sync": number if facts.get("by_sync") else 0}))
    return there, known, club


@settings(max_examples=200, deadline=None)
@given(fates=st.lists(FATES, max_size=120), shuffled=st.randoms(use_true_random=False))
def test_of_any_guild_everybody_is_told_apart_as_they_are(fates, shuffled):
    there, known, club = world(fates)
    for rows in (there, known, club):
        shuffled.shuffle(rows)
    found = match(Listing(there), known, club)
    made = sum("by_sync" in CLUB.get(fate, {}) for fate in fates)
    leaves = Standing.LEFT if fates.count("gone") <= restraint.most_at_once(made) else Standing.WAITING
    truth = {
        number: leaves if fate == "gone" else TRUTH[fate]
        for number, fate in enumerate(fates, start=1)
        if fate in TRUTH and (there or not fate.startswith("gone"))
    }
    assert {one.discord_id: one.standing for one in found.decisions} == truth
    assert len(found.decisions) == len(truth)
    assert found.bots == fates.count("bot")


@settings(max_examples=100, deadline=None)
@given(fates=st.lists(FATES, max_size=60), cut=st.floats(0, 1))
def test_cut_off_anywhere_nobody_leaves_and_a_second_look_changes_nothing(fates, cut):
    there, known, club = world(fates)
    found = match(Listing(there[: int(len(there) * cut)], is_whole=False), known, club)
    assert (found.counts[Standing.LEFT], found.counts[Standing.WAITING]) == (0, 0)
    whole = match(Listing(there), known, club)
    after = {one.person: one for one in club}
    for one in whole.of(Standing.NEW):
        after[one.person] = InClub(one.person, is_member=True, by_sync=one.discord_id)
    for one in whole.of(Standing.LEFT):
        after[one.person] = replace(after[one.person], is_member=False, by_sync=0)
    again = match(Listing(there), known, after.values())
    assert (again.counts[Standing.NEW], again.counts[Standing.LEFT]) == (0, 0)

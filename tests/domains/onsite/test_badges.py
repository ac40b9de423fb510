"""Badges: one to a person, of codes that hold until they are replaced, revoked, or their key is retired."""

from datetime import timedelta

import pytest

from lineup.core.audit.models import Entry
from lineup.core.foundation.errors import Missing
from lineup.core.participation import entering
from lineup.core.participation.models import Pool
from lineup.core.people import merging
from lineup.core.people.actors import HOUSE
from lineup.core.privacy import erasure
from lineup.domains.events import events
from lineup.domains.onsite import badge_holders, badges, codes, signing_keys
from lineup.domains.onsite.codes import Verdict
from lineup.domains.onsite.models import Badge, SigningKey
from tests.support import factories


@pytest.fixture
def pool(event) -> Pool:
    return event.offering.pools.get(role="attendee")


@pytest.fixture
def ada(pool, at):
    return factories.place(pool, factories.guest("Ada"), at=at).contact


@pytest.fixture
def badge(event, ada, at) -> Badge:
    return badges.ensure(event, ada, at=at)


@pytest.mark.req("D10")
def test_a_badge_is_made_when_it_is_first_needed_and_stays_the_same(event, ada, badge, at):
    assert badges.ensure(event, ada, at=at) == badge
    assert (len(badge.badge_id), set(badge.badge_id) - set(badges.ALPHABET), badge.serial) == (7, set(), 1)
    assert str(badge) == f"{badge.badge_id[:3]}-{badge.badge_id[3:]}"
    assert badges.find(event, str(badge).lower()) == badge


@pytest.mark.req("D10")
def test_who_has_no_confirmed_place_has_no_badge(event, pool, at, by):
    waits = factories.guest("Waits")
    with pytest.raises(badges.NoBadge):
        badges.ensure(event, waits, at=at)
    assert (badges.make_missing(event, at=at), Badge.objects.count()) == (0, 0)


@pytest.mark.req("D10")
def test_all_who_come_get_one_at_once_and_only_one(event, pool, at):
    factories.place(pool, factories.guest("Bo"), companions=["Cy", "Di"], at=at)
    factories.place(pool, factories.guest("Eva"), at=at)
    assert (badges.make_missing(event, at=at), badges.make_missing(event, at=at)) == (4, 0)
    ids = list(badges.of(event).values_list("badge_id", flat=True))
    assert (len(ids), len(set(ids))) == (4, 4)


@pytest.mark.req("D10")
def test_more_people_than_a_statement_takes_get_theirs_in_parts(event, pool, at, monkeypatch):
    monkeypatch.setattr(badges, "BATCH", 2)
    people = [factories.place(pool, factories.guest(name), at=at).participant_id for name in "ABCDE"]
    assert badges.make(event, people[1:4], at=at) == 3
    assert (badges.make(event, people, at=at), badges.make(event, people, at=at)) == (2, 0)
    assert set(badges.of(event).values_list("person", flat=True)) == set(people)


@pytest.mark.req("D10")
def test_a_door_reads_who_the_badge_is_for(event, badge, ada, at, django_assert_num_queries):
    code = badges.code_of(badge, at=at)
    with django_assert_num_queries(2):
        read = badges.read(event.pk, f"{code.lower()}\n")
        assert (read.is_valid, read.badge, read.badge.person.name) == (True, badge, "Ada")


@pytest.mark.req("D10")
def test_a_code_of_one_event_opens_no_other(event, badge, by, at):
    other = events.create(title="Other", starts_at=at, time_zone="UTC", by=by, at=at)
    signing_keys.signing(other, at=at)
    assert badges.read(other.pk, badges.code_of(badge, at=at)).verdict == Verdict.OTHER_EVENT


@pytest.mark.req("D10")
def test_a_code_tells_nothing_of_the_person(badge, ada, at):
    code = badges.code_of(badge, at=at)
    other = codes.sign(bytes(32), key=1, event=codes.event_key(badge.event_id), badge_id=badge.badge_id, serial=1)
    # all that stands before the signature is known without knowing whom it is for
    assert (code[:25], len(code)) == (other[:25], 128)


@pytest.mark.req("D10")
def test_replacing_a_badge_ends_its_old_code_and_its_new_one_holds(event, badge, by, at):
    old = badges.code_of(badge, at=at)
    new = badges.code_of(badges.replace(badge, by=by, at=at), at=at)
    assert [badges.read(event.pk, code).verdict for code in (old, new)] == [Verdict.REVOKED, Verdict.VALID]
    assert badges.revocations(event.pk) == {badge.badge_id: 2}


@pytest.mark.req("D10")
def test_a_door_without_network_knows_what_was_revoked(event, badge, by, at):
    keys, old = signing_keys.keyring(event.pk), badges.code_of(badge, at=at)
    new = badges.code_of(badges.replace(badge, by=by, at=at), at=at)
    known = badges.revocations(event.pk)
    assert [codes.verify(one, keys, first_valid=known).verdict for one in (old, new)] == ["revoked", "valid"]
    badges.revoke(badge, by=by, at=at + timedelta(minutes=5))
    news = badges.revocations(event.pk, since=at + timedelta(minutes=1))
    assert (news, badges.revocations(event.pk, since=at + timedelta(minutes=6))) == ({badge.badge_id: 3}, {})
    assert codes.verify(new, keys, first_valid={**known, **news}).verdict == Verdict.REVOKED


@pytest.mark.req("D10")
def test_a_revoked_badge_opens_nothing_until_it_is_issued_again(event, ada, badge, by, at):
    old = badges.code_of(badge, at=at)
    badges.revoke(badges.revoke(badge, by=by, at=at), by=by, at=at)
    assert badges.read(event.pk, old) == badges.Read(Verdict.REVOKED, badge)
    for refused in (
        lambda: badges.ensure(event, ada, at=at),
        lambda: badges.code_of(badge, at=at),
        lambda: badges.replace(badge, by=by, at=at),
    ):
        with pytest.raises(badges.BadgeRevoked):
            refused()
    assert badges.make_missing(event, at=at) == 0
    again = badges.reissue(badge, by=by, at=at)
    found = [badges.read(event.pk, code).verdict for code in (old, badges.code_of(again, at=at))]
    assert found == [Verdict.REVOKED, Verdict.VALID]
    assert list(Entry.objects.filter(action__startswith="badge.").order_by("pk").values_list("action", flat=True)) == [
        "badge.revoke",
        "badge.reissue",
    ]


@pytest.mark.req("D10")
def test_keys_change_without_a_gap(event, badge, by, at):
    before = badges.code_of(badge, at=at)
    second = signing_keys.rotate(event, by=by, at=at)
    after = badges.code_of(badge, at=at)
    with pytest.raises(signing_keys.RotationUnderWay):
        signing_keys.rotate(event, by=by, at=at)
    with pytest.raises(signing_keys.OnlyKey):
        signing_keys.retire(second, by=by, at=at)
    assert [badges.read(event.pk, code).verdict for code in (before, after)] == [Verdict.VALID, Verdict.VALID]
    signing_keys.retire(signing_keys.find(event, 1), by=by, at=at)
    assert [badges.read(event.pk, code).verdict for code in (before, after)] == [Verdict.RETIRED_KEY, Verdict.VALID]
    assert signing_keys.rotate(event, by=by, at=at).number == 3


@pytest.mark.req("D10")
def test_the_private_half_of_a_key_is_not_readable_where_it_lies(event, at):
    key = signing_keys.signing(event, at=at)
    stored = SigningKey.objects.get(pk=key.pk)
    assert len(signing_keys.private(stored)) == 32
    assert signing_keys.private(stored).hex() not in stored.private_sealed
    assert stored.private_sealed.startswith("gAAAA")


@pytest.mark.req("D10")
def test_what_is_new_to_print_is_what_no_valid_paper_says(event, badge, by, at):
    def new() -> list[str]:
        return list(badges.to_print(event).values_list("badge_id", flat=True))

    def printed(key: int) -> None:
        badges.note_printed(event, [(badge.pk, badge.serial)], key=key, at=at)

    assert new() == [badge.badge_id]
    printed(1)
    assert new() == []
    badges.replace(badge, by=by, at=at)
    assert new() == [badge.badge_id]
    printed(1)
    signing_keys.rotate(event, by=by, at=at)
    assert new() == []
    signing_keys.retire(signing_keys.find(event, 1), by=by, at=at)
    assert new() == [badge.badge_id]
    badges.revoke(badge, by=by, at=at)
    assert new() == []


@pytest.mark.req("D10")
def test_a_badge_says_a_name_as_it_was_entered_until_the_guest_acts(event, pool, by, at):
    factories.guest("Real Name", email="bo@example.org")
    place = entering.enter(pool, name="Bo as entered", email="bo@example.org", by=by, at=at)
    found = badge_holders.named(event, [place.participant_id])
    assert found[place.participant_id] == badge_holders.Holder(place.participant_id, "Bo as entered", ("attendee",))


@pytest.mark.req("D10", "A12")
def test_an_erased_person_s_badge_opens_nothing(event, badge, ada, at):
    code = badges.code_of(badge, at=at)
    erasure.erase(ada, by=HOUSE, at=at)
    assert badges.read(event.pk, code).verdict == Verdict.REVOKED


@pytest.mark.req("D10")
def test_the_badge_of_a_guest_goes_with_them_into_their_account(event, badge, ada, by, at):
    code, account = badges.code_of(badge, at=at), factories.member("Ada L")
    merging.merge(ada, into=account, by=by, at=at)
    read = badges.read(event.pk, code)
    assert (read.is_valid, read.badge.person) == (True, account)


@pytest.mark.req("D10")
@pytest.mark.parametrize(("printed", "verdicts"), [(True, ["valid", "revoked"]), (False, ["revoked", "valid"])])
def test_of_two_badges_of_one_person_the_printed_one_holds(printed, verdicts, event, pool, badge, ada, by, at):
    account = factories.place(pool, factories.member("Ada L"), at=at).contact
    own = badges.ensure(event, account, at=at)
    if printed:
        badges.note_printed(event, [(badge.pk, 1)], key=1, at=at)
        badge.refresh_from_db()
    shown = [badges.codes_of(event, [one], at=at)[one.pk] for one in (badge, own)]
    merging.merge(ada, into=account, by=by, at=at)
    assert [badges.read(event.pk, code).verdict for code in shown] == verdicts


def test_a_badge_of_another_event_is_not_found(event, badge, by, at):
    other = events.create(title="Other", starts_at=at, time_zone="UTC", by=by, at=at)
    with pytest.raises(Missing):
        badges.find(other, badge.badge_id)

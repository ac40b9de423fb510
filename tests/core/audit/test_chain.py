import os
import random
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, connections, transaction

from lineup.core.audit import chain, checkpoint_log, entries, keys, verification
from lineup.core.audit.models import Checkpoint, Entry, Link, Origin
from tests.support import factories
from tests.support.flushing import without_triggers

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
# 1,000 as promised (Q18); fewer show the same in a hurry
TAMPERINGS = int(os.environ.get("TEST_TAMPERINGS", "1000"))


@pytest.fixture
def club(db):
    return factories.club(at=NOON)


def record(club, number, *, at=NOON):
    for one in range(number):
        entries.record(
            by=factories.actor(factories.club_owner(club)),
            at=at,
            action=f"club.act{one % 7}",
            on=club,
            club_id=club.pk,
            metadata={"n": one, "Ä": ["x", None, 1.5]},
        )


def codes():
    return sorted({fault.code for fault in verification.faults()})


def test_a_healthy_record_has_no_faults(club):
    record(club, 5)
    assert chain.is_due(NOON)
    assert chain.seal(at=NOON) == Entry.objects.count()
    record(club, 3)
    assert chain.seal(at=NOON) == 3
    assert chain.seal(at=NOON) == 0
    assert not chain.is_due(NOON)
    assert codes() == []


def test_an_empty_record_has_no_faults(db):
    assert chain.seal(at=NOON) == 0
    assert not chain.is_due(NOON)
    assert codes() == []


def test_a_long_backlog_is_sealed_in_batches(club, monkeypatch):
    monkeypatch.setattr(chain, "BATCH", 4)
    record(club, 10)
    chain.seal(at=NOON)
    assert not Entry.objects.filter(link=None).exists()
    assert [link.seq for link in Link.objects.order_by("seq")] == list(range(1, Entry.objects.count() + 1))
    assert codes() == []


def test_an_entry_that_commits_late_is_sealed_where_it_arrives(club):
    record(club, 3)
    first, second, third = Entry.objects.order_by("id")[:3]
    chain._seal_batch([first.pk, third.pk], NOON)
    chain.seal(at=NOON)
    order = list(Link.objects.order_by("seq").values_list("entry_id", flat=True))
    assert order[:3] == [first.pk, third.pk, second.pk]
    assert codes() == []


@pytest.mark.req("A16")
def test_the_database_refuses_to_change_or_delete_an_entry(club):
    record(club, 1)
    chain.seal(at=NOON)
    for rows in (Entry.objects.all(), Link.objects.all(), Checkpoint.objects.all()):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            rows._raw_delete(rows.db)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Entry.objects.update(action="nothing")


def test_a_forgotten_origin_leaves_the_record_whole(club):
    record(club, 2)
    chain.seal(at=NOON)
    Origin.objects.all().delete()
    assert codes() == []


def test_an_origin_that_was_exchanged_is_found(club):
    record(club, 2)
    chain.seal(at=NOON)
    Origin.objects.filter(entry=Entry.objects.last()).update(address="198.51.100.9")
    assert codes() == ["origin"]


@pytest.mark.parametrize("address", ["2001:DB8::0:1", "::ffff:203.0.113.7", "203.0.113.7"])
def test_an_address_is_vouched_for_in_whatever_spelling_it_came(club, address):
    who = factories.actor(factories.club_owner(club))
    made = entries.record(by=type(who)(who.person, "web", address, "x" * 400), at=NOON, action="a.b", on=club)
    assert entries.vouches_for(made, Origin.objects.get(entry=made))


def test_what_is_no_address_is_left_out(club):
    made = entries.record(by=factories.actor().__class__(None, "web", "unix:"), at=NOON, action="a.b", on=club)
    assert made.origin_digest == ""


def test_digests_computed_anew_after_an_edit_lack_the_signature(club):
    record(club, 6)
    chain.seal(at=NOON)
    with without_triggers():
        Entry.objects.filter(pk=Entry.objects.first().pk).update(action="nothing.happened")
        digest = chain.GENESIS
        for link in Link.objects.order_by("seq").select_related("entry"):
            digest = chain.entry_digest(link.entry, digest)
            Link.objects.filter(pk=link.pk).update(digest=digest)
        Checkpoint.objects.update(digest=digest)
    assert codes() == ["checkpoint", "signature"]


def test_a_cut_of_all_tables_is_found_by_the_file(club):
    record(club, 4)
    chain.seal(at=NOON)
    record(club, 4)
    chain.seal(at=NOON)
    with without_triggers():
        last = Link.objects.order_by("-seq")[:4]
        gone = list(last.values_list("seq", "entry_id"))
        Checkpoint.objects.filter(seq__in=[seq for seq, _ in gone]).delete()
        Link.objects.filter(seq__in=[seq for seq, _ in gone]).delete()
        Origin.objects.filter(pk__in=[entry for _, entry in gone]).delete()
        Entry.objects.filter(pk__in=[entry for _, entry in gone]).delete()
    assert codes() == ["cut"]


def test_what_is_sealed_meanwhile_is_no_fault(club, monkeypatch):
    record(club, 5)
    chain.seal(at=NOON)
    links = chain.links

    def busy(**bounds):
        for link in links(**bounds):
            record(club, 1)
            chain.seal(at=NOON)
            yield link

    monkeypatch.setattr(chain, "links", busy)
    assert codes() == []


def test_a_lost_checkpoint_is_found(club):
    record(club, 1)
    chain.seal(at=NOON)
    record(club, 1)
    chain.seal(at=NOON)
    with without_triggers():
        Checkpoint.objects.filter(pk=Checkpoint.objects.last().pk).delete()
    assert codes() == ["unsigned"]


def test_a_lost_file_is_found(club):
    record(club, 1)
    chain.seal(at=NOON)
    checkpoint_log.path().unlink()
    if connection.vendor == "sqlite":
        assert codes() == ["no_log"]


def test_a_line_torn_by_a_power_cut_is_written_again(club):
    record(club, 1)
    chain.seal(at=NOON)
    record(club, 1)
    chain.seal(at=NOON)
    file = checkpoint_log.path()
    whole = file.read_bytes()
    file.write_bytes(whole[:-30])
    assert codes() == ["checkpoint"]
    checkpoint_log.catch_up()
    assert file.read_bytes() == whole
    assert codes() == []


def test_the_key_is_made_once_and_readable_by_its_owner_only(club, settings):
    one = keys.sign("x")
    two = keys.sign("x")
    assert one == two
    assert len(one) <= 128
    assert (Path(settings.VAR) / "audit.key").stat().st_mode & 0o777 == 0o600


def test_another_key_s_signature_is_not_genuine(club, settings, tmp_path):
    signature = keys.sign("x")
    assert keys.is_genuine("x", signature)
    assert not keys.is_genuine("y", signature)
    assert not keys.is_genuine("x", "nonsense")
    settings.VAR = tmp_path / "other"
    assert not keys.is_genuine("x", signature)


# --- tampering --------------------------------------------------------------------------------


@pytest.mark.once
@pytest.mark.req("Q18", "A16")
def test_a_thousand_tamperings_are_all_found(club):
    for step in range(8):
        record(club, 5, at=NOON + timedelta(minutes=step))
        chain.seal(at=NOON + timedelta(minutes=step))
    assert codes() == []
    chance = random.Random(20261121)
    missed = []
    with without_triggers():
        for number in range(TAMPERINGS):
            tamper = chance.choice(TAMPERERS)
            mark = transaction.savepoint()
            tamper(chance)
            if not any(verification.faults()):
                missed.append((number, tamper.__name__))
            transaction.savepoint_rollback(mark)
    assert missed == []
    assert codes() == []


def edit_an_entry(chance):
    entry = chance.choice(list(Entry.objects.all()))
    changes = {
        "at": entry.at + timedelta(microseconds=chance.randint(1, 10**9)),
        "channel": "api" if entry.channel != "api" else "web",
        "action": entry.action + ".x",
        "resource": entry.resource + "x",
        "resource_id": entry.resource_id[::-1] + "0",
        "metadata": {**entry.metadata, "n": chance.random()},
        "origin_digest": "0" * 64,
        "club_id": None if entry.club_id else factories.club().pk,
        "actor_id": None if entry.actor_id else factories.guest().pk,
    }
    field = chance.choice(list(changes))
    Entry.objects.filter(pk=entry.pk).update(**{field: changes[field]})


def edit_a_digest(chance):
    link = chance.choice(list(Link.objects.all()))
    Link.objects.filter(pk=link.pk).update(digest=f"{chance.getrandbits(256):064x}")


def edit_a_checkpoint(chance):
    row = chance.choice(list(Checkpoint.objects.all()))
    changes = {
        "digest": f"{chance.getrandbits(256):064x}",
        "at": row.at + timedelta(seconds=chance.randint(1, 999)),
        "signature": row.signature[:-6] + "AAAA==",
    }
    field = chance.choice(list(changes))
    Checkpoint.objects.filter(pk=row.pk).update(**{field: changes[field]})


def delete_entries(chance):
    _remove(chance.sample(list(Link.objects.values_list("seq", "entry_id")), chance.randint(1, 5)))


def reorder(chance):
    one, two = chance.sample(list(Link.objects.all()), 2)
    _exchange(one, two)


def exchange_contents(chance):
    one, two = chance.sample(list(Entry.objects.all()), 2)
    if (one.action, one.metadata, one.at) == (two.action, two.metadata, two.at):
        edit_an_entry(chance)
    for target, source in ((one.pk, two), (two.pk, one)):
        Entry.objects.filter(pk=target).update(action=source.action, metadata=source.metadata, at=source.at)


def truncate(chance):
    rows = list(Link.objects.order_by("-seq").values_list("seq", "entry_id")[: chance.randint(1, 30)])
    _remove(rows)
    Checkpoint.objects.filter(seq__in=[seq for seq, _ in rows]).delete()


def remove_the_beginning(chance):
    _remove(list(Link.objects.order_by("seq").values_list("seq", "entry_id")[: chance.randint(1, 10)]))


def insert_into_the_middle(chance):
    entry = entries.record(by=factories.actor(), at=NOON, action="forged", on=factories.club(), club_id=None)
    link = chance.choice(list(Link.objects.all()))
    Link.objects.filter(pk=link.pk).update(entry=entry)


TAMPERERS = (
    edit_an_entry,
    edit_an_entry,
    edit_a_digest,
    edit_a_checkpoint,
    delete_entries,
    reorder,
    exchange_contents,
    truncate,
    remove_the_beginning,
    insert_into_the_middle,
)


def _remove(rows):
    Link.objects.filter(seq__in=[seq for seq, _ in rows]).delete()
    Origin.objects.filter(pk__in=[entry for _, entry in rows]).delete()
    Entry.objects.filter(pk__in=[entry for _, entry in rows]).delete()


def _exchange(one, two):
    """The two entries change places in the chain."""
    aside = entries.record(by=factories.actor(), at=NOON, action="aside", on=factories.club(), club_id=None)
    Link.objects.filter(pk=one.pk).update(entry=aside)
    Link.objects.filter(pk=two.pk).update(entry=one.entry_id)
    Link.objects.filter(pk=one.pk).update(entry=two.entry_id)


# --- many at once -----------------------------------------------------------------------------


@pytest.mark.req("Q18")
@pytest.mark.django_db(transaction=True)
def test_sixteen_writers_and_two_sealers_never_fork_the_chain():
    club = factories.club(at=NOON)
    owner = factories.actor(factories.club_owner(club))
    writing = threading.Event()
    faults = []

    def write(number):
        try:
            for one in range(12):
                with transaction.atomic():
                    entries.record(
                        by=owner, at=NOON, action=f"w{number}", on=club, club_id=club.pk, metadata={"n": one}
                    )
        except Exception as error:
            faults.append(error)
        finally:
            connections.close_all()

    def sealing():
        try:
            while not writing.wait(0.01):
                chain.seal(at=NOON)
        except Exception as error:
            faults.append(error)
        finally:
            connections.close_all()

    writers = [threading.Thread(target=write, args=(number,)) for number in range(16)]
    sealers = [threading.Thread(target=sealing) for _ in range(2)]
    for thread in writers + sealers:
        thread.start()
    for thread in writers:
        thread.join()
    writing.set()
    for thread in sealers:
        thread.join()
    chain.seal(at=NOON)
    assert faults == []
    assert Entry.objects.count() == Link.objects.count() >= 16 * 12
    assert codes() == []

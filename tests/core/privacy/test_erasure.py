"""After it nothing tells of the person, and everything still adds up (Q17)."""

import json
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from lineup.core.audit import chain
from lineup.core.audit.models import Entry
from lineup.core.clubs import leaving as clubs_leaving
from lineup.core.foundation import clock, text
from lineup.core.participation import leaving as participation_leaving
from lineup.core.participation.models import Answer, Place, PlaceChange
from lineup.core.people import leaving as people_leaving
from lineup.core.people.actors import HOUSE
from lineup.core.people.models import Account, ApiToken, Person
from lineup.core.privacy import erasure
from lineup.domains.events import venues
from tests.core.privacy.conftest import EMAIL, NAME, PHONE
from tests.support import factories, outbox

TRACES = (EMAIL, NAME, text.fold(NAME), text.slug(NAME), PHONE, "zelie.quarteron", "Zélie")


def everything():
    """Every value in every table, as text."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        for row in model._base_manager.all():
            for column in model._meta.local_fields:
                value = row.serializable_value(column.name)
                if isinstance(value, bytes | memoryview):
                    value = bytes(value).decode("utf-8", "replace")
                if isinstance(value, dict | list):
                    value = json.dumps(value, ensure_ascii=False)
                found.append((f"{model._meta.label}.{column.name}", str(value)))
    return found


def traces():
    return [(where, trace) for where, value in everything() for trace in TRACES if trace.casefold() in value.casefold()]


def erase(person, **given):
    return erasure.erase(person, by=given.get("by", factories.actor(person)), at=clock.now())


@pytest.mark.req("P09", "Q17")
@pytest.mark.parametrize("who", ["zelie", "guest"])
def test_no_table_tells_of_them_afterwards(who, request):
    person = request.getfixturevalue(who)
    assert len(traces()) > 10
    erase(person)
    assert traces() == []


@pytest.mark.req("P09", "Q17")
def test_no_stored_file_of_theirs_is_left(own_folders, zelie, settings):
    stored = Path(settings.MEDIA_ROOT) / zelie.avatar.name
    assert stored.exists()
    erase(zelie)
    outbox.drain()
    assert (stored.exists(), traces()) == (False, [])


@pytest.mark.req("P09", "Q17")
def test_totals_stay_and_the_record_still_adds_up(own_folders, zelie, settings, tmp_path):
    settings.VAR = tmp_path
    chain.seal(at=clock.now())
    rows = (Place.objects.count(), Entry.objects.count())
    changes = PlaceChange.objects.count()
    erase(zelie)
    assert (Place.objects.count(), Entry.objects.count() > rows[1]) == (rows[0], True)
    assert PlaceChange.objects.count() > changes
    chain.seal(at=clock.now())
    call_command("verify")


@pytest.mark.req("P09", "B04")
def test_their_places_go_to_the_next_in_line(db):
    pool = factories.pool(capacity=1)
    person = factories.guest()
    held = factories.place(pool, person)
    waiting = factories.place(pool)
    erase(person)
    held.refresh_from_db()
    waiting.refresh_from_db()
    assert (held.state, waiting.state) == ("withdrawn", "confirmed")


@pytest.mark.req("P09")
def test_the_account_its_tokens_and_its_sessions_are_gone(zelie, client):
    client.force_login(zelie.account)
    assert client.get("/account").status_code == 200
    erase(zelie)
    assert client.get("/account").status_code == 302
    assert (Account.objects.filter(email=EMAIL).count(), ApiToken.objects.count(), Answer.objects.count()) == (0, 0, 0)


@pytest.mark.req("P09")
def test_who_was_erased_can_come_back_as_somebody_new(zelie):
    erase(zelie)
    again = factories.member(NAME, email=EMAIL)
    assert (again.pk != zelie.pk, Place.objects.filter(contact=again).count()) == (True, 0)
    assert Person.objects.get(pk=zelie.pk).name == "Former participant"


@pytest.mark.req("P09", "Q29")
@pytest.mark.parametrize(
    ("entangled", "refusal"),
    [
        (lambda person: factories.club("Hers", owner=person), clubs_leaving.OwnsClubs),
        (lambda person: factories.offering(organiser=person), participation_leaving.OrganisesAhead),
    ],
)
def test_who_others_count_on_is_told_what_to_do_first_and_nothing_is_changed(zelie, entangled, refusal):
    entangled(zelie)
    before = everything()
    with pytest.raises(refusal):
        erase(zelie)
    with pytest.raises(refusal):
        erasure.check(zelie, by=HOUSE, at=clock.now())
    assert everything() == before


@pytest.mark.req("P09")
def test_the_last_platform_admin_stays(db):
    admin = factories.admin()
    with pytest.raises(people_leaving.LastAdminStays):
        erase(admin)


@pytest.mark.req("P09")
def test_a_second_time_says_that_nothing_is_held(zelie):
    erase(zelie)
    with pytest.raises(erasure.AlreadyErased):
        erase(zelie)


@pytest.mark.req("P09", "Q17")
def test_the_certificate_counts_what_was_done_and_stands_in_the_record(zelie):
    planned = erasure.preview(zelie, at=clock.now())
    assert len(traces()) > 10
    done = erase(zelie, by=HOUSE)
    assert (done.deleted, done.cleared) == (planned.deleted, planned.cleared)
    assert (done.deleted["people.Account"], done.deleted["people.ApiToken"], done.cleared["people.Person"]) == (1, 1, 1)
    entry = Entry.objects.get(action="person.erase")
    assert (entry.metadata, entry.actor) == ({"digest": done.digest}, None)
    assert json.loads(done.written())["digest"] == done.digest


@pytest.mark.req("P08")
def test_the_certificate_counts_what_lies_in_the_bin_too(db):
    ada = factories.member("Ada")
    by, at = factories.actor(ada), clock.now()
    place = {"address": "1 Road", "city": "Lyon", "country": "FR", "by": by, "at": at}
    venues.create(name="Home", **place)
    binned = venues.create(name="Shed", **place)
    venues.discard(binned, by=by, at=at)
    assert erasure.preview(ada, at=at).cleared["events.Venue"] == 2
    assert erasure.erase(ada, by=by, at=at).cleared["events.Venue"] == 2
    binned.refresh_from_db()
    assert (binned.name, binned.address) == ("Place of a former participant", "")


@pytest.mark.req("P09", "Q17")
def test_the_command_says_first_and_does_then(zelie, tmp_path, capsys):
    call_command("erase", EMAIL, "--dry-run")
    assert (capsys.readouterr().out.endswith("Nothing was changed.\n"), Person.objects.filter(email=EMAIL).count()) == (
        True,
        1,
    )
    call_command("erase", str(zelie.pk), certificate=tmp_path / "certificate.json")
    assert capsys.readouterr().out == "Erased.\n"
    assert json.loads((tmp_path / "certificate.json").read_text())["person"] == str(zelie.pk)
    assert traces() == []


@pytest.mark.req("Q17")
@pytest.mark.embedded
@pytest.mark.django_db(transaction=True)
def test_the_bytes_of_the_database_hold_no_trace_after_it_was_compacted(transactional_db, own_folders):
    from tests.core.privacy.conftest import traced

    erase(traced(factories.member(NAME, email=EMAIL)))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = Path(connection.settings_dict["NAME"]).read_bytes()
    assert [trace for trace in (EMAIL, NAME, PHONE) if trace.encode() in content] == []


@pytest.mark.req("A01", "Q17")
@pytest.mark.parametrize(
    ("change", "kept"),
    [
        ({"reason": ""}, False),
        ({"reason": "Another"}, True),
        ({"action": "join"}, True),
        ({"reason": "", "channel": "api"}, True),
    ],
)
def test_of_a_step_of_a_place_the_reason_can_be_emptied_and_nothing_else(db, change, kept):
    step = factories.place().changes.order_by("-pk")[0]
    try:
        with transaction.atomic():
            PlaceChange.objects.filter(pk=step.pk).update(**change)
    except DatabaseError:
        assert kept
    else:
        assert not kept

"""A club leaves in one file and lives on elsewhere, with everything that is its own and nothing that is not."""

import json
import zipfile
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from lineup.config.club_archive import belongings, packing, unpacking
from lineup.core.audit.models import Entry
from lineup.core.clubs.models import Club
from lineup.core.foundation import clock, stored
from lineup.core.outbox.models import Message
from lineup.core.participation import places, pools, recount
from lineup.core.participation.models import Answer, Offering, Place, PlaceChange, Pool
from lineup.core.people.models import Account, Participant, Person
from lineup.domains.courses.models import Subject
from lineup.domains.events import events, search
from lineup.domains.events.models import Category, Event, Tag, Venue
from tests.core.participation.asking import ask
from tests.support import factories
from tests.support.flushing import without_triggers

pytestmark = [pytest.mark.req("P10"), pytest.mark.django_db]


@pytest.fixture
def moved(tmp_path):
    """A club with members, an event that is full, answers and files; and the file it was packed into."""
    club = factories.club("École du soir")
    owner, at = factories.actor(factories.club_owner(club)), clock.now()
    club.logo.save("logo.png", ContentFile(b"a picture"))
    venue = Venue.objects.create(club=club, name="Café", created_at=at, updated_at=at)
    made = events.create(title="Dîner", club=club, starts_at=at + timedelta(days=9), capacity=2, by=owner, at=at)
    events.change(made, venue=venue, tags=["Cuisine"], by=owner, at=at)
    factories.published(made.offering, by=owner, at=at)
    pool = Pool.objects.get(offering=made.offering)
    pools.change(pool, waitlist="automatic", by=owner, at=at)
    meal = ask(pool, "several", "Meal?", choices=["Fish", "Rice"])
    for minute, name in enumerate(("Ana", "Bo", "Cy", "Dee")):
        person = factories.guest(name, email=f"{name}@example.org")
        given = [{meal.pk: [meal.choices.first().pk]}]
        places.join(pool, person, answers=given, by=factories.actor(person), at=at + timedelta(minutes=minute))
    first = Place.objects.order_by("queued_at").first()
    places.withdraw(first, by=factories.actor(first.contact), at=at + timedelta(hours=1))
    file = tmp_path / "club.zip"
    packing.pack(Club.objects.get(pk=club.pk), file, at=at)
    return file


def rows():
    """Everything that goes along, as it is kept; people by their address."""
    people = {str(pk): email or name for pk, email, name in Person.objects.values_list("pk", "email", "name")}
    found = {}
    for belonging in belongings.GOES:
        table, numbered = belonging.table, belonging.table._meta.pk.get_internal_type() == "BigAutoField"
        kept = table.objects.order_by("pk").values()
        found[belonging.model] = [
            {name: people.get(str(value), value) for name, value in row.items() if not (numbered and name == "id")}
            for row in kept
        ]
    found["choices"] = sorted(Answer.objects.values_list("place", "choices"))
    found["tags"] = list(Event.objects.values_list("tags", flat=True))
    return found


def empty():
    """Another installation, within this one's transaction."""
    default_storage.delete("logos/logo.png")
    ours = [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("lineup.")]
    with transaction.atomic(), without_triggers(), connection.cursor() as cursor:
        # categories and subjects come with the tables
        for model in set(ours) - {Category, Subject}:
            cursor.execute(f"DELETE FROM {model._meta.db_table}")


def test_what_goes_and_what_stays_is_said_of_every_table():
    assert list(belongings.faults()) == []


def test_a_club_lives_on_elsewhere_as_it_was(moved):
    before, kept = rows(), (Place.objects.count(), Answer.choices.through.objects.count())
    empty()
    club = unpacking.unpack(moved, by=factories.actor(None), at=clock.now())
    assert rows() == before
    assert kept == (4, 4)
    assert (club.slug, Account.objects.count(), Message.objects.count()) == ("ecole-du-soir", 0, 0)
    with club.logo.open() as logo:
        assert logo.read() == b"a picture"
    assert [*recount.faults(), *stored.faults()] == []
    assert [found.title for found in Offering.objects.filter(search.found("diner"))] == ["Dîner"]


def test_the_queue_goes_on_where_it_was(moved):
    empty()
    unpacking.unpack(moved, by=factories.actor(None), at=clock.now())
    held = Place.objects.filter(state="confirmed").order_by("queued_at").first()
    places.withdraw(held, by=factories.actor(held.contact), at=clock.now())
    states = Place.objects.order_by("queued_at").values_list("contact__name", "state")
    assert list(states) == [("Ana", "withdrawn"), ("Bo", "withdrawn"), ("Cy", "confirmed"), ("Dee", "confirmed")]


def test_who_is_known_there_is_the_same_person(moved):
    empty()
    known = factories.member("Ana Lopez", email="ANA@example.org")
    unpacking.unpack(moved, by=factories.actor(None), at=clock.now())
    assert Place.objects.get(contact=known).state == "withdrawn"
    assert list(PlaceChange.objects.filter(place__contact=known).values_list("actor", flat=True)) == [known.pk] * 2
    known.refresh_from_db()
    assert known.name == "Ana Lopez"


def test_a_slug_that_is_taken_gets_another_ending(moved):
    empty()
    factories.club("École du soir")
    club = unpacking.unpack(moved, by=factories.actor(None), at=clock.now())
    assert Club.objects.get(slug="ecole-du-soir") != club
    assert club.slug[:-8] == "ecole-du-soir-"


def test_tags_and_venues_that_are_there_stay_as_they_are(moved):
    empty()
    Tag.objects.create(slug="cuisine", name="Cooking")
    unpacking.unpack(moved, by=factories.actor(None), at=clock.now())
    assert list(Event.objects.values_list("tags__name", flat=True)) == ["Cooking"]


def test_a_club_that_is_there_is_not_put_over(moved):
    with pytest.raises(unpacking.Refused, match=r"École du soir lives here already \(ecole-du-soir\)"):
        unpacking.unpack(moved, by=factories.actor(None), at=clock.now())


def test_another_version_is_refused(moved, tmp_path):
    empty()
    manifest = json.loads(zipfile.ZipFile(moved).read("manifest.json"))
    manifest["migrations"]["clubs"].append("0099_from_the_future")
    with pytest.raises(unpacking.Refused, match="bring both to one version"):
        unpacking.unpack(written(moved, tmp_path, manifest), by=factories.actor(None), at=clock.now())


def test_a_backup_is_no_club(moved, tmp_path):
    manifest = json.loads(zipfile.ZipFile(moved).read("manifest.json"))
    del manifest["kind"]
    with pytest.raises(unpacking.Refused, match=r"manage\.py restore"):
        unpacking.unpack(written(moved, tmp_path, manifest), by=factories.actor(None), at=clock.now())


def written(source, folder, manifest):
    """The same file with another manifest."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(folder / "other.zip", "w") as new:
        for name in old.namelist():
            new.writestr(name, json.dumps(manifest) if name == "manifest.json" else old.read(name))
    return folder / "other.zip"


def test_two_people_who_are_one_there_leave_nothing_behind(moved):
    """Cy is known there by id, under Dee's address: that one person can't hold two places."""
    cy = Person.objects.get(name="Cy").pk
    empty()
    Participant.objects.create(pk=cy, display_name="Cy")
    Person.objects.create(participant_id=cy, name="Cy", email="dee@example.org", email_folded="dee@example.org")
    with pytest.raises(unpacking.Refused, match="are one here"):
        unpacking.unpack(moved, by=factories.actor(None), at=clock.now())
    assert (Club.objects.count(), Place.objects.count(), Person.objects.count()) == (0, 0, 1)
    assert default_storage.listdir("logos")[1] == []


@pytest.mark.req("Q14")
def test_no_secret_and_nobodys_own_things_go_along(moved):
    text = b"".join(zipfile.ZipFile(moved).read(name) for name in zipfile.ZipFile(moved).namelist()).decode()
    assert [word for word in ("lnp_", "digest", "password", "phone", "birth_date", "avatar") if word in text] == []


def test_nothing_of_another_club_goes_along(tmp_path):
    other, one = factories.club("Canary"), factories.club("One")
    factories.fill(factories.pool(factories.offering(club=other)))
    factories.fill(factories.pool(factories.offering(club=one)))
    facts = packing.pack(one, tmp_path / "one.zip", at=clock.now())
    assert (facts["rows"]["participation.Place"], facts["people"]) == (2, 3)
    text = b"".join(
        zipfile.ZipFile(tmp_path / "one.zip").read(name) for name in zipfile.ZipFile(tmp_path / "one.zip").namelist()
    )
    assert b"Canary" not in text


@pytest.mark.django_db(transaction=True)
def test_the_commands_say_what_they_did(moved, tmp_path, capsys):
    call_command("export_club", "ecole-du-soir", str(tmp_path / "again.zip"))
    assert "École du soir, 5 people" in capsys.readouterr().out
    with pytest.raises(CommandError, match="exists; name another file"):
        call_command("export_club", "ecole-du-soir", str(tmp_path / "again.zip"))
    with pytest.raises(CommandError, match="There is no club nowhere"):
        call_command("export_club", "nowhere", str(tmp_path / "more.zip"))
    empty()
    call_command("import_club", str(tmp_path / "again.zip"))
    assert capsys.readouterr().out == "École du soir is here: /clubs/ecole-du-soir. Nobody was told.\n"
    assert Entry.objects.get(action="club.unpack").club == Club.objects.get()
    with pytest.raises(CommandError, match="lives here already"):
        call_command("import_club", str(tmp_path / "again.zip"))

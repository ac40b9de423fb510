"""Everything that is held on a person comes out, and no key to anything."""

import io
import json
import zipfile

import pytest

from lineup.core.audit.models import Entry
from lineup.core.foundation import clock, tokens
from lineup.core.participation.models import PlaceLink
from lineup.core.people.models import ApiToken
from lineup.core.privacy import export, held
from tests.core.privacy.conftest import EMAIL, NAME, PHONE
from tests.support import factories


def exported(person):
    file = io.BytesIO()
    export.write(person, file, by=factories.actor(person), at=clock.now())
    return zipfile.ZipFile(file)


def part(archive, name):
    return json.loads(archive.read(f"{name}.json"))


@pytest.mark.req("P09")
def test_a_member_takes_everything_along(zelie):
    archive = exported(zelie)
    [person] = part(archive, "person")
    assert (person["name"], person["email"], person["phone"]) == (NAME, EMAIL, PHONE)
    assert sorted(row["state"] for row in part(archive, "places")) == ["confirmed", "waitlisted"]
    assert [row["text"] for row in part(archive, "answers")] == [f"None, says {NAME}"]
    assert [row["name"] for row in part(archive, "api_tokens")] == ["Zélie’s laptop"]
    assert len(part(archive, "memberships")) == 1
    assert archive.read(f"files/{zelie.avatar.name}") == b"RIFF"
    assert NAME in archive.read("README.txt").decode()


@pytest.mark.req("P09")
def test_a_guest_takes_everything_along(guest):
    archive = exported(guest)
    assert [row["email"] for row in part(archive, "join_requests")] == [EMAIL]
    assert [row["email"] for row in part(archive, "invitations")] == [EMAIL]
    assert part(archive, "account") == []


@pytest.mark.req("P09", "P10")
def test_nothing_of_anybody_else_is_in_it(zelie):
    other = factories.member("Somebody Else", email="else@example.org")
    factories.place(None, other)
    archive = exported(zelie)
    whole = "".join(
        archive.read(name).decode("utf-8", "replace") for name in archive.namelist() if name.endswith("json")
    )
    assert ("Somebody Else" in whole, "else@example.org" in whole) == (False, False)


@pytest.mark.req("P09", "Q14")
def test_no_secret_and_no_digest_of_one_is_in_it(zelie):
    archive = exported(zelie)
    whole = b"".join(archive.read(name) for name in archive.namelist()).decode("utf-8", "replace")
    digests = [*ApiToken.objects.values_list("digest", flat=True), *PlaceLink.objects.values_list("digest", flat=True)]
    assert [digest for digest in [zelie.account.password, *digests] if digest in whole] == []
    assert tokens.PREFIX not in whole


@pytest.mark.req("P09", "P07")
def test_it_is_recorded_that_they_took_it(zelie):
    exported(zelie)
    assert Entry.objects.filter(action="person.export", resource_id=str(zelie.pk), actor=zelie).count() == 1


@pytest.mark.req("P09")
def test_what_is_held_is_counted_by_part(zelie):
    counted = held.counts(zelie)
    assert (counted["person"], counted["places"], counted["answers"], counted["memberships"]) == (1, 2, 1, 1)
    assert "discord" not in counted

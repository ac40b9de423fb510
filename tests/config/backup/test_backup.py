"""One file with everything, taken while people sign up, put back where there is nothing."""

import hashlib
import json
import os
import zipfile

import pytest
from django.db import connection

from lineup.config import environment
from lineup.config.backup import keys, restore
from lineup.config.backup.archive import Reader, Unreadable
from tests.support import lineups, postgres

pytestmark = [pytest.mark.slow, pytest.mark.req("Q26"), pytest.mark.xdist_group("backup")]

COUNT = (
    "from django.db import connection; from lineup.core.participation.models import Place;"
    "from lineup.core.audit.models import Entry; from lineup.domains.events import search;"
    "print(Place.objects.count(), Entry.objects.count())"
)

# one row of each kind of column: instants, numbers with a point, texts, answers as JSON, yes and no
TOLD = (
    "import json; from lineup.core.participation.models import *; from lineup.domains.events.models import *;"
    "from lineup.core.audit.models import Entry; from lineup.core.people.models import Account;"
    "rows = [list(model.objects.order_by('pk').values()[:1]) for model in (Account, Offering, Place, Event, Entry)];"
    "print(json.dumps(rows, default=str, sort_keys=True))"
)


@pytest.fixture(scope="session")
def taken(tmp_path_factory):
    """A Lineup, and two backups of it taken while people sign up: in clear, and with the keys locked."""
    folder = tmp_path_factory.mktemp("backup")
    (folder / "passphrase").write_text("a horse, a battery\n")
    with lineups.empty(folder / "lived") as lived:
        lived.migrate()
        clear, locked = folder / "clear.zip", folder / "locked.zip"
        with lived.script("tests.support.signing_up", "60") as community:
            assert community.stdout.readline() == "ready\n"
            before = places(lived)
            lived.manage("verify")
            said = lived.manage("backup", str(clear))
            lived.manage("backup", str(locked), "--passphrase-file", str(folder / "passphrase"))
            total = int(community.communicate("", timeout=60)[0])
        yield {"folder": folder, "lived": lived, "clear": clear, "locked": locked, "said": said,
               "before": before, "total": total}  # fmt: skip


def places(one):
    return int(one.manage("shell", "-c", COUNT).splitlines()[-1].split()[0])


def manifest(path):
    return json.loads(zipfile.ZipFile(path).read("manifest.json"))


def test_it_is_put_back_whole_and_verifies(taken, tmp_path):
    with lineups.empty(tmp_path / "new") as new:
        said = new.manage("restore", str(taken["clear"]))
        assert "the record of acts and stored files add up." in said
        count = places(new)
        assert count == manifest(taken["clear"])["rows"]["participation_place"]
        assert taken["before"] <= count <= taken["total"]
        assert digests(new.var / "files") == digests(taken["lived"].var / "files")
        assert len(digests(new.var / "files")) == 4
        for key in ("secret.key", "audit.key"):
            assert (new.var / key).read_text().strip() == (taken["lived"].var / key).read_text().strip()
        # and life goes on: numbers rise, what is searched is found
        with new.script("tests.support.signing_up", "5") as community:
            assert community.stdout.readline() == "ready\n"
            community.communicate("", timeout=60)
        assert "add up" in new.manage("verify")
        again = new.run("restore", str(taken["clear"]))
        assert (again.returncode, "database is not empty" in again.stderr) == (1, True)
        assert "Traceback" not in again.stderr


@pytest.mark.embedded
def test_a_backup_of_sqlite_goes_into_postgresql_and_life_goes_on(taken, tmp_path):
    try:
        postgres.binaries()
    except postgres.Missing as missing:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(str(missing))
    with postgres.cluster() as server, lineups.empty(tmp_path / "new", LINEUP_DATABASE=server) as new:
        assert "the record of acts and stored files add up." in new.manage("restore", str(taken["clear"]))
        assert places(new) == manifest(taken["clear"])["rows"]["participation_place"]
        told, wanted = (one.manage("shell", "-c", TOLD).splitlines()[-1] for one in (new, taken["lived"]))
        assert told == wanted
        with new.script("tests.support.signing_up", "5") as community:
            assert community.stdout.readline() == "ready\n"
            community.communicate("", timeout=60)
        assert "add up" in new.manage("verify")
        assert not (new.var / "lineup.sqlite3").exists()


def digests(folder):
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_stored_files_that_are_there_are_not_overwritten(taken, tmp_path):
    with lineups.empty(tmp_path / "new") as new:
        (new.var / "files" / "logos").mkdir(parents=True)
        (new.var / "files" / "logos" / "a.webp").write_bytes(b"kept")
        refused = new.run("restore", str(taken["clear"]))
        assert (refused.returncode, "stored files already" in refused.stderr) == (1, True)
        assert not (new.var / "lineup.sqlite3").exists()


@pytest.mark.parametrize("damage", ["cut", "changed", "not one"])
def test_a_damaged_backup_is_refused(taken, tmp_path, damage):
    path = tmp_path / "damaged.zip"
    if damage == "cut":
        path.write_bytes(taken["clear"].read_bytes()[:-2000])
    elif damage == "changed":
        rewritten(taken["clear"], path, lambda name, old: old[:-1] + b"?" if name.startswith("files/") else old)
    else:
        path.write_text("hello")
    with pytest.raises(Unreadable):
        Reader(path).check()


def rewritten(source, target, change):
    """The same archive with other contents."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "refusal", "sentence"),
    [
        ({}, restore.Refused, "The database is not empty"),
        ({"database": "oracle"}, restore.Refused, "a backup of oracle"),
        ({"migrations": {"people": ["9999_from_the_future"]}}, restore.Refused, "made by a newer Lineup"),
        ({"format": 2}, Unreadable, "this Lineup reads 1"),
    ],
)
def test_what_does_not_fit_here_is_refused_in_a_sentence(taken, tmp_path, change, refusal, sentence):
    def changed(name, content):
        return json.dumps({**json.loads(content), **change}).encode() if name == "manifest.json" else content

    rewritten(taken["clear"], tmp_path / "other.zip", changed)
    with pytest.raises(refusal, match=sentence):
        restore.put(tmp_path / "other.zip")


def test_locked_keys_open_with_their_passphrase_alone(taken):
    reader, secret = Reader(taken["locked"]), (taken["lived"].var / "secret.key").read_text().strip()
    assert reader.names("keys/") == [keys.LOCKED]
    content = b"".join(reader.pieces(keys.LOCKED))
    assert secret.encode() not in content
    with pytest.raises(keys.WrongPassphrase):
        keys.unpack(keys.LOCKED, content, "a mule, a battery")
    assert keys.unpack(keys.LOCKED, content, "a horse, a battery")["secret_key"] == secret


def test_another_key_in_the_environment_is_refused(settings):
    settings.ENVIRONMENT = environment.read({"LINEUP_SECRET_KEY": "x" * 60})
    keys.check({"secret_key": "x" * 60})
    with pytest.raises(keys.OtherKeys, match="LINEUP_SECRET_KEY is not the key of this backup"):
        keys.check({"secret_key": "y" * 60})


def test_it_is_for_its_owner_alone_and_never_overwrites_another(taken):
    assert taken["clear"].stat().st_mode & 0o777 == 0o600
    assert "rows and 4 files" in taken["said"]
    again = taken["lived"].run("backup", str(taken["clear"]))
    assert (again.returncode, "exists" in again.stderr) == (1, True)
    assert [path.name for path in taken["folder"].glob(".*")] == []


def test_the_manifest_says_what_it_is(taken):
    found = manifest(taken["clear"])
    assert (found["database"], found["files"], found["format"]) == (connection.vendor, 4, 1)
    assert found["rows"]["clubs_club"] == 1
    assert "0001_first" in found["migrations"]["people"]
    assert keys.CLEAR in found["members"]

import sqlite3

import pytest
from django.core.exceptions import ImproperlyConfigured

from lineup.config.sqlite import refusals

pytestmark = pytest.mark.embedded

MOUNTS = """\
/dev/vda / ext4 rw 0 0
server:/home /home nfs4 rw 0 0
/dev/vdb /home/me/my\\040disk ext4 rw 0 0
overlay /srv overlay rw 0 0
//box/share /srv cifs rw 0 0
"""


@pytest.fixture
def mounts(tmp_path):
    file = tmp_path / "mounts"
    file.write_text(MOUNTS)
    return file


@pytest.mark.req("Q7")
@pytest.mark.parametrize(
    ("database", "kind"), [("/home/me/lineup.sqlite3", "nfs4"), ("/srv/var/lineup.sqlite3", "cifs")]
)
def test_a_network_file_system_is_refused_in_one_sentence(mounts, database, kind):
    with pytest.raises(ImproperlyConfigured) as refusal:
        refusals.check_file_system(database, mounts)
    assert str(refusal.value) == (
        f"{database} is on a network file system ({kind}), where SQLite's locks fail; "
        "put LINEUP_VAR on a local disk, or set LINEUP_DATABASE to a PostgreSQL address."
    )


@pytest.mark.parametrize(
    "database", ["/var/lineup.sqlite3", "/home/me/my disk/lineup.sqlite3", "/homes/lineup.sqlite3"]
)
def test_a_local_disk_is_accepted(mounts, database):
    refusals.check_file_system(database, mounts)


@pytest.mark.req("Q7")
def test_an_old_library_is_refused_in_one_sentence():
    refusals.check_library((3, 51, 3))
    with pytest.raises(ImproperlyConfigured) as refusal:
        refusals.check_library((3, 40, 1))
    assert str(refusal.value) == (
        "SQLite 3.40.1 can lose committed data; run bin/setup, which installs 3.51.3 or newer, "
        "or set LINEUP_DATABASE to a PostgreSQL address."
    )


@pytest.mark.req("Q7")
@pytest.mark.parametrize(
    ("pragmas", "sentence"),
    [
        (
            "PRAGMA journal_mode=DELETE",
            "SQLite's journal mode is delete, not wal: the disk or another program refused the change.",
        ),
        (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
            "SQLite's synchronous setting must be FULL, or a power cut loses acknowledged writes.",
        ),
    ],
)
def test_wrong_pragmas_are_refused_in_one_sentence(tmp_path, pragmas, sentence):
    connection = sqlite3.connect(tmp_path / "database")
    connection.executescript(pragmas)
    with pytest.raises(ImproperlyConfigured) as refusal:
        refusals.check_pragmas(connection)
    connection.close()
    assert str(refusal.value) == sentence

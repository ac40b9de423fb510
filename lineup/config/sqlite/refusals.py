"""Reasons not to start on SQLite, each a sentence."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from lineup.config.sqlite import library

NETWORK_FILE_SYSTEMS = {
    "afs", "beegfs", "ceph", "cifs", "davfs", "fuse.ceph", "fuse.davfs", "fuse.glusterfs", "fuse.rclone",
    "fuse.s3fs", "fuse.sshfs", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "smb2", "smb3", "smbfs",
}  # fmt: skip
SYNCHRONOUS_FULL = 2


def check_library(version: tuple[int, ...]) -> None:
    if version < library.OLDEST:
        raise ImproperlyConfigured(
            f"SQLite {_dotted(version)} can lose committed data; run bin/setup, which installs "
            f"{_dotted(library.OLDEST)} or newer, or set LINEUP_DATABASE to a PostgreSQL address."
        )


def check_file_system(database: str, mounts: Path = Path("/proc/mounts")) -> None:
    kind = _file_system(Path(database).resolve(), mounts)
    if kind in NETWORK_FILE_SYSTEMS:
        raise ImproperlyConfigured(
            f"{database} is on a network file system ({kind}), where SQLite's locks fail; "
            "put LINEUP_VAR on a local disk, or set LINEUP_DATABASE to a PostgreSQL address."
        )


def check_pragmas(connection: Any) -> None:
    mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
    if mode != "wal":
        raise ImproperlyConfigured(
            f"SQLite's journal mode is {mode}, not wal: the disk or another program refused the change."
        )
    if connection.execute("PRAGMA synchronous").fetchone()[0] < SYNCHRONOUS_FULL:
        raise ImproperlyConfigured(
            "SQLite's synchronous setting must be FULL, or a power cut loses acknowledged writes."
        )


def _file_system(path: Path, mounts: Path) -> str | None:
    if not mounts.exists():
        return None
    rows = [line.split(" ") for line in mounts.read_text().splitlines()]
    over = [(row[1].replace("\\040", " "), row[2]) for row in rows if len(row) > 2]
    holding = [(len(point), kind) for point, kind in over if path.is_relative_to(point)]
    # Of mounts at the same point the last one is on top; max keeps the first, hence the reversal.
    return max(reversed(holding), key=lambda found: found[0])[1] if holding else None


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(str(part) for part in version)

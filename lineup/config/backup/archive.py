"""One file with everything: members with their digests, and a manifest that says what they are.

A ZIP, so that anything can look into it. Nothing is held in memory: members come and go in pieces.
"""

import contextlib
import hashlib
import json
import os
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

FORMAT = 1
MANIFEST = "manifest.json"
PIECE = 1024 * 1024
# the first step of deflate packs text to a third; further ones cost more time than they save
LEVEL = 1


class Unreadable(Exception):
    """The file is no backup, or not one that can be trusted; the sentence says what is wrong."""


@dataclass
class Writer:
    """A backup being written; what is at `path` appears only when it is complete, for its owner alone."""

    path: Path
    digests: dict[str, dict[str, object]] = field(default_factory=dict)

    def __enter__(self) -> Self:
        self._draft = self.path.with_name(f".{self.path.name}.{os.getpid()}")
        descriptor = os.open(self._draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        self._file = os.fdopen(descriptor, "w+b")
        self._zip = zipfile.ZipFile(self._file, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL)
        return self

    def add(self, name: str, pieces: Iterable[bytes]) -> None:
        """Write a member from its pieces."""
        digest, size = hashlib.sha256(), 0
        with self._zip.open(name, "w", force_zip64=True) as member:
            for piece in pieces:
                digest.update(piece)
                size += len(piece)
                member.write(piece)
        self.digests[name] = {"sha256": digest.hexdigest(), "bytes": size}

    def finish(self, facts: Mapping[str, Any]) -> None:
        """Write the manifest: the facts, and every member's digest."""
        manifest = {"format": FORMAT, **facts, "members": self.digests}
        self._zip.writestr(MANIFEST, json.dumps(manifest, indent=1, sort_keys=True))
        self._zip.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._draft.rename(self.path)

    def __exit__(self, kind: type[BaseException] | None, value: object, trace: TracebackType | None) -> None:
        with contextlib.suppress(ValueError):
            self._zip.close()
        self._file.close()
        self._draft.unlink(missing_ok=True)


class Reader:
    """A backup being read. Raises Unreadable for what is none."""

    def __init__(self, path: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
            self.manifest: dict[str, Any] = json.loads(self._zip.read(MANIFEST))
        except (OSError, zipfile.BadZipFile, KeyError, ValueError) as error:
            raise Unreadable(f"{path} is no backup of Lineup, or was cut off ({type(error).__name__}).") from error
        if self.manifest.get("format") != FORMAT:
            raise Unreadable(f"{path} has format {self.manifest.get('format')}; this Lineup reads {FORMAT}.")

    def names(self, under: str = "") -> list[str]:
        """Return the members whose name begins so."""
        return [name for name in self.manifest["members"] if name.startswith(under)]

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield a member in pieces."""
        with self._zip.open(name) as member:
            while piece := member.read(PIECE):
                yield piece

    def open(self, name: str) -> IO[bytes]:
        """Open a member as a file."""
        return self._zip.open(name)

    def check(self) -> None:
        """Read every member once. Raises Unreadable for the first that is not what was written."""
        for name, written in self.manifest["members"].items():
            digest = hashlib.sha256()
            try:
                for piece in self.pieces(name):
                    digest.update(piece)
            except (KeyError, zipfile.BadZipFile, OSError, EOFError) as error:
                raise Unreadable(f"{name} is damaged or missing in the backup; take another one.") from error
            if digest.hexdigest() != written["sha256"]:
                raise Unreadable(f"{name} is not what was backed up; take another backup.")


def pieces_of(path: Path) -> Iterator[bytes]:
    """Yield a file in pieces."""
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece

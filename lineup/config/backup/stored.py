"""What people uploaded, into an archive and out of it, wherever it is stored."""

from collections.abc import Iterator

from django.core.files.base import File
from django.core.files.storage import Storage, default_storage

from lineup.config.backup.archive import PIECE, Reader, Writer

FOLDER = "files/"


class NameTaken(Exception):
    """The storage gave a file another name than it had: something stands there already."""


def take(writer: Writer) -> int:
    """Write every stored file; return how many. One that is deleted meanwhile is left out."""
    count = 0
    for name in _names(default_storage, ""):
        try:
            file = default_storage.open(name)
        except FileNotFoundError:
            continue
        with file:
            writer.add(f"{FOLDER}{name}", file.chunks(PIECE))
        count += 1
    return count


def _names(storage: Storage, folder: str) -> Iterator[str]:
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}{name}" for name in sorted(files))
    for inner in sorted(folders):
        yield from _names(storage, f"{folder}{inner}/")


def is_empty() -> bool:
    """Whether nothing is stored yet."""
    return next(_names(default_storage, ""), None) is None


def put(reader: Reader) -> int:
    """Store every file of the archive under its name; return how many. Raises NameTaken."""
    names = reader.names(FOLDER)
    for member in names:
        wanted = member.removeprefix(FOLDER)
        with reader.open(member) as content:
            given = default_storage.save(wanted, File(content, name=wanted))
        if given != wanted:
            default_storage.delete(given)
            raise NameTaken(f"{wanted} is there already")
    return len(names)


def take_back(reader: Reader) -> None:
    """Undo a restore that failed."""
    for member in reader.names(FOLDER):
        default_storage.delete(member.removeprefix(FOLDER))

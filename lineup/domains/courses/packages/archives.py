"""A ZIP that somebody sends, opened with care: what is wrong with it is said before anything of it is unpacked."""

import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Mapping
from typing import IO

from django.utils.translation import gettext_lazy as _

from lineup.core.foundation.errors import Invalid
from lineup.domains.courses.packages import layout

# the end of a ZIP's directory: its mark, its length without a comment, where it tells the length of the directory
END, END_LENGTH, LONG_END = b"PK\x05\x06", 22, b"PK\x06\x07"
LONGEST_COMMENT = 2**16
LARGEST_DIRECTORY = layout.MOST_ENTRIES * 512
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# what grows more than that when it is unpacked was packed to do so; small parts may
MOST_TIMES, SMALL = 200, 1024 * 1024
LONGEST_NAME = 300
ENCRYPTED = 0x1


class Unopened(Invalid):
    """The file as a whole can't be taken in."""

    field = "file"


class NotAPackage(Unopened):
    code = "package_not_a_zip"
    sentence = _("This is no ZIP that can be read here, or a part of it is missing; export the course again.")


class PackageTooLarge(Unopened):
    code = "package_too_large"
    sentence = _("This file is larger than %(limit)s MB; make two courses of it, or link to its files.")


class PackageSwollen(Unopened):
    code = "package_swollen"
    sentence = _("Unpacked, “%(name)s” in this file is far too large; take it out, and pack the rest again.")


class TooManyEntries(Unopened):
    code = "package_too_many_files"
    sentence = _("This file has more than %(most)s files in it; make several courses of it.")


class UnsafeName(Unopened):
    code = "package_unsafe_name"
    sentence = _("“%(name)s” leads out of this file; export the course again, or pack it without that.")


class NameTwice(Unopened):
    code = "package_name_twice"
    sentence = _("“%(name)s” is in this file twice; pack it again with each file once.")


class Encrypted(Unopened):
    code = "package_encrypted"
    sentence = _("This file is locked with a password; pack it again without one.")


class BrokenPart(Unopened):
    code = "package_broken"
    sentence = _("“%(name)s” in this file is damaged; export the course again.")


class Archive:
    """The parts of a ZIP by their names. Raises an Unopened for one that is not to be opened."""

    def __init__(self, file: IO[bytes]) -> None:
        _check_size(file)
        try:
            self._zip = zipfile.ZipFile(file)
        except Exception:  # whatever a damaged directory makes its reader raise
            raise NotAPackage from None
        self.parts = _checked(self._zip.infolist())

    def read(self, name: str, *, most: int) -> bytes:
        """Return what the part holds. Raises PackageSwollen, BrokenPart."""
        part = self.parts[name]
        if part.file_size > most:
            raise PackageSwollen(name=said(name))
        try:
            with self._zip.open(part) as opened:
                content = opened.read(most + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError):
            raise BrokenPart(name=said(name)) from None
        if len(content) != part.file_size:
            raise BrokenPart(name=said(name))
        return content


def said(name: str) -> str:
    """Return the name of a part as it may be shown and stored: short, without signs that nobody sees."""
    shown = "".join(sign if unicodedata.category(sign)[0] not in "CZ" or sign == " " else "�" for sign in name)
    return shown[:80]


def _check_size(file: IO[bytes]) -> None:
    """Raise PackageTooLarge, NotAPackage, TooManyEntries before the directory is read, which takes room for each."""
    length = file.seek(0, 2)
    if length > layout.LARGEST_BYTES:
        raise PackageTooLarge(limit=layout.LARGEST_BYTES // 1024 // 1024)
    file.seek(max(0, length - END_LENGTH - LONGEST_COMMENT - len(LONG_END) - 16))
    tail = file.read()
    plain = tail[-END_LENGTH:]
    at = len(tail) - END_LENGTH if plain[:4] == END and plain[-2:] == b"\0\0" else tail.rfind(END)
    if at < 0 or len(tail) - at < END_LENGTH:
        raise NotAPackage
    directory = int.from_bytes(tail[at + 12 : at + 16], "little")
    # the long form is for what is larger than all that is taken in
    if directory > LARGEST_DIRECTORY or tail[max(0, at - 20) : at].startswith(LONG_END):
        raise TooManyEntries(most=layout.MOST_ENTRIES)
    file.seek(0)


def _checked(entries: list[zipfile.ZipInfo]) -> Mapping[str, zipfile.ZipInfo]:
    if len(entries) > layout.MOST_ENTRIES:
        raise TooManyEntries(most=layout.MOST_ENTRIES)
    parts: dict[str, zipfile.ZipInfo] = {}
    for entry in entries:
        _check_entry(entry)
        if entry.filename in parts:
            raise NameTwice(name=said(entry.filename))
        parts[entry.filename] = entry
    if sum(entry.file_size for entry in entries) > layout.LARGEST_BYTES:
        raise PackageSwollen(name=said(max(entries, key=lambda entry: entry.file_size).filename))
    return {name: entry for name, entry in parts.items() if not entry.is_dir()}


def _check_entry(entry: zipfile.ZipInfo) -> None:
    # the name as it stands in the file: the reader of ZIPs cuts it off at a NUL
    name = entry.orig_filename
    if entry.flag_bits & ENCRYPTED:
        raise Encrypted
    if not _is_within(name) or stat.S_ISLNK(entry.external_attr >> 16):
        raise UnsafeName(name=said(name))
    if entry.file_size > SMALL and entry.file_size > entry.compress_size * MOST_TIMES:
        raise PackageSwollen(name=said(name))
    if entry.compress_type not in METHODS:
        raise BrokenPart(name=said(name))


def _is_within(name: str) -> bool:
    """Whether the name stays within the file, however it is read."""
    if not name or len(name) > LONGEST_NAME or "\\" in name or "\0" in name or name[1:2] == ":":
        return False
    return not name.startswith("/") and not {"..", "."} & set(name.split("/"))

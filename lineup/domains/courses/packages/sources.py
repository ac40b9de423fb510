"""Where the files of a package of our own are: beside the document, by their checksum."""

import hashlib
import re

from django.utils.translation import gettext_lazy as _

from lineup.core.foundation.errors import Invalid
from lineup.domains.courses.packages import layout
from lineup.domains.courses.packages.archives import Archive, said

CHECKSUM = re.compile(r"[0-9a-f]{64}")


class FileNotWithin(Invalid):
    code = "package_file_missing"
    sentence = _("The file that is named here is not in the package; export the course again.")
    field = "file"


class FileChanged(Invalid):
    code = "package_file_changed"
    sentence = _("The file that is named here is not what it was when it was packed; export the course again.")
    field = "file"


class ByChecksum:
    """The files of a package, each checked against its name."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def read(self, key: str) -> bytes:
        """Return the file with this checksum. Raises FileNotWithin, FileChanged, and of `Archive`."""
        name = f"{layout.FILES}{key}"
        if not CHECKSUM.fullmatch(key) or name not in self._archive.parts:
            raise FileNotWithin
        content = read_file(self._archive, name)
        if hashlib.sha256(content).hexdigest() != key:
            raise FileChanged
        return content

    def left(self, taken: set[str]) -> list[str]:
        """Return what is in the package and nobody names, as it may be shown."""
        known = {layout.DOCUMENT, *(f"{layout.FILES}{key}" for key in taken)}
        return sorted(said(name) for name in self._archive.parts if name not in known)


def read_file(archive: Archive, name: str) -> bytes:
    """Return a part that is to be a file of the course; how large one may be is the rule of uploads."""
    return archive.read(name, most=layout.LARGEST_BYTES)

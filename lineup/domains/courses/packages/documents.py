"""The document of a package: JSON of a known version, before it is looked at what it says."""

from typing import Any

import orjson
from django.utils.translation import gettext_lazy as _

from lineup.domains.courses.packages import layout
from lineup.domains.courses.packages.archives import Archive, Unopened


class NoCourseWithin(Unopened):
    code = "package_without_course"
    sentence = _("There is no course in this file; choose one exported from Lineup, or a Common Cartridge.")


class NotUtf8(Unopened):
    code = "package_not_utf8"
    sentence = _("“course.json” in this file is not written in UTF-8; save it so, or export the course again.")


class NotJson(Unopened):
    code = "package_not_json"
    sentence = _("“course.json” in this file can't be read as JSON, or is nested too deeply; export the course again.")


class UnknownFormat(Unopened):
    code = "package_unknown_format"
    sentence = _("“course.json” in this file is not a course of Lineup; choose one that was exported there.")


class UnknownVersion(Unopened):
    code = "package_unknown_version"
    sentence = _("This file is of version %(version)s, and version %(known)s is read here; bring Lineup up to date.")


def read(archive: Archive) -> dict[str, Any]:
    """Return the document. Raises NoCourseWithin, NotUtf8, NotJson, UnknownFormat, UnknownVersion, and of `Archive`."""
    if layout.DOCUMENT not in archive.parts:
        raise NoCourseWithin
    content = archive.read(layout.DOCUMENT, most=layout.LARGEST_DOCUMENT)
    try:
        content.decode()
    except UnicodeDecodeError:
        raise NotUtf8 from None
    try:
        told = orjson.loads(content)
    except ValueError:
        raise NotJson from None
    if not isinstance(told, dict) or told.get("format") != layout.FORMAT:
        raise UnknownFormat
    version = told.get("version")
    if isinstance(version, bool) or version != layout.VERSION:
        raise UnknownVersion(version=str(version)[:20], known=layout.VERSION)
    return told

"""What somebody sends as a ZIP and is none to be opened: one sentence each, nothing unpacked, nothing kept."""

import io
import stat
import struct
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lineup.core.foundation.errors import Invalid
from lineup.domains.courses.models import Course, CoursePackage
from lineup.domains.courses.packages import archives, arriving, layout
from tests.support import parcels

pytestmark = [pytest.mark.req("E13"), pytest.mark.req("Q16")]

GOOD = parcels.of(parcels.small())


def named(*names: str, content: bytes = b"x") -> bytes:
    """A ZIP with these names as they are, be they twice."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("course.json", parcels.opened(GOOD)["course.json"])
        for name in names:
            archive.NameToInfo.pop(name, None)
            entry = zipfile.ZipInfo("x")
            entry.filename = name
            archive.writestr(entry, content)
    return out.getvalue()


def linked() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        entry = zipfile.ZipInfo("files/link")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, "/etc/passwd")
    return out.getvalue()


def changed(content: bytes, at: int, value: bytes) -> bytes:
    return content[:at] + value + content[at + len(value) :]


def encrypted() -> bytes:
    content = parcels.packed({"course.json": "{}"})
    directory = content.rindex(b"PK\x01\x02")
    return changed(changed(content, directory + 8, b"\1\0"), 6, b"\1\0")


def damaged() -> bytes:
    content = parcels.packed({"course.json": parcels.opened(GOOD)["course.json"]}, zipfile.ZIP_STORED)
    return content.replace(b"Small", b"Smell", 1)


def lying_about_its_directory() -> bytes:
    return changed(GOOD, len(GOOD) - 22 + 12, struct.pack("<I", 2**31))


HOSTILE = {
    "no ZIP": (b"<html>", "package_not_a_zip"),
    "the head of one": (b"PK\x03\x04", "package_not_a_zip"),
    "cut off": (GOOD[:-30], "package_not_a_zip"),
    "a path up": (named("../evil"), "package_unsafe_name"),
    "a path up within": (named("files/../../evil"), "package_unsafe_name"),
    "an absolute path": (named("/etc/passwd"), "package_unsafe_name"),
    "a drive": (named("C:/evil"), "package_unsafe_name"),
    "a path of Windows": (named("..\\evil"), "package_unsafe_name"),
    "a name cut off": (named("files/a\0../b"), "package_unsafe_name"),
    "a link": (linked(), "package_unsafe_name"),
    "a name twice": (named("files/a", "files/a"), "package_name_twice"),
    "the document twice": (named("course.json"), "package_name_twice"),
    "a part that swells": (parcels.packed({"course.json": b" " * 3_000_000}), "package_swollen"),
    "more parts than may be": (parcels.packed({f"files/{n}": b"" for n in range(2001)}), "package_too_many_files"),
    "a directory that claims to be vast": (lying_about_its_directory(), "package_too_many_files"),
    "locked": (encrypted(), "package_encrypted"),
    "a wrong checksum": (damaged(), "package_broken"),
    "a method of its own": (parcels.packed({"course.json": "{}"}, zipfile.ZIP_LZMA), "package_broken"),
    "nothing of ours": (parcels.packed({"readme.txt": "x"}), "package_without_course"),
    "not UTF-8": (parcels.packed({"course.json": b'{"title": "\xe9"}'}), "package_not_utf8"),
    "no JSON": (parcels.packed({"course.json": "{"}), "package_not_json"),
    "half a sign": (parcels.packed({"course.json": '{"title": "\\ud800"}'}), "package_not_json"),
    "no number": (parcels.packed({"course.json": '{"version": NaN}'}), "package_not_json"),
    "a pit": (parcels.packed({"course.json": "[" * 200_000}, zipfile.ZIP_STORED), "package_not_json"),
    "a list": (parcels.packed({"course.json": "[]"}), "package_unknown_format"),
    "of somebody else": (parcels.of({"format": "other", "version": 1}), "package_unknown_format"),
    "of another time": (parcels.of({"format": "lineup-course", "version": 2}), "package_unknown_version"),
    "of no version": (parcels.of({"format": "lineup-course", "version": True}), "package_unknown_version"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_hostile_is_refused_in_a_sentence_and_nothing_is_kept(own_folders, by, at, name):
    content, code = HOSTILE[name]
    with pytest.raises(Invalid) as refused:
        arriving.begin(SimpleUploadedFile("bread.zip", content), by=by, at=at)
    assert (refused.value.code, str(refused.value)[-1], refused.value.field) == (code, ".", "file")
    assert (CoursePackage.objects.count(), Course.objects.count(), parcels.stored()) == (0, 0, set())


def test_what_is_too_large_is_refused_before_it_is_read(own_folders, by, at, monkeypatch):
    monkeypatch.setattr(layout, "LARGEST_BYTES", 200)
    with pytest.raises(archives.PackageTooLarge):
        arriving.begin(SimpleUploadedFile("bread.zip", GOOD + b"x" * 200), by=by, at=at)
    packed = parcels.packed({"course.json": b"{" + b" " * 300})
    with pytest.raises(archives.PackageSwollen):
        arriving.begin(SimpleUploadedFile("bread.zip", packed), by=by, at=at)


def test_files_are_what_they_say_by_the_rule_of_uploads(own_folders, by, at):
    page, svg = b"<html><script>alert(1)</script>", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"
    picture = parcels.picture().read()
    told = parcels.small()
    kinds = [("file", page), ("file", svg), ("image", svg), ("image", b"GIF89a"), ("image", picture), ("file", b"")]
    sums = {parcels.checksum(content): content for _kind, content in kinds}
    pieces = [
        {"kind": kind, "file": parcels.checksum(content), **({"alternative": "It"} if kind == "image" else {})}
        for kind, content in kinds
    ]
    told["modules"] = [{"title": "A", "lessons": [{"title": "B", "items": pieces}]}]
    changed = parcels.checksum(b"before")
    told["modules"][0]["lessons"][0]["items"].append({"kind": "file", "file": changed})
    content = parcels.of(told, **sums, **{changed: b"after"})
    package = arriving.begin(SimpleUploadedFile("bread.zip", content), by=by, at=at)
    within = "modules[0].lessons[0].items"
    assert [(one["place"], one["code"]) for one in package.outlook["faults"]] == [
        (f"{within}[0].file", "file_type_refused"),
        (f"{within}[1].file", "file_type_refused"),
        (f"{within}[2].file", "picture_wrong"),
        (f"{within}[3].file", "picture_wrong"),
        (f"{within}[5].file", "file_empty"),
        (f"{within}[6].file", "package_file_changed"),
    ]

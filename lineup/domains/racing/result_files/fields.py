"""Parts of a file that somebody else wrote, each asked for by the type that it must have."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lineup.domains.racing.result_files.refusals import PartWrong, TooManyOf

LARGEST = 2**31 - 1
# neither can be stored, nor shown
LEFT_OUT = dict.fromkeys((*range(32), 127, *range(0xD800, 0xE000)))


@dataclass(frozen=True)
class Part:
    """A value with its address in the file, by which a refusal names it."""

    value: Any
    path: str = ""

    def has(self, key: str) -> bool:
        """Whether there is something under this key."""
        return isinstance(self.value, dict) and self.value.get(key) is not None

    def part(self, key: str) -> "Part":
        """Return the object under this key. Raises PartWrong."""
        found = self._under(key)
        if not isinstance(found.value, dict):
            raise PartWrong(part=found.path)
        return found

    def rows(self, key: str, *, most: int) -> "Iterator[Part]":
        """Yield the objects of the list under this key, none where it is left out. Raises PartWrong, TooManyOf."""
        found = self._under(key) if self.has(key) else Part([], key)
        if not isinstance(found.value, list):
            raise PartWrong(part=found.path)
        if len(found.value) > most:
            raise TooManyOf(part=found.path, most=most)
        for number, value in enumerate(found.value):
            row = Part(value, f"{found.path}[{number}]")
            if not isinstance(value, dict):
                raise PartWrong(part=row.path)
            yield row

    def text(self, key: str, *, most: int, default: str | None = None) -> str:
        """Return the text under this key on one line, cut to so many signs. Raises PartWrong."""
        if default is not None and not self.has(key):
            return default
        found = self._under(key)
        if not isinstance(found.value, str):
            raise PartWrong(part=found.path)
        return " ".join(found.value.replace("\n", " ").replace("\t", " ").translate(LEFT_OUT).split())[:most].strip()

    def whole(self, key: str, *, default: int | None = None) -> int:
        """Return the whole number under this key, no larger than a column holds. Raises PartWrong."""
        if default is not None and not self.has(key):
            return default
        found = self._under(key)
        value = found.value
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool) or abs(value) > LARGEST:
            raise PartWrong(part=found.path)
        return value

    def flag(self, key: str, *, default: bool) -> bool:
        """Return whether it is so. Raises PartWrong."""
        if not self.has(key):
            return default
        found = self._under(key)
        if not isinstance(found.value, bool):
            raise PartWrong(part=found.path)
        return found.value

    def _under(self, key: str) -> "Part":
        path = f"{self.path}.{key}" if self.path else key
        return Part(self.value.get(key) if isinstance(self.value, dict) else None, path)

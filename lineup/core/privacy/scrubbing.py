"""A person's name and addresses taken out of texts in which others may have written them."""

import functools
import operator
import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import BinaryField, JSONField, Model, Q, SlugField

from lineup.core.foundation import ids, text
from lineup.core.people.models import Person

SHORTEST = 4
CHUNK = 200
PLAIN = re.compile(r"[A-Za-z0-9 @.+_-]{3,}")


def words_of(person: Person, also: Iterable[str] = ()) -> tuple[str, ...]:
    """Return what names the person: addresses, phone and full name, the longest first; too short ones are nobody's."""
    given = {person.email, person.email_folded, person.phone, person.name, text.slug(person.name, fallback=""), *also}
    kept = {word.strip() for word in given if word and len(word.strip()) >= SHORTEST}
    return tuple(sorted(kept, key=len, reverse=True))


def scrubbed(said: str, words: Iterable[str], *, by: str) -> str:
    """Return what was said with each of these words replaced, however it is capitalised; whole words alone."""
    for word in words:
        said = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", by, said, flags=re.IGNORECASE)
    return said


def naming(model: type[Model], column: str, words: Iterable[str]) -> Iterator[Any]:
    """Yield the rows of the model whose column may name somebody by these words: all that do, and some that do not."""
    rows = model._base_manager.order_by("pk")
    # databases fold accents their own way, and JSON keeps them as numbers: only the plain part of a word is looked for
    plain = {max(PLAIN.findall(word), key=len, default="") for word in words}
    if all(plain) and not isinstance(model._meta.get_field(column), BinaryField):
        rows = rows.filter(functools.reduce(operator.or_, (Q(**{f"{column}__icontains": part}) for part in plain)))
    return rows.iterator(CHUNK)


def cleaned(value: Any, field: Any, words: Iterable[str], *, by: str) -> Any:
    """Return the value of a column without the words, of whatever sort it is."""
    if isinstance(field, JSONField):
        return _in_json(value, words, by)
    if isinstance(field, BinaryField):
        said = bytes(value).decode("utf-8", "surrogateescape")
        return scrubbed(said, words, by=by).encode("utf-8", "surrogateescape")
    if isinstance(field, SlugField):
        # an address stays one, and its own
        return value if scrubbed(value, words, by="") == value else ids.new().hex
    return scrubbed(value, words, by=by) if isinstance(value, str) else value


def _in_json(value: Any, words: Iterable[str], by: str) -> Any:
    if isinstance(value, dict):
        return {key: _in_json(item, words, by) for key, item in value.items()}
    if isinstance(value, list):
        return [_in_json(item, words, by) for item in value]
    return scrubbed(value, words, by=by) if isinstance(value, str) else value

"""What callers get to see: built from our own rows, so that nothing needs to be checked again."""

from collections.abc import Iterable
from typing import Any, Self

from pydantic import BaseModel


class Shown(BaseModel):
    """A row as it goes out; each has `of(row)`."""

    @classmethod
    def made(cls, **values: Any) -> Self:
        """Return the shape with these values, unchecked."""
        return cls.model_construct(**values)  # type: ignore[return-value]


def read(row: object, fields: Iterable[str]) -> dict[str, Any]:
    """Return these attributes of the row."""
    return {field: getattr(row, field) for field in fields}

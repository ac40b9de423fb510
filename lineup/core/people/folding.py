"""Text kept a second time without case and accents, so that the database can search it."""

from typing import Any

from django.db import models

from lineup.core.foundation import text


class FoldedField(models.CharField):
    """The folded form of another field of the row, written whenever the row is."""

    def __init__(self, of: str = "", **options: Any) -> None:
        self.of = of
        super().__init__(**{"editable": False, "blank": True, "default": "", **options})

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "of": self.of}

    def pre_save(self, row: models.Model, add: bool) -> str:  # noqa: FBT001 - Django's signature
        value = text.fold(getattr(row, self.of))[: self.max_length]
        setattr(row, self.attname, value)
        return value

"""Files that rows name: each must be there."""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import FileField

from lineup.core.foundation.faults import Fault


def faults() -> Iterator[Fault]:
    """Yield the rows whose file is not stored. Asks the storage for each file there is."""
    for model in apps.get_models():
        fields = [field for field in model._meta.concrete_fields if isinstance(field, FileField)]
        for field in fields:
            rows = model._default_manager.exclude(**{field.name: ""}).only("pk", field.name)
            for row in rows.iterator(chunk_size=500):
                name = getattr(row, field.name).name
                if name and not field.storage.exists(name):
                    yield Fault("file_missing", f"{model._meta.label} {row.pk} names {name}, which is not stored.")

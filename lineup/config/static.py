"""Static files with their content's hash in the name, compressed, and kept for ever by browsers."""

from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):
    """Rewrites imports in our own modules only: the rewriting breaks on a script of django-htmx."""

    patterns = (
        CompressedManifestStaticFilesStorage.patterns[0],
        ("lineup/*.js", CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1]),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._addresses: dict[str, str] = {}

    def url(self, name: str, force: bool = False) -> str:  # noqa: FBT001, FBT002 - Django's
        """Return the address of a file, worked out once: the names are fixed as long as a process runs."""
        if force:
            return super().url(name, force)
        if name not in self._addresses:
            self._addresses[name] = super().url(name)
        return self._addresses[name]

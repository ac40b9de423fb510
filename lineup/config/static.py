"""Static files with their content's hash in the name, compressed, and kept for ever by browsers."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):
    """Rewrites imports in our own modules only: the rewriting breaks on a script of django-htmx."""

    patterns = (
        CompressedManifestStaticFilesStorage.patterns[0],
        ("lineup/*.js", CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1]),
    )

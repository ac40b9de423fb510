"""Django's collectstatic, which notes what it collected: `serve` does it anew once that is no longer what there is."""

from typing import Any

from django.contrib.staticfiles.management.commands import collectstatic

from lineup.interfaces.command import collected


class Command(collectstatic.Command):
    def handle(self, **options: Any) -> str | None:
        said: str | None = super().handle(**options)
        if not options["dry_run"]:
            collected.note()
        return said

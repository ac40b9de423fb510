"""Django's migrate, in little more than half the time, and the cache's table with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from typing import Any

from django.apps import apps
from django.apps.registry import Apps
from django.core.checks import Tags
from django.core.management import call_command
from django.core.management.commands import migrate
from django.db.migrations.state import ModelState, ProjectState


class Command(migrate.Command):
    # of all checks: the others load every page of the house
    requires_system_checks = [Tags.database]

    def handle(self, *args: Any, **options: Any) -> None:
        with _a_new_table_leaves_others_alone(), _what_is_swapped_stays_known():
            super().handle(*args, **options)
        call_command("createcachetable", database=options["database"], verbosity=0)


@contextmanager
def _a_new_table_leaves_others_alone() -> Iterator[None]:
    """Let a new table make anew only the models next to it, as a new column does (decision 67).

    Django makes anew all that are related, however far: for the ledger nearly all, 150 times, most of the time that
    the first start takes. Who asks for every model (RunPython) has all of them made anew before either way.
    """
    add: Any = ProjectState.add_model

    def add_nearby(state: Any, model: ModelState) -> None:
        state.reload_model = partial(ProjectState.reload_model, state, delay=True)
        try:
            add(state, model)
        finally:
            del state.reload_model

    ProjectState.add_model = add_nearby  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        ProjectState.add_model = add  # type: ignore[method-assign]


@contextmanager
def _what_is_swapped_stays_known() -> Iterator[None]:
    """Let each key ask once which setting names its model; settings do not change on the way.

    Django keeps the answers too, but in one cache for this registry and for those of the past that migrations make
    anew hundreds of times, each of which empties it for all: a tenth of the time.
    """
    known: Any = apps
    plain: Any = Apps.get_swappable_settings_name
    known.get_swappable_settings_name = cache(partial(plain.__wrapped__, apps))
    try:
        yield
    finally:
        del known.get_swappable_settings_name

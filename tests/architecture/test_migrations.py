"""A migration may run while the version before it still serves: both read and write the same tables for a while."""

from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django_migration_linter import MigrationLinter
from django_migration_linter.sql_analyser import PostgresqlAnalyser, analyse_sql_statements

ROOT = Path(__file__).resolve().parents[2]
OURS = {app.label for app in apps.get_app_configs() if app.name.startswith("lineup.")}

# older than the first release: no running version can meet them
BEFORE_RELEASE = [
    "events.0006_words_are_found_by_time",
    "events.0007_files_have_a_use",
    "notices.0002_what_people_want_to_hear",
    "participation.0007_pools_have_a_price_and_places_a_fee",
    "people.0002_names_are_found_without_accents",
    "racing.0021_one_driver_starts",
]


@pytest.mark.django_db
@pytest.mark.req("Q27")
def test_each_migration_leaves_the_running_version_working():
    if connection.vendor != "postgresql":
        pytest.skip("asked of PostgreSQL, on which several versions run side by side")
    linter = MigrationLinter(str(ROOT), no_cache=True, no_output=True, include_apps=OURS)
    wrong = []
    for (app, name), migration in sorted(linter.migration_loader.disk_migrations.items()):
        if app in OURS:
            before = linter.nb_erroneous
            linter.lint_migration(migration)
            wrong += [f"{app}.{name}"] * (linter.nb_erroneous > before)
    assert wrong == BEFORE_RELEASE


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ('ALTER TABLE "people_person" ADD COLUMN "nickname" varchar(80) NOT NULL;', "NOT_NULL"),
        ('ALTER TABLE "people_person" RENAME COLUMN "name" TO "full_name";', "RENAME_COLUMN"),
        ('ALTER TABLE "people_person" DROP COLUMN "bio" CASCADE;', "DROP_COLUMN"),
        ('DROP TABLE "events_venue" CASCADE;', "DROP_TABLE"),
        ('ALTER TABLE "events_venue" ALTER COLUMN "city" TYPE integer USING "city"::integer;', "ALTER_COLUMN"),
    ],
)
def test_what_would_break_a_running_version_is_found(statement, code):
    errors, _ignored, _warnings = analyse_sql_statements(PostgresqlAnalyser, [statement], [])
    assert [error.code for error in errors] == [code]


def test_what_breaks_nothing_passes():
    statement = 'ALTER TABLE "people_person" ADD COLUMN "nickname" varchar(80) NULL;'
    assert analyse_sql_statements(PostgresqlAnalyser, [statement], [])[0] == []

from django.db import migrations

SQLITE = (
    "CREATE VIRTUAL TABLE events_search USING fts5(title, words, content='events_searchrow', content_rowid='id', "
    "tokenize='unicode61 remove_diacritics 2', prefix='2 3')",
    "CREATE TRIGGER events_search_insert AFTER INSERT ON events_searchrow BEGIN "
    "INSERT INTO events_search(rowid, title, words) VALUES (new.id, new.title, new.words); END",
    "CREATE TRIGGER events_search_delete AFTER DELETE ON events_searchrow BEGIN "
    "INSERT INTO events_search(events_search, rowid, title, words) "
    "VALUES ('delete', old.id, old.title, old.words); END",
    "CREATE TRIGGER events_search_update AFTER UPDATE ON events_searchrow BEGIN "
    "INSERT INTO events_search(events_search, rowid, title, words) "
    "VALUES ('delete', old.id, old.title, old.words); "
    "INSERT INTO events_search(rowid, title, words) VALUES (new.id, new.title, new.words); END",
)
SQLITE_BACK = (
    "DROP TRIGGER events_search_insert",
    "DROP TRIGGER events_search_delete",
    "DROP TRIGGER events_search_update",
    "DROP TABLE events_search",
)
POSTGRESQL = (
    "ALTER TABLE events_searchrow ADD COLUMN vector tsvector GENERATED ALWAYS AS "
    "(to_tsvector('simple', title || ' ' || words)) STORED",
    "CREATE INDEX events_search ON events_searchrow USING gin (vector)",
)
POSTGRESQL_BACK = ("ALTER TABLE events_searchrow DROP COLUMN vector",)


def _run(schema_editor, sqlite: tuple[str, ...], postgresql: tuple[str, ...]) -> None:
    for statement in postgresql if schema_editor.connection.vendor == "postgresql" else sqlite:
        schema_editor.execute(statement)


def make(apps, schema_editor) -> None:
    _run(schema_editor, SQLITE, POSTGRESQL)


def drop(apps, schema_editor) -> None:
    _run(schema_editor, SQLITE_BACK, POSTGRESQL_BACK)


class Migration(migrations.Migration):
    dependencies = [("events", "0002_events_have_words")]
    operations = [migrations.RunPython(make, drop)]

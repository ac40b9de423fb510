from django.db import migrations

SQLITE = (
    "CREATE VIRTUAL TABLE courses_search USING fts5(title, words, content='courses_coursesearchrow', "
    "content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='2 3')",
    "CREATE TRIGGER courses_search_insert AFTER INSERT ON courses_coursesearchrow BEGIN "
    "INSERT INTO courses_search(rowid, title, words) VALUES (new.id, new.title, new.words); END",
    "CREATE TRIGGER courses_search_delete AFTER DELETE ON courses_coursesearchrow BEGIN "
    "INSERT INTO courses_search(courses_search, rowid, title, words) "
    "VALUES ('delete', old.id, old.title, old.words); END",
    "CREATE TRIGGER courses_search_update AFTER UPDATE ON courses_coursesearchrow BEGIN "
    "INSERT INTO courses_search(courses_search, rowid, title, words) "
    "VALUES ('delete', old.id, old.title, old.words); "
    "INSERT INTO courses_search(rowid, title, words) VALUES (new.id, new.title, new.words); END",
)
SQLITE_BACK = (
    "DROP TRIGGER courses_search_insert",
    "DROP TRIGGER courses_search_delete",
    "DROP TRIGGER courses_search_update",
    "DROP TABLE courses_search",
)
POSTGRESQL = (
    "ALTER TABLE courses_coursesearchrow ADD COLUMN vector tsvector GENERATED ALWAYS AS "
    "(to_tsvector('simple', title || ' ' || words)) STORED",
    "CREATE INDEX courses_search ON courses_coursesearchrow USING gin (vector)",
)
POSTGRESQL_BACK = ("ALTER TABLE courses_coursesearchrow DROP COLUMN vector",)


def _run(schema_editor, sqlite: tuple[str, ...], postgresql: tuple[str, ...]) -> None:
    for statement in postgresql if schema_editor.connection.vendor == "postgresql" else sqlite:
        schema_editor.execute(statement)


def make(apps, schema_editor) -> None:
    _run(schema_editor, SQLITE, POSTGRESQL)


def drop(apps, schema_editor) -> None:
    _run(schema_editor, SQLITE_BACK, POSTGRESQL_BACK)


class Migration(migrations.Migration):
    dependencies = [("courses", "0001_first")]
    operations = [migrations.RunPython(make, drop)]

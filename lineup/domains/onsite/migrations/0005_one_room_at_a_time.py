from django.db import migrations

TABLE = "onsite_roomduty"
NAME = "one_room_at_a_time"

POSTGRESQL = (
    "CREATE EXTENSION IF NOT EXISTS btree_gist",
    f"ALTER TABLE {TABLE} ADD CONSTRAINT {NAME} EXCLUDE USING gist "
    "(person_id WITH =, tstzrange(starts_at, ends_at) WITH &&)",
)

# instants are text of one form there, so that they compare as they follow each other
SQLITE = tuple(
    f"CREATE TRIGGER {TABLE}_{NAME}_{name} BEFORE {event} ON {TABLE} FOR EACH ROW "  # noqa: S608 - of constants
    "WHEN EXISTS (SELECT 1 FROM onsite_roomduty AS other WHERE other.person_id = NEW.person_id AND other.id <> NEW.id "
    "AND other.starts_at < NEW.ends_at AND other.ends_at > NEW.starts_at) "
    f"BEGIN SELECT RAISE(ABORT, '{NAME}'); END"
    for name, event in (("insert", "INSERT"), ("update", "UPDATE OF person_id, starts_at, ends_at"))
)


def hold(apps, schema_editor) -> None:
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def let_go(apps, schema_editor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"ALTER TABLE {TABLE} DROP CONSTRAINT {NAME}")
        return
    for name in ("insert", "update"):
        schema_editor.execute(f"DROP TRIGGER {TABLE}_{NAME}_{name}")


class Migration(migrations.Migration):
    dependencies = [("onsite", "0004_duties_and_announcements")]
    operations = [migrations.RunPython(hold, let_go)]

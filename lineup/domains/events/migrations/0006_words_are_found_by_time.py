from importlib import import_module

from django.db import migrations, models

KEY_BITS = 36
BATCH = 2000


def number(apps, schema_editor) -> None:
    rows = apps.get_model("events", "SearchRow").objects
    last = -1
    # old numbers count from 1 and new ones lie beyond them: each batch begins after the old ones that are done
    while batch := list(
        rows.filter(id__gt=last, id__lt=1 << KEY_BITS)
        .order_by("id")
        .values_list("id", "event_id", "event__offering__starts_at")[:BATCH]
    ):
        for old, key, starts_at in batch:
            rows.filter(id=old).update(id=_free(rows, starts_at, key))
        last = batch[-1][0]


def _free(rows, starts_at, key) -> int:
    minute = max(int(starts_at.timestamp() // 60), 0) if starts_at else 0
    number = minute << KEY_BITS | key.int & (1 << KEY_BITS) - 1
    while rows.filter(id=number).exists():
        number += 1
    return number


def index_again(apps, schema_editor) -> None:
    """The table was made anew, which on SQLite takes its triggers away, and its rows have other numbers."""
    if schema_editor.connection.vendor == "sqlite":
        for statement in import_module("lineup.domains.events.migrations.0003_words_are_found").SQLITE[1:]:
            schema_editor.execute(statement)
        schema_editor.execute("INSERT INTO events_search(events_search) VALUES ('rebuild')")


class Migration(migrations.Migration):
    dependencies = [("events", "0005_events_repeat"), ("participation", "0013_lists_keep_to_their_index")]
    operations = [
        migrations.RunPython(migrations.RunPython.noop, index_again),
        migrations.AlterField("searchrow", "id", models.BigIntegerField(primary_key=True, serialize=False)),
        migrations.RunPython(number, migrations.RunPython.noop),
        migrations.RunPython(index_again, migrations.RunPython.noop),
    ]

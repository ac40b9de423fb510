from typing import Any

from django.db import migrations, models


def keep_one(apps: Any, schema_editor: Any) -> None:
    """Of two who start, one is in reserve: who drives does."""
    seats = apps.get_model("racing", "EntrySeat").objects.using(schema_editor.connection.alias)
    seen = set()
    for seat in seats.filter(is_starter=True).order_by("entry", "role", "pk"):
        if seat.entry_id in seen:
            seats.filter(pk=seat.pk).update(is_starter=False)
        seen.add(seat.entry_id)


class Migration(migrations.Migration):
    dependencies = [("racing", "0020_faults_are_waived")]

    operations = [
        migrations.RunPython(keep_one, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="entryseat",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_starter", True)), fields=("entry",), name="one_starts_the_race"
            ),
        ),
    ]

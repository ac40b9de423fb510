from django.db import migrations

import lineup.core.people.folding
from lineup.core.foundation import text


def fold(apps, schema_editor):
    participant = apps.get_model("people", "Participant")
    for row in participant.objects.only("pk", "display_name").iterator():
        participant.objects.filter(pk=row.pk).update(name_folded=text.fold(row.display_name))


class Migration(migrations.Migration):
    dependencies = [("people", "0001_first")]

    operations = [
        migrations.AddField(
            "participant",
            "name_folded",
            lineup.core.people.folding.FoldedField(
                blank=True, default="", editable=False, max_length=240, of="display_name"
            ),
        ),
        migrations.RunPython(fold, migrations.RunPython.noop, elidable=True),
    ]

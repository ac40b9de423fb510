from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("participation", "0002_changes_cannot_be_changed")]
    operations = [
        migrations.AddIndex(
            model_name="offering",
            index=models.Index(fields=["kind", "state", "starts_at", "id"], name="offerings_by_state_and_time"),
        ),
    ]

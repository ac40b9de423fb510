import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("events", "0001_first")]
    operations = [
        migrations.AlterModelOptions(name="tag", options={"ordering": ["slug"]}),
        migrations.CreateModel(
            name="SearchRow",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("title", models.TextField()),
                ("words", models.TextField()),
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="search_row", to="events.event"
                    ),
                ),
            ],
        ),
    ]

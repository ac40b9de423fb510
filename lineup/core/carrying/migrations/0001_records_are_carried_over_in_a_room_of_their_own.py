from django.db import migrations, models


class Migration(migrations.Migration):
    """The table stays as it is, under its name: it is only known from here from now on."""

    initial = True

    dependencies = [
        ("onsite", "0010_sessions_go_with_their_event"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="CarriedOver",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("source", models.CharField(max_length=60)),
                        ("model", models.CharField(max_length=40)),
                        ("old_pk", models.CharField(max_length=64)),
                        ("new_pk", models.CharField(max_length=64)),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "onsite_carriedover",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("source", "model", "old_pk"), name="a_record_is_carried_over_once"
                            )
                        ],
                    },
                ),
            ],
        ),
    ]

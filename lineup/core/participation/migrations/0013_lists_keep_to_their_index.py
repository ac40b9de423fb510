from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("participation", "0012_a_reason_can_be_emptied")]
    operations = [
        migrations.AddIndex(
            model_name="offering",
            index=models.Index(fields=["state", "kind", "starts_at", "id"], name="offerings_by_kind_and_time"),
        ),
        migrations.RemoveIndex(model_name="offering", name="offerings_by_state_and_time"),
    ]

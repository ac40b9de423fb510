from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("participation", "0004_groups_stand_together_in_the_queue")]

    operations = [
        migrations.AddIndex(
            model_name="place",
            index=models.Index(fields=["pool", "queued_at", "id"], name="a_guest_list_by_time"),
        ),
    ]

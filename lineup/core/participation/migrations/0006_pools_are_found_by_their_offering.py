from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("participation", "0005_a_guest_list_is_read_by_time")]
    operations = [
        migrations.AlterField(
            model_name="pool",
            name="role",
            field=models.SlugField(db_index=False, max_length=30),
        ),
        migrations.AddIndex(
            model_name="pool",
            index=models.Index(fields=["offering", "role"], name="pools_of_an_offering"),
        ),
    ]

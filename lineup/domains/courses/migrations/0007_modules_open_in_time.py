from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0006_certificates_are_issued")]

    operations = [
        migrations.AddField(
            model_name="module",
            name="opens_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="opens on"),
        ),
        migrations.AddField(
            model_name="module",
            name="opens_after_days",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="days after the beginning"),
        ),
    ]

from django.db import migrations

from lineup.core.foundation import append_only


class Migration(migrations.Migration):
    dependencies = [("consents", "0001_first")]
    operations = [
        append_only.unchanging("consents_consent", "id", "purpose", "given", "version", "language", "channel", "at")
    ]

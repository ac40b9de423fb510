from django.db import migrations

from lineup.domains.onsite import one_room


class Migration(migrations.Migration):
    dependencies = [("onsite", "0004_duties_and_announcements")]
    operations = [one_room.holding()]

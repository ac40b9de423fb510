from django.db import migrations

from lineup.core.foundation import append_only

OTHERS = ("id", "place_id", "action", "from_state", "to_state", "actor_id", "channel", "at")


class Migration(migrations.Migration):
    dependencies = [("participation", "0011_sign_up_is_embedded")]
    operations = [append_only.emptied("participation_placechange", "reason", others=OTHERS)]

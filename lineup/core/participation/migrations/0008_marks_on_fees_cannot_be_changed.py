from django.db import migrations

from lineup.core.foundation import append_only


class Migration(migrations.Migration):
    dependencies = [("participation", "0007_pools_have_a_price_and_places_a_fee")]
    operations = [append_only.protecting("participation_feechange")]

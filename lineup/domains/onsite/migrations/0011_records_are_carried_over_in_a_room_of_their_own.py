from django.db import migrations


class Migration(migrations.Migration):
    """The table stays: it is `carrying`'s from now on."""

    dependencies = [
        ("onsite", "0010_sessions_go_with_their_event"),
        ("carrying", "0001_records_are_carried_over_in_a_room_of_their_own"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel(name="CarriedOver")]),
    ]

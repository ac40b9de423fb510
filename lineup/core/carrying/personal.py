"""What the table of records carried over holds: ids of another system and of here, nothing about anybody."""

from lineup.core.foundation.personal import TECHNICAL, Table

TABLES = (
    Table(
        "carrying.CarriedOver",
        columns={
            "id": TECHNICAL,
            "source": TECHNICAL,
            "model": TECHNICAL,
            "old_pk": TECHNICAL,
            "new_pk": TECHNICAL,
            "at": TECHNICAL,
        },
    ),
)

"""What the table of switches holds: nothing about anybody."""

from lineup.core.foundation.personal import TECHNICAL, Table

TABLES = (
    Table(
        "flags.Switch",
        columns={"id": TECHNICAL, "flag": TECHNICAL, "club": TECHNICAL, "share": TECHNICAL, "changed_at": TECHNICAL},
    ),
)

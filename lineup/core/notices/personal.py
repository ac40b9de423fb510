"""What people were told, and what becomes of it."""

from lineup.core.foundation.personal import PERSONAL, TECHNICAL, Table

TABLES = (
    Table(
        "notices.Notice",
        about=("person",),
        rows_go=True,
        export="notices",
        columns={
            "id": TECHNICAL,
            "person": TECHNICAL,
            "kind": TECHNICAL,
            "key": TECHNICAL.withheld,
            # others were told of the person by name
            "title": PERSONAL.mentioning,
            "sentence": PERSONAL.mentioning,
            "reason": PERSONAL.mentioning,
            "path": TECHNICAL,
            "created_at": TECHNICAL,
            "read_at": TECHNICAL,
        },
    ),
)

"""What people agreed to, and what becomes of it."""

from lineup.core.foundation.personal import PERSONAL, TECHNICAL, Table

TABLES = (
    Table(
        "consents.Consent",
        about=("person",),
        rows_go=True,
        export="consents",
        columns={
            "id": TECHNICAL,
            "person": TECHNICAL,
            "purpose": PERSONAL,
            "given": PERSONAL,
            "version": TECHNICAL,
            "language": TECHNICAL,
            "channel": TECHNICAL,
            "at": TECHNICAL,
        },
    ),
)

"""What the API keeps of its own: answers, for two days."""

from lineup.core.foundation.personal import PERSONAL, TECHNICAL, Table

TABLES = (
    Table(
        "api.IdempotencyKey",
        about=("person",),
        rows_go=True,
        export="answers_kept_for_repeats",
        columns={
            "id": TECHNICAL,
            "person": TECHNICAL,
            "key": TECHNICAL.withheld,
            "fingerprint": TECHNICAL.withheld,
            "status": TECHNICAL,
            # the answer was given already, and may tell of others
            "body": PERSONAL.mentioning.withheld,
            "created_at": TECHNICAL,
        },
    ),
)

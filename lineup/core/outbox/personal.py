"""What the tables of work hold: ids of rows; a letter's own words may name somebody."""

from lineup.core.foundation.personal import PERSONAL, TECHNICAL, Table

TABLES = (
    Table(
        "outbox.Message",
        columns={
            "id": TECHNICAL,
            "key": TECHNICAL,
            "topic": TECHNICAL,
            "queue": TECHNICAL,
            "payload": PERSONAL.mentioning,
            "due_at": TECHNICAL,
            "attempts": TECHNICAL,
            "leased_until": TECHNICAL,
            "lease": TECHNICAL,
            "done_at": TECHNICAL,
            "dead_at": TECHNICAL,
            "last_error": PERSONAL.mentioning,
            "created_at": TECHNICAL,
        },
    ),
    Table("outbox.Tick", columns={"id": TECHNICAL, "name": TECHNICAL, "due_at": TECHNICAL}),
    Table(
        "outbox.Process",
        columns={
            "id": TECHNICAL,
            "kind": TECHNICAL,
            "host": TECHNICAL,
            "number": TECHNICAL,
            "queues": TECHNICAL,
            "secret_digest": TECHNICAL,
            "audit_digest": TECHNICAL,
            "started_at": TECHNICAL,
            "seen_at": TECHNICAL,
            "heard_at": TECHNICAL,
            "undone": TECHNICAL,
        },
    ),
)

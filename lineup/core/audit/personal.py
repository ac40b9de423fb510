"""What the record holds: acts, which name people by id and stay; and apart, where an act came from, which goes."""

from lineup.core.foundation.personal import ORIGIN, RECORD, TECHNICAL, Table

TABLES = (
    Table(
        "audit.Entry",
        about=("actor",),
        export="acts",
        columns={
            "id": RECORD,
            "at": RECORD,
            "club": RECORD,
            "actor": RECORD,
            "channel": RECORD,
            "action": RECORD,
            "resource": RECORD,
            "resource_id": RECORD,
            "metadata": RECORD,
            "origin_digest": RECORD.withheld,
        },
    ),
    Table(
        "audit.Origin",
        about=("entry__actor",),
        rows_go=True,
        export="origins_of_acts",
        columns={"entry": TECHNICAL, "address": ORIGIN, "user_agent": ORIGIN, "salt": TECHNICAL.withheld},
    ),
    Table("audit.Link", columns={"seq": RECORD, "entry": RECORD, "digest": RECORD}),
    Table("audit.Checkpoint", columns={"seq": RECORD, "digest": RECORD, "at": RECORD, "signature": RECORD}),
)

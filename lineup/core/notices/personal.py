"""What people were told and want to hear, and what becomes of it."""

from lineup.core.foundation.personal import ORIGIN, PERSONAL, SECRET, TECHNICAL, Table

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
            "in_page": TECHNICAL,
        },
    ),
    Table(
        "notices.Choice",
        about=("person",),
        rows_go=True,
        export="notice_choices",
        columns={
            "id": TECHNICAL,
            "person": TECHNICAL,
            "matter": PERSONAL,
            "channel": PERSONAL,
            "wanted": PERSONAL,
        },
    ),
    Table(
        "notices.Mute",
        about=("person",),
        rows_go=True,
        export="muted_clubs",
        columns={"id": TECHNICAL, "person": TECHNICAL, "club": PERSONAL},
    ),
    Table(
        "notices.Rhythm",
        about=("person",),
        rows_go=True,
        export="quiet_hours",
        columns={"person": TECHNICAL, "quiet_from": PERSONAL, "quiet_until": PERSONAL, "pace": PERSONAL},
    ),
    Table(
        "notices.Browser",
        about=("person",),
        rows_go=True,
        export="browsers",
        columns={
            "id": TECHNICAL,
            "person": TECHNICAL,
            "name": ORIGIN,
            "endpoint": SECRET,
            "endpoint_digest": SECRET,
            "p256dh": SECRET,
            "auth": SECRET,
            "sender": TECHNICAL.withheld,
            "created_at": TECHNICAL,
        },
    ),
)

"""What the tables of a programme hold, and what becomes of it."""

from lineup.core.foundation.personal import PUBLIC, TECHNICAL, Table

TABLES = (
    Table(
        "onsite.Room",
        columns={
            "id": TECHNICAL,
            "event": TECHNICAL,
            "name": PUBLIC,
            "description": PUBLIC,
            "capacity": TECHNICAL,
            "location": PUBLIC,
            "position": TECHNICAL,
            "binned_at": TECHNICAL,
        },
    ),
    Table(
        "onsite.Session",
        columns={
            "id": TECHNICAL,
            "event": TECHNICAL,
            "kind": TECHNICAL,
            "title": PUBLIC.mentioning,
            "description": PUBLIC.mentioning,
            "room": TECHNICAL,
            "starts_at": TECHNICAL,
            "ends_at": TECHNICAL,
            "youtube_live_url": PUBLIC,
            "pool": TECHNICAL,
            "marked": TECHNICAL,
            "marked_at": TECHNICAL,
            "revision": TECHNICAL,
            "updated_at": TECHNICAL,
            "binned_at": TECHNICAL,
        },
    ),
    Table("onsite.Session_speakers", columns={"id": TECHNICAL, "session": TECHNICAL, "speaker": TECHNICAL}),
    Table(
        "onsite.Speaker",
        columns={
            "id": TECHNICAL,
            "event": TECHNICAL,
            "name": PUBLIC.mentioning,
            "about": PUBLIC.mentioning,
        },
    ),
    Table(
        "onsite.Favourite",
        about=("person",),
        rows_go=True,
        export="favourite_sessions",
        columns={"id": TECHNICAL, "session": TECHNICAL, "person": TECHNICAL, "created_at": TECHNICAL},
    ),
)

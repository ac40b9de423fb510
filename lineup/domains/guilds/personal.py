"""What the tables of guilds know about people: the numbers under which Discord knows who has a role or a seat."""

from lineup.core.foundation.personal import PERSONAL, PUBLIC, TECHNICAL, Table

TABLES = (
    Table(
        "guilds.Guild",
        columns={
            "club": TECHNICAL,
            "discord_id": TECHNICAL,
            "name": PUBLIC,
            "linked_at": TECHNICAL,
            "is_on": TECHNICAL,
            "only_races": TECHNICAL,
            "pattern": PUBLIC,
            "voice": TECHNICAL,
            "roles": TECHNICAL,
            "threads": TECHNICAL,
            "respects_people": TECHNICAL,
            "race_voice_hours": TECHNICAL,
            "update_minutes": TECHNICAL,
            "alerts": TECHNICAL,
            "alert_minutes": TECHNICAL,
            "role_days": TECHNICAL,
            "archive_days": TECHNICAL,
            "keep_days": TECHNICAL,
            "language": TECHNICAL,
            "bot_name": PUBLIC,
            "dirty_since": TECHNICAL,
            "looked_at": TECHNICAL,
            "next_at": TECHNICAL,
            "stopped": TECHNICAL,
            "rests_until": TECHNICAL,
            "updated_at": TECHNICAL,
        },
    ),
    Table(
        "guilds.Thing",
        because=(
            "A role or a seat can be taken back only from whom it was given to; who unlinks Discord, or is erased, is "
            "taken out at the next look, and the row goes with it."
        ),
        columns={
            "id": TECHNICAL,
            "guild": TECHNICAL,
            "key": PERSONAL,
            "kind": TECHNICAL,
            "state": TECHNICAL,
            "discord_id": TECHNICAL,
            "parent": TECHNICAL,
            "name": PUBLIC,
            "topic": PUBLIC,
            "parent_discord_id": TECHNICAL,
            "print": TECHNICAL,
            "user": PERSONAL,
            "holders": PERSONAL,
            "is_found": TECHNICAL,
            "began_ms": TECHNICAL,
        },
    ),
    Table(
        "guilds.Step",
        because="For ninety days it tells to which of Discord's numbers a role or a seat was given; nobody is named.",
        columns={
            "id": TECHNICAL,
            "guild": TECHNICAL,
            "key": PERSONAL,
            "kind": TECHNICAL,
            "from_state": TECHNICAL,
            "to_state": TECHNICAL,
            "at": TECHNICAL,
        },
    ),
)

"""What results of races, points of series, and what race control says, know about people."""

from lineup.core.foundation.personal import PERSONAL, PUBLIC, TECHNICAL, Table
from lineup.core.people.personal import FORMER

TABLES = (
    Table(
        "racing.RaceResults",
        did=("imported_by",),
        columns={
            **dict.fromkeys(
                ("id", "race", "kind", "number", "source", "sha256", "imported_at", "published_at"), TECHNICAL
            ),
            "track": PUBLIC,
            "imported_by": TECHNICAL.withheld,
        },
    ),
    Table(
        "racing.RaceNotice",
        did=("author",),
        columns={
            **dict.fromkeys(("id", "race", "kind", "created_at"), TECHNICAL),
            "sentence": PUBLIC.mentioning,
            "author": TECHNICAL.withheld,
        },
    ),
    Table(
        "racing.ResultLine",
        columns={
            **dict.fromkeys(
                (
                    "id",
                    "results",
                    "position",
                    "entry",
                    "laps_done",
                    "total_ms",
                    "best_lap_ms",
                    "laps_led",
                    "status",
                    "penalty_seconds",
                    "laps",
                    "imposed",
                ),
                TECHNICAL,
            ),
            "number": PUBLIC,
            "team": PUBLIC.mentioning,
            "class_name": PUBLIC,
            "reason": PUBLIC.mentioning,
        },
    ),
    # the standings stay, of whoever is nobody in particular by then
    Table(
        "racing.PointsAdjustment",
        about=("participant__person", "profile__person"),
        export="race_points",
        columns={
            **dict.fromkeys(("id", "series", "participant", "profile", "points", "created_at"), TECHNICAL),
            "class_name": PUBLIC,
            "team": PUBLIC.mentioning,
            "reason": PUBLIC.mentioning,
        },
    ),
    # the result stays, driven by nobody in particular
    Table(
        "racing.ResultDriver",
        about=("profile__person",),
        export="race_results",
        columns={
            "id": TECHNICAL,
            "line": TECHNICAL,
            "position": TECHNICAL,
            "platform_id": PERSONAL.cleared,
            "name": PERSONAL.replaced(FORMER),
            "profile": TECHNICAL,
        },
    ),
)

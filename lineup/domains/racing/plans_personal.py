"""What stint plans know about people."""

from lineup.core.foundation.personal import PERSONAL, PUBLIC, TECHNICAL, Table

TABLES = (
    Table(
        "racing.StintPlan",
        did=("created_by",),
        columns={
            **dict.fromkeys(
                (
                    "id",
                    "entry",
                    "version",
                    "status",
                    "is_current",
                    "is_by_hand",
                    "based_on",
                    "green_flag_at",
                    "minutes",
                    "litres_per_lap",
                    "stint_laps",
                    "turn_stints",
                    "long_rest_minutes",
                    "planned_from",
                    "is_proved",
                    "why",
                    "created_at",
                    "ended_at",
                ),
                TECHNICAL,
            ),
            "created_by": TECHNICAL.withheld,
            "note": PUBLIC,
        },
    ),
    Table(
        "racing.PlanDriver",
        about=("signup__person",),
        rows_go=True,
        export="race_paces",
        columns={"id": TECHNICAL, "plan": TECHNICAL, "signup": TECHNICAL, "lap_ms": PERSONAL, "is_excused": PERSONAL},
    ),
    Table(
        "racing.PlannedStint",
        about=("driver__person",),
        rows_go=True,
        export="race_stints",
        columns={
            "id": TECHNICAL,
            "plan": TECHNICAL,
            "number": TECHNICAL,
            "driver": TECHNICAL,
            "spotter": TECHNICAL.withheld,
            "starts_at": PERSONAL,
            "ends_at": PERSONAL,
            "laps": PERSONAL,
            "litres": TECHNICAL,
            "new_tyres": TECHNICAL,
            "is_dark": TECHNICAL,
            "is_done": TECHNICAL,
            "is_locked": TECHNICAL,
        },
    ),
)

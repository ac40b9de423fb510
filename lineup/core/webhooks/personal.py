"""What the tables of webhooks hold: nothing about those who are told of; the webhooks of a person are that person's."""

from lineup.core.foundation.personal import PERSONAL, SECRET, TECHNICAL, Table

TABLES = (
    Table(
        "webhooks.Endpoint",
        about=("person",),
        rows_go=True,
        export="webhooks",
        columns={
            "id": TECHNICAL,
            "club": TECHNICAL,
            "person": TECHNICAL,
            "url": PERSONAL,
            "name": PERSONAL,
            "kinds": TECHNICAL,
            "tells_people": TECHNICAL,
            "created_at": TECHNICAL,
            "hears_since": TECHNICAL,
            "disabled_at": TECHNICAL,
            "disabled_why": TECHNICAL,
            "succeeded_at": TECHNICAL,
            "rests_until": TECHNICAL,
            "times_slow": TECHNICAL,
            "speaks": TECHNICAL,
            "sealed_login": SECRET,
        },
    ),
    Table(
        "webhooks.SigningSecret",
        about=("endpoint__person",),
        rows_go=True,
        because="A signing secret is shown once and sealed since; an export would open it.",
        columns={
            "id": TECHNICAL,
            "endpoint": TECHNICAL,
            "sealed": SECRET,
            "created_at": TECHNICAL,
            "expires_at": TECHNICAL,
        },
    ),
    Table(
        "webhooks.Delivery",
        columns={
            "id": TECHNICAL,
            "endpoint": TECHNICAL,
            "kind": TECHNICAL,
            "change": TECHNICAL,
            "entry": TECHNICAL,
            "happened_at": TECHNICAL,
            "state": TECHNICAL,
            "attempts": TECHNICAL,
            "tries": TECHNICAL,
            "round_began_at": TECHNICAL,
            "next_at": TECHNICAL,
        },
    ),
    Table(
        "webhooks.Attempt",
        columns={
            "id": TECHNICAL,
            "delivery": TECHNICAL,
            "at": TECHNICAL,
            "status": TECHNICAL,
            "failure": TECHNICAL,
            "duration_ms": TECHNICAL,
            # what a receiver answered may repeat what it was told
            "excerpt": PERSONAL.mentioning,
        },
    ),
    Table("webhooks.Position", columns={"record": TECHNICAL, "read_to": TECHNICAL}),
)

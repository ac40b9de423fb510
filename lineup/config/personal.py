"""What the tables of our packages hold: sessions, and what Django keeps for itself."""

from lineup.core.foundation.personal import CONTACT, ORIGIN, PERSONAL, SECRET, TECHNICAL, Table

TABLES = (
    Table(
        "sessions.Session",
        because="Found by who is signed in, which stands inside; erasure reads them all (people.leaving).",
        columns={"session_key": SECRET, "session_data": PERSONAL, "expire_date": TECHNICAL},
    ),
    Table(
        "usersessions.UserSession",
        about=("user__person",),
        rows_go=True,
        export="sessions",
        columns={
            "id": TECHNICAL,
            "user": TECHNICAL,
            "created_at": TECHNICAL,
            "ip": ORIGIN,
            "last_seen_at": TECHNICAL,
            "session_key": SECRET,
            "user_agent": ORIGIN,
            "data": TECHNICAL,
        },
    ),
    Table(
        "mfa.Authenticator",
        about=("user__person",),
        rows_go=True,
        export="second_factors",
        columns={
            "id": TECHNICAL,
            "user": TECHNICAL,
            "type": TECHNICAL,
            "data": SECRET,
            "created_at": TECHNICAL,
            "last_used_at": TECHNICAL,
        },
    ),
    Table(
        "account.EmailAddress",
        about=("user__person",),
        rows_go=True,
        export="addresses",
        columns={
            "id": TECHNICAL,
            "user": TECHNICAL,
            "email": CONTACT,
            "verified": TECHNICAL,
            "primary": TECHNICAL,
        },
    ),
    Table(
        "account.EmailConfirmation",
        about=("email_address__user__person",),
        rows_go=True,
        export="address_confirmations",
        columns={
            "id": TECHNICAL,
            "email_address": TECHNICAL,
            "created": TECHNICAL,
            "sent": TECHNICAL,
            "key": SECRET,
        },
    ),
    Table(
        "auth.Permission",
        columns={"id": TECHNICAL, "name": TECHNICAL, "content_type": TECHNICAL, "codename": TECHNICAL},
    ),
    Table("auth.Group", columns={"id": TECHNICAL, "name": TECHNICAL}),
    Table("auth.Group_permissions", columns={"id": TECHNICAL, "group": TECHNICAL, "permission": TECHNICAL}),
    Table("contenttypes.ContentType", columns={"id": TECHNICAL, "app_label": TECHNICAL, "model": TECHNICAL}),
)

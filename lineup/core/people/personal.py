"""What the tables of people hold, and what becomes of it."""

from django.utils.translation import gettext_lazy as _

from lineup.core.foundation.personal import CONTACT, ORIGIN, PERSONAL, SECRET, SENSITIVE, TECHNICAL, Table

FORMER = _("Former participant")

TABLES = (
    Table(
        "people.Account",
        about=("person",),
        rows_go=True,
        export="account",
        columns={
            "id": TECHNICAL,
            "email": CONTACT,
            "password": SECRET,
            "role": TECHNICAL,
            "is_active": TECHNICAL,
            "created_at": TECHNICAL,
            "last_login": TECHNICAL,
            "last_address": ORIGIN,
            "deactivated_at": TECHNICAL,
            "deactivation_reason": PERSONAL,
            "session_era": TECHNICAL,
        },
    ),
    Table(
        "people.Participant",
        about=("pk",),
        export="participant",
        columns={
            "id": TECHNICAL,
            "kind": TECHNICAL,
            "display_name": PERSONAL.replaced(FORMER),
            "name_folded": PERSONAL.replaced(FORMER).withheld,
        },
    ),
    Table(
        "people.Person",
        about=("pk",),
        export="person",
        columns={
            "participant": TECHNICAL,
            "account": TECHNICAL,
            "name": PERSONAL.replaced(FORMER),
            "email": CONTACT.cleared,
            "email_folded": CONTACT.cleared.withheld,
            "email_verified_at": TECHNICAL,
            "language": TECHNICAL,
            "time_zone": PERSONAL.replaced("UTC"),
            "avatar": PERSONAL.cleared,
            "bio": PERSONAL.cleared,
            "phone": CONTACT.cleared,
            "birth_date": SENSITIVE.cleared,
            "created_at": TECHNICAL,
            "anonymised_at": TECHNICAL,
        },
    ),
    Table(
        "people.ApiToken",
        about=("person",),
        rows_go=True,
        export="api_tokens",
        columns={
            "id": TECHNICAL,
            "person": TECHNICAL,
            "name": PERSONAL,
            "hint": SECRET,
            "digest": SECRET,
            "scope": TECHNICAL,
            "created_at": TECHNICAL,
            "expires_at": TECHNICAL,
            "last_used_at": TECHNICAL,
            "revoked_at": TECHNICAL,
        },
    ),
    Table(
        "people.Proof",
        addressed=("email_folded",),
        rows_go=True,
        export="links_asked_for",
        columns={
            "id": TECHNICAL,
            "purpose": TECHNICAL,
            "email": CONTACT,
            "email_folded": CONTACT.withheld,
            "language": TECHNICAL,
            "next_path": PERSONAL,
            "digest": SECRET,
            "created_at": TECHNICAL,
            "expires_at": TECHNICAL,
            "used_at": TECHNICAL,
        },
    ),
    Table(
        "people.SignIn",
        about=("account__person",),
        rows_go=True,
        export="sign_ins",
        columns={
            "id": TECHNICAL,
            "account": TECHNICAL,
            "at": TECHNICAL,
            "address": ORIGIN,
            "user_agent": ORIGIN,
            "is_new_device": TECHNICAL,
        },
    ),
    Table(
        "people.Tally",
        columns={"key": TECHNICAL, "count": TECHNICAL, "ends_at": TECHNICAL},
    ),
)

"""What the tables of events hold, and what becomes of it."""

from django.utils.translation import gettext_lazy as _

from lineup.core.foundation.personal import PERSONAL, PUBLIC, TECHNICAL, Table

TABLES = (
    Table(
        "events.Event",
        about=("offering__organiser",),
        did=("president",),
        export="events",
        columns={
            "offering": TECHNICAL,
            "description": PERSONAL.cleared,
            "time_zone": TECHNICAL,
            "venue": TECHNICAL,
            "stream_url": PERSONAL.cleared,
            "map_latitude": PERSONAL.cleared,
            "map_longitude": PERSONAL.cleared,
            "map_zoom": TECHNICAL.cleared,
            "category": TECHNICAL,
            "president": PERSONAL.cleared.withheld,
            "shows_participants": TECHNICAL,
            "revision": TECHNICAL,
            "updated_at": TECHNICAL,
        },
    ),
    Table("events.Event_tags", columns={"id": TECHNICAL, "event": TECHNICAL, "tag": TECHNICAL}),
    Table(
        "events.Category",
        columns={"slug": PUBLIC, "name_en": PUBLIC, "name_fr": PUBLIC, "position": TECHNICAL},
    ),
    Table("events.Tag", columns={"slug": PUBLIC, "name": PUBLIC}),
    Table(
        "events.Venue",
        about=("owner",),
        export="venues",
        # somebody's own venue may be their home
        columns={
            "id": TECHNICAL,
            "club": TECHNICAL,
            "owner": TECHNICAL,
            "name": PERSONAL.replaced(_("Place of a former participant")),
            "address": PERSONAL.cleared,
            "city": PUBLIC,
            "country": PUBLIC,
            "latitude": PERSONAL.cleared,
            "longitude": PERSONAL.cleared,
            "website": PERSONAL.cleared,
            "created_at": TECHNICAL,
            "updated_at": TECHNICAL,
            "binned_at": TECHNICAL,
        },
    ),
    Table(
        "events.EventFile",
        about=("uploaded_by",),
        export="uploads",
        columns={
            "id": TECHNICAL,
            "event": TECHNICAL,
            "name": PUBLIC.scrubbed,
            "file": PUBLIC,
            "content_type": TECHNICAL,
            "size": TECHNICAL,
            "audience": TECHNICAL,
            "use": TECHNICAL,
            "uploaded_by": TECHNICAL,
            "created_at": TECHNICAL,
            "binned_at": TECHNICAL,
        },
    ),
    Table(
        "events.Attendance",
        about=("place__contact", "place__participant"),
        did=("by",),
        export="attendances",
        columns={"place": TECHNICAL, "at": TECHNICAL, "by": TECHNICAL.withheld},
    ),
    Table(
        "events.SearchRow",
        columns={"id": TECHNICAL, "event": TECHNICAL, "title": PUBLIC, "words": PUBLIC},
    ),
    Table(
        "events.Repetition",
        about=("organiser",),
        export="repetitions",
        columns={
            "id": TECHNICAL,
            "club": TECHNICAL,
            "organiser": TECHNICAL,
            "rule": TECHNICAL,
            "from_date": TECHNICAL,
            "starts_clock": TECHNICAL,
            "lasts_minutes": TECHNICAL,
            "time_zone": TECHNICAL,
            "reason": PUBLIC.scrubbed,
            "settled_to": TECHNICAL,
            "ended_at": TECHNICAL,
            "created_at": TECHNICAL,
        },
    ),
    Table(
        "events.Occurrence",
        columns={
            "id": TECHNICAL,
            "repetition": TECHNICAL,
            "day": TECHNICAL,
            "event": TECHNICAL,
            "is_special": TECHNICAL,
        },
    ),
)

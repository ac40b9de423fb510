"""What notices about places and offerings are about, as people choose it."""

from django.utils.translation import gettext_lazy as _

from lineup.core.notices.matters import MAIL, ORGANISING, PAGE_AND_MAIL, Group, Matter
from lineup.core.participation.purposes import CLUB_NEWS, WEEKLY_DIGEST

PLACES = Group("places", _("Your places"))
NEWS = Group("news", _("News, if you agree"))

MATTERS = (
    Matter(
        "offers",
        PLACES,
        _("A place is offered to you for a time"),
        fixed=PAGE_AND_MAIL,
        why=_("Without an answer in time it would go to the next in line."),
        for_guests=True,
    ),
    Matter(
        "place",
        PLACES,
        _("What becomes of your place or your request"),
        hint=_("You are in, you wait, you were turned down, it was taken back."),
        fixed=PAGE_AND_MAIL,
        why=_("It is how you know whether you may come, and it brings the link to your place."),
        for_guests=True,
    ),
    Matter(
        "changes",
        PLACES,
        _("It is cancelled, or moves to another time or place"),
        fixed=PAGE_AND_MAIL,
        why=_("You would stand in front of a closed door."),
        for_guests=True,
    ),
    Matter(
        "fees",
        PLACES,
        _("What you pay for a place, and what was paid"),
        fixed=PAGE_AND_MAIL,
        why=_("It is about your money."),
        for_guests=True,
    ),
    Matter("messages", PLACES, _("Messages from the organiser"), for_guests=True),
    Matter(
        "reminders",
        PLACES,
        _("Reminders before it starts"),
        hint=_("The day before, unless the organiser chose another time."),
        for_guests=True,
    ),
    Matter("qualifications", PLACES, _("Your qualifications: granted, revoked, about to end"), for_guests=True),
    Matter(
        "own-acts",
        PLACES,
        _("What you did yourself"),
        hint=_("You gave up a place, or declined an offer."),
        on=PAGE_AND_MAIL,
        for_guests=True,
    ),
    Matter("requests", ORGANISING, _("Somebody asks for a place and you decide")),
    Matter(
        "sign-ups", ORGANISING, _("Who joins, waits or leaves"), hint=_("Several together, at the pace chosen below.")
    ),
)

# what is told to who agreed
OF_NEWS = (
    Matter(
        WEEKLY_DIGEST,
        NEWS,
        _("Weekly digest"),
        hint=_("On Monday mornings: your week, and what is new in your clubs."),
        only=MAIL,
        purpose=WEEKLY_DIGEST,
        for_guests=True,
    ),
    Matter(CLUB_NEWS, NEWS, _("News of your clubs"), purpose=CLUB_NEWS, for_guests=True),
)

"""The tables of a programme, and of who comes through the door."""

from lineup.domains.onsite.models.announcement import Announcement
from lineup.domains.onsite.models.badge import Badge, BadgePrint, BadgePrintPart, SigningKey
from lineup.domains.onsite.models.booth import Booth, BoothSharing, BoothVisit
from lineup.domains.onsite.models.door import Device, Door, NoShowRound, Presence, Scan
from lineup.domains.onsite.models.duty import RoomDuty, StaffRole
from lineup.domains.onsite.models.favourite import Favourite
from lineup.domains.onsite.models.move import SessionMove
from lineup.domains.onsite.models.question import QuestionBoard, QuestionVote, SessionQuestion
from lineup.domains.onsite.models.room import Room
from lineup.domains.onsite.models.session import Session, Speaker

__all__ = [
    "Announcement",
    "Badge",
    "BadgePrint",
    "BadgePrintPart",
    "Booth",
    "BoothSharing",
    "BoothVisit",
    "Device",
    "Door",
    "Favourite",
    "NoShowRound",
    "Presence",
    "QuestionBoard",
    "QuestionVote",
    "Room",
    "RoomDuty",
    "Scan",
    "Session",
    "SessionMove",
    "SessionQuestion",
    "SigningKey",
    "Speaker",
    "StaffRole",
]

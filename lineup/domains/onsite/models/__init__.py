"""The tables of a programme."""

from lineup.domains.onsite.models.booth import Booth, BoothSharing, BoothVisit
from lineup.domains.onsite.models.favourite import Favourite
from lineup.domains.onsite.models.question import QuestionBoard, QuestionVote, SessionQuestion
from lineup.domains.onsite.models.room import Room
from lineup.domains.onsite.models.session import Session, Speaker

__all__ = [
    "Booth",
    "BoothSharing",
    "BoothVisit",
    "Favourite",
    "QuestionBoard",
    "QuestionVote",
    "Room",
    "Session",
    "SessionQuestion",
    "Speaker",
]

"""The tables of a programme."""

from lineup.domains.onsite.models.favourite import Favourite
from lineup.domains.onsite.models.room import Room
from lineup.domains.onsite.models.session import Session, Speaker

__all__ = ["Favourite", "Room", "Session", "Speaker"]

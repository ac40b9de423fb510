"""What an event adds to the ledger: one file per noun."""

from lineup.domains.events.models.attendance import Attendance
from lineup.domains.events.models.event import Event
from lineup.domains.events.models.file import EventFile
from lineup.domains.events.models.repetition import Occurrence, Repetition
from lineup.domains.events.models.search_row import SearchRow
from lineup.domains.events.models.topic import Category, Tag
from lineup.domains.events.models.venue import Venue

__all__ = ["Attendance", "Category", "Event", "EventFile", "Occurrence", "Repetition", "SearchRow", "Tag", "Venue"]

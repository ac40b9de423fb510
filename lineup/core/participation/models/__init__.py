"""The ledger's tables: one file per noun."""

from lineup.core.participation.models.embedding import Embedding
from lineup.core.participation.models.entered_guest import EnteredGuest
from lineup.core.participation.models.fee import Fee, FeeChange
from lineup.core.participation.models.feed import Feed
from lineup.core.participation.models.invitation import Invitation
from lineup.core.participation.models.join_request import JoinRequest, PlaceLink
from lineup.core.participation.models.offering import Offering
from lineup.core.participation.models.people_import import ImportLine, PeopleImport
from lineup.core.participation.models.place import Place, PlaceChange
from lineup.core.participation.models.pool import Pool
from lineup.core.participation.models.qualification import Granting, Holding, Qualification
from lineup.core.participation.models.question import Answer, Choice, Question, Wording

__all__ = [
    "Answer",
    "Choice",
    "Embedding",
    "EnteredGuest",
    "Fee",
    "FeeChange",
    "Feed",
    "Granting",
    "Holding",
    "ImportLine",
    "Invitation",
    "JoinRequest",
    "Offering",
    "PeopleImport",
    "Place",
    "PlaceChange",
    "PlaceLink",
    "Pool",
    "Qualification",
    "Question",
    "Wording",
]

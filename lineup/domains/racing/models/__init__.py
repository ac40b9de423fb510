"""What racing adds to events: one file per noun."""

from lineup.domains.racing.models.advert import Advert, AdvertAnswer
from lineup.domains.racing.models.car import Car, CarClass, SimCar
from lineup.domains.racing.models.control import RaceNotice
from lineup.domains.racing.models.entry import EntrySeat, RaceEntry
from lineup.domains.racing.models.ownership import Ownership
from lineup.domains.racing.models.profile import LapTime, Rating, SimProfile
from lineup.domains.racing.models.proposal import ProposedSeat, ProposedTeam, ProposedTie, TeamProposal
from lineup.domains.racing.models.race import Race, RaceClass, RaceSession, Slot, WeatherPoint
from lineup.domains.racing.models.restriction import CarRestriction
from lineup.domains.racing.models.results import RaceResults, ResultDriver, ResultLine
from lineup.domains.racing.models.series import PointsAdjustment, Series, SeriesRound
from lineup.domains.racing.models.signup import AvailabilityWindow, Signup
from lineup.domains.racing.models.simulator import Licence, Simulator
from lineup.domains.racing.models.stint_plan import PlanDriver, PlannedStint, StintPlan, WaivedFault
from lineup.domains.racing.models.team import Role, Team, TeamInvitation, TeamMember
from lineup.domains.racing.models.team_message import TeamMessage
from lineup.domains.racing.models.telemetry import (
    CarStanding,
    DriverChange,
    HeardMessage,
    TelemetryFeed,
    TelemetryKey,
)
from lineup.domains.racing.models.track import Layout, SimTrack, Track

__all__ = [
    "Advert",
    "AdvertAnswer",
    "AvailabilityWindow",
    "Car",
    "CarClass",
    "CarRestriction",
    "CarStanding",
    "DriverChange",
    "EntrySeat",
    "HeardMessage",
    "LapTime",
    "Layout",
    "Licence",
    "Ownership",
    "PlanDriver",
    "PlannedStint",
    "PointsAdjustment",
    "ProposedSeat",
    "ProposedTeam",
    "ProposedTie",
    "Race",
    "RaceClass",
    "RaceEntry",
    "RaceNotice",
    "RaceResults",
    "RaceSession",
    "Rating",
    "ResultDriver",
    "ResultLine",
    "Role",
    "Series",
    "SeriesRound",
    "Signup",
    "SimCar",
    "SimProfile",
    "SimTrack",
    "Simulator",
    "Slot",
    "StintPlan",
    "Team",
    "TeamInvitation",
    "TeamMember",
    "TeamMessage",
    "TeamProposal",
    "TelemetryFeed",
    "TelemetryKey",
    "Track",
    "WaivedFault",
    "WeatherPoint",
]

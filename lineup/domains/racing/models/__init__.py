"""What racing adds to events: one file per noun."""

from lineup.domains.racing.models.car import Car, CarClass, SimCar
from lineup.domains.racing.models.profile import LapTime, Rating, SimProfile
from lineup.domains.racing.models.simulator import Licence, Simulator
from lineup.domains.racing.models.track import Layout, SimTrack, Track

__all__ = [
    "Car",
    "CarClass",
    "LapTime",
    "Layout",
    "Licence",
    "Rating",
    "SimCar",
    "SimProfile",
    "SimTrack",
    "Simulator",
    "Track",
]

"""What this process has learned of Discord's limits, shared by all who ask there; the next process learns it anew."""

from lineup.interfaces.discord.brakes import Brakes
from lineup.interfaces.discord.budget import Budget

BUDGET, BRAKES = Budget(), Brakes()

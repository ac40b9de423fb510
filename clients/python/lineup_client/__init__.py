"""Speaks to a Lineup's API.

from lineup_client import Client, Problem

lineup = Client("https://lineup.example", token="lnp_…")
for event in lineup.every(lineup.events_find, when="past"):
    print(event["title"])
"""

from lineup_client import shapes
from lineup_client.operations import Operations
from lineup_client.transport import Problem, Unreachable

__all__ = ["Client", "Problem", "Unreachable", "shapes"]


class Client(Operations):
    """A Lineup, as the owner of the token may see and change it; without a token, as anybody."""

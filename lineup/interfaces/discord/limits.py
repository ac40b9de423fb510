"""How Discord is reached, within what all processes together may ask there.

What one process learned of a guild that went wrong is its own: the guild's row says how long it is left alone.
"""

import time

from django.conf import settings

from lineup.core.foundation import clock
from lineup.domains.guilds import turned_away
from lineup.domains.guilds.turned_away import Why
from lineup.interfaces.discord.brakes import Brakes
from lineup.interfaces.discord.rest import Rest
from lineup.interfaces.discord.shared_budget import AnyBudget, SharedBudget

BUDGET, BRAKES = SharedBudget(), Brakes()


def reach(budget: AnyBudget = BUDGET) -> Rest:
    """Return Discord as our bot reaches it; whoever asks for it closes it."""
    return Rest(settings.DISCORD_ADDRESS, settings.DISCORD_BOT_TOKEN, budget=budget, now=time.time)


def token_refused(brakes: Brakes) -> None:
    """Ask nothing more, and tell whoever keeps the installation that Discord does not take our token any more."""
    brakes.token_refused()
    turned_away.tell(Why.TOKEN, at=clock.now())

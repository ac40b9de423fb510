"""A guild that nobody has made yet: what the bot would build in an empty one, and in which order."""

from lineup.domains.guilds.shape import planning
from lineup.domains.guilds.shape.desired import Desired
from lineup.domains.guilds.shape.permissions import INVITED
from lineup.domains.guilds.shape.planning import Plan
from lineup.domains.guilds.shape.snapshot import Role, Snapshot

GUILD, OWNER, BOT, BOTS_ROLE = 1, 2, 3, 4
# as it is when the bot was just invited into it
EMPTY = Snapshot(
    guild_id=GUILD,
    owner_id=OWNER,
    bot_id=BOT,
    bot_roles=frozenset({BOTS_ROLE}),
    roles=(Role(GUILD, "@everyone"), Role(BOTS_ROLE, "Lineup", int(INVITED), position=2, is_managed=True)),
)


def plan(wanted: Desired) -> Plan:
    """Return the steps that would build this in an empty guild."""
    return planning.plan(wanted.things, {}, EMPTY)

"""What the bot can't do in a guild, told before anything is done."""

from collections.abc import Mapping
from dataclasses import dataclass

from lineup.domains.guilds.shape.permissions import Permission, names
from lineup.domains.guilds.shape.snapshot import Snapshot
from lineup.domains.guilds.shape.things import Act, Kind, Known, Operation

P = Permission
NEEDED = {
    Kind.ROLE: P.MANAGE_ROLES,
    Kind.GRANT: P.MANAGE_ROLES,
    Kind.CATEGORY: P.VIEW_CHANNEL | P.MANAGE_CHANNELS,
    Kind.TEXT: P.VIEW_CHANNEL | P.MANAGE_CHANNELS,
    Kind.VOICE: P.VIEW_CHANNEL | P.CONNECT | P.MANAGE_CHANNELS,
    Kind.THREAD: P.VIEW_CHANNEL | P.CREATE_PRIVATE_THREADS | P.MANAGE_THREADS,
    Kind.SEAT: P.VIEW_CHANNEL | P.SEND_MESSAGES_IN_THREADS,
    Kind.MESSAGE: P.VIEW_CHANNEL | P.SEND_MESSAGES | P.EMBED_LINKS | P.READ_MESSAGE_HISTORY,
    Kind.PIN: P.VIEW_CHANNEL | P.READ_MESSAGE_HISTORY | P.PIN_MESSAGES,
}


@dataclass(frozen=True, order=True)
class Fault:
    """Why something can't be done: `permission` (it lacks it), `hierarchy` (the role is above its own), `full`;
    `refused`: Discord did not take it, for a reason that the look before did not tell."""

    code: str
    what: str
    key: str = ""


def refused(operation: Operation, row: Known | None) -> Fault:
    """Return that Discord did not take this step, which is tried again at the next look."""
    return Fault("refused", operation.called(row), operation.key)


def lacking(seen: Snapshot, asked: Permission) -> tuple[str, ...]:
    """Return the names of the permissions that the bot lacks in the guild as a whole."""
    return names(asked & ~seen.bot_permissions)


def of(operation: Operation, seen: Snapshot, known: Mapping[str, Known], ids: Mapping[str, int]) -> Fault | None:
    """Return why the bot can't do this, None if it can."""
    if operation.act in (Act.TAKE_OVER, Act.LET_GO):
        return None
    above = _above(operation, seen, known, ids)
    if above:
        return Fault("hierarchy", above, operation.key)
    missing = _needed(operation) & ~_held(operation, seen, known, ids)
    return Fault("permission", names(missing)[0], operation.key) if missing else None


def _above(operation: Operation, seen: Snapshot, known: Mapping[str, Known], ids: Mapping[str, int]) -> str:
    """Return the name of the role that stands too high for the bot."""
    if operation.kind is Kind.ROLE:
        role = seen.role.get(operation.id)
    elif operation.kind is Kind.GRANT:
        role = seen.role.get(ids.get(_parent(operation, known), 0))
    else:
        return ""
    return role.name if role and role.position >= seen.bot_position and seen.owner_id != seen.bot_id else ""


def _parent(operation: Operation, known: Mapping[str, Known]) -> str:
    if operation.wanted:
        return operation.wanted.parent
    return known[operation.key].parent if operation.key in known else ""


def _needed(operation: Operation) -> Permission:
    needed = NEEDED[operation.kind]
    wanted = operation.wanted
    if operation.kind.is_channel and wanted and (operation.act is Act.MAKE or "access" in operation.fields):
        # only what the bot holds can be granted or denied
        for one in wanted.access:
            needed |= Permission(one.allow | one.deny) | P.MANAGE_ROLES
    return needed


def _held(operation: Operation, seen: Snapshot, known: Mapping[str, Known], ids: Mapping[str, int]) -> Permission:
    """What the bot may do where this happens; in a channel that is still to be made, as in the guild."""
    if operation.kind in (Kind.ROLE, Kind.GRANT):
        return seen.bot_permissions
    if operation.kind.is_channel:
        return seen.permissions_in(operation.id or ids.get(_parent(operation, known), 0))
    place = _parent(operation, known)
    while place in known and not known[place].kind.is_channel:
        place = known[place].parent
    return seen.permissions_in(ids.get(place, 0))

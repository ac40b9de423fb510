"""Permissions as Discord counts them: what we ask for, and what somebody may do in a guild or channel."""

from enum import IntFlag


class Permission(IntFlag):
    """The bits that we ask for or look at; the names are Discord's."""

    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    STREAM = 1 << 9
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    CONNECT = 1 << 20
    SPEAK = 1 << 21
    USE_VAD = 1 << 25
    MANAGE_ROLES = 1 << 28
    MANAGE_EVENTS = 1 << 33
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    CREATE_PRIVATE_THREADS = 1 << 36
    SEND_MESSAGES_IN_THREADS = 1 << 38
    CREATE_EVENTS = 1 << 44
    PIN_MESSAGES = 1 << 51


P = Permission
VOICE = P.VIEW_CHANNEL | P.CONNECT | P.SPEAK | P.STREAM | P.USE_VAD
# what the invitation asks for, and no more. Voice is asked for because only what the bot holds can be granted.
INVITED = (
    VOICE
    | P.MANAGE_CHANNELS
    | P.MANAGE_ROLES
    | P.SEND_MESSAGES
    | P.SEND_MESSAGES_IN_THREADS
    | P.CREATE_PUBLIC_THREADS
    | P.CREATE_PRIVATE_THREADS
    | P.MANAGE_THREADS
    | P.EMBED_LINKS
    | P.ATTACH_FILES
    | P.READ_MESSAGE_HISTORY
    | P.PIN_MESSAGES
    | P.CREATE_EVENTS
    | P.MANAGE_EVENTS
)
EVERYTHING = Permission(sum(Permission))


def names(wanted: int) -> tuple[str, ...]:
    """Return Discord's names of these bits, lowest first."""
    return tuple(str(one.name) for one in Permission if one & wanted)

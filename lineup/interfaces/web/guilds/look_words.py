"""What a look at a server told, in words: what would be done, and what can't be, with its remedy."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from lineup.domains.guilds.models import Look
from lineup.domains.guilds.shape.things import Act, Kind, Lane

Words = Mapping[str, str | Promise]
KINDS: Words = {
    Kind.ROLE: gettext_lazy("role"),
    Kind.CATEGORY: gettext_lazy("category"),
    Kind.TEXT: gettext_lazy("text channel"),
    Kind.VOICE: gettext_lazy("voice channel"),
    Kind.THREAD: gettext_lazy("thread"),
    Kind.MESSAGE: gettext_lazy("message"),
    Kind.PIN: gettext_lazy("pinned message"),
    Kind.GRANT: gettext_lazy("a driver’s role"),
    Kind.SEAT: gettext_lazy("a driver’s access to a thread"),
}
ACTS: Words = {
    Act.MAKE: pgettext_lazy("a step of the bot", "Make"),
    Act.TAKE_OVER: pgettext_lazy("a step of the bot", "Use what is there"),
    Act.CHANGE: pgettext_lazy("a step of the bot", "Change"),
    Act.REMOVE: pgettext_lazy("a step of the bot", "Remove"),
    Act.LET_GO: pgettext_lazy("a step of the bot", "Leave to the server"),
}
FIELDS: Words = {
    "name": gettext_lazy("name"),
    "parent": gettext_lazy("category"),
    "topic": gettext_lazy("topic"),
    "access": gettext_lazy("who gets in"),
    "open": gettext_lazy("opened or closed"),
    "words": gettext_lazy("text"),
}
# as Discord's own pages name them
PERMISSIONS: Words = {
    "MANAGE_CHANNELS": pgettext_lazy("Discord", "Manage Channels"),
    "MANAGE_ROLES": pgettext_lazy("Discord", "Manage Roles"),
    "VIEW_CHANNEL": pgettext_lazy("Discord", "View Channels"),
    "SEND_MESSAGES": pgettext_lazy("Discord", "Send Messages"),
    "SEND_MESSAGES_IN_THREADS": pgettext_lazy("Discord", "Send Messages in Threads"),
    "CREATE_PUBLIC_THREADS": pgettext_lazy("Discord", "Create Public Threads"),
    "CREATE_PRIVATE_THREADS": pgettext_lazy("Discord", "Create Private Threads"),
    "MANAGE_THREADS": pgettext_lazy("Discord", "Manage Threads"),
    "EMBED_LINKS": pgettext_lazy("Discord", "Embed Links"),
    "ATTACH_FILES": pgettext_lazy("Discord", "Attach Files"),
    "READ_MESSAGE_HISTORY": pgettext_lazy("Discord", "Read Message History"),
    "PIN_MESSAGES": pgettext_lazy("Discord", "Pin Messages"),
    "CONNECT": pgettext_lazy("Discord", "Connect"),
    "SPEAK": pgettext_lazy("Discord", "Speak"),
    "STREAM": pgettext_lazy("Discord", "Video"),
    "USE_VAD": pgettext_lazy("Discord", "Use Voice Activity"),
    "CREATE_EVENTS": pgettext_lazy("Discord", "Create Events"),
    "MANAGE_EVENTS": pgettext_lazy("Discord", "Manage Events"),
    "CHANGE_NICKNAME": pgettext_lazy("Discord", "Change Nickname"),
}
STOPPED: Words = {
    "token": gettext_lazy("The bot can’t sign in to Discord: whoever runs this installation sets its token."),
    "guild": gettext_lazy("The bot is not in the server any more, or may not see it: add it again, or give it access."),
    "refused": gettext_lazy("Discord refused a call that should have been possible; it is tried again by itself."),
    "later": gettext_lazy("Discord asked to be left alone for a while; it goes on by itself."),
    "unanswered": gettext_lazy("Discord did not answer; it is tried again by itself."),
    "resting": gettext_lazy("The server went wrong several times in a row and is left alone for a while."),
}
LANES: Mapping[int, str | Promise] = {
    Lane.FIRST: gettext_lazy("Where people sign up"),
    Lane.ACCESS: gettext_lazy("Who gets in"),
    Lane.MAKE: gettext_lazy("What is made"),
    Lane.CHANGE: gettext_lazy("What changes"),
    Lane.LOOKS: gettext_lazy("Names and pins"),
    Lane.CLEAR: gettext_lazy("What goes"),
}


@dataclass(frozen=True)
class Told:
    """`steps`: (what is done, what it is, name, where, which parts) each; `counts` in words; `more`: not in `steps`."""

    steps: Sequence[tuple[str, str, str, str, str]]
    counts: Sequence[tuple[str, int]]
    more: int
    faults: Sequence[str]
    stopped: str


def told(look: Look) -> Told:
    """Return the look in words."""
    counts = [(str(ACTS[act]), look.counts[act]) for act in ACTS if look.counts.get(act)]
    return Told(
        steps=[_step(one) for one in look.steps],
        counts=counts,
        more=max(0, sum(look.counts.values()) - len(look.steps)),
        faults=[fault(code, what) for code, what in look.faults],
        stopped=str(STOPPED.get(look.stopped, "")),
    )


def fault(code: str, what: str) -> str:
    """Return why something can't be done, and what somebody who manages the server does about it."""
    if code == "permission":
        name = PERMISSIONS.get(what, what)
        return _("The bot lacks “%(name)s”: give it to the bot’s role among the roles of the server.") % {"name": name}
    if code == "hierarchy":
        return _("The role “%(name)s” stands above the bot’s: move the bot’s role above it.") % {"name": what}
    if code == "refused":
        return _(
            "Discord does not take what the bot asks for with “%(name)s”, and does not say that anything is missing. "
            "It is tried again by itself, and all the rest is done; if this stays, tell whoever runs this "
            "installation, whose log names Discord’s reason."
        ) % {"name": what}
    if what == "roles":
        return _("The server has no room for more roles: Discord allows 250.")
    return _("The server has no room for more channels: Discord allows 500.")


def lanes(look: Look) -> list[tuple[str, int]]:
    """Return how many steps the last look found in each lane, what goes first before the rest."""
    return [(str(words), look.lanes[str(int(lane))]) for lane, words in LANES.items() if look.lanes.get(str(int(lane)))]


def _step(one: Mapping[str, Any]) -> tuple[str, str, str, str, str]:
    fields = [str(FIELDS.get(name, name)) for name in one["fields"]]
    return str(ACTS[one["act"]]), str(KINDS[one["kind"]]), one["name"], one["in"], ", ".join(fields)

"""What people ask at Discord out of the gateway's JSON: by commands, buttons and messages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from lineup.interfaces.discord.interactions import messages, reading
from lineup.interfaces.discord.interactions.messages import Said
from lineup.interfaces.discord.interactions.reading import Interaction


@dataclass(frozen=True)
class Pressed:
    """A command or a button, and where its answer goes: for three seconds, or longer once it is said that it comes."""

    interaction_id: int
    application_id: int
    token: str
    told: Interaction


Question = Pressed | Said


def read(name: str, told: Any) -> Question | None:
    """Return what was asked, or None for what asks nothing of us. Raises ValueError for what makes no sense."""
    try:
        return READERS[name](told)
    except (AttributeError, KeyError, TypeError, ValueError) as fault:
        raise ValueError(name) from fault


def _pressed(told: Mapping[str, Any]) -> Pressed | None:
    if told["type"] not in tuple(reading.Sort):
        return None
    return Pressed(int(told["id"]), int(told["application_id"]), str(told["token"]), reading.of(told))


READERS: Mapping[str, Callable[[Any], Question | None]] = {
    "INTERACTION_CREATE": _pressed,
    "MESSAGE_CREATE": messages.read,
}

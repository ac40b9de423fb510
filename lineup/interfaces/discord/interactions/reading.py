"""An interaction out of Discord's JSON: what counts of it, and no more."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any


class Sort(IntEnum):
    """The sorts that we answer; the numbers are Discord's."""

    PING = 1
    COMMAND = 2
    BUTTON = 3


@dataclass(frozen=True)
class Interaction:
    """Who did what in which guild. `name`: of the command, or what the button tells."""

    sort: Sort
    guild_id: int = 0
    user_id: str = ""
    locale: str = ""
    name: str = ""


def read(body: bytes) -> Interaction:
    """Return what was told. Raises ValueError for what is no interaction, or of a sort that we never asked for."""
    try:
        told = json.loads(body)
    except RecursionError as fault:
        raise ValueError("too deep") from fault
    return of(told)


def of(told: object) -> Interaction:
    """Return what was told, out of JSON that is read. Raises ValueError as `read`."""
    if not isinstance(told, dict):
        raise ValueError("not an object")
    number = told.get("type")
    sort = Sort(number if isinstance(number, int) else 0)
    if sort is Sort.PING:
        return Interaction(sort)
    data = _object(told, "data")
    name = data.get("name") if sort is Sort.COMMAND else data.get("custom_id")
    # within a guild the person stands in the membership, in a private message beside it
    user = _object(_object(told, "member") or told, "user")
    return Interaction(
        sort, _number(told.get("guild_id")), str(_number(user.get("id"))), _text(told.get("locale")), _text(name)
    )


def _object(told: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = told.get(name)
    return found if isinstance(found, dict) else {}


def _number(value: object) -> int:
    said = str(value or 0)
    if not (said.isascii() and said.isdigit() and len(said) <= 20):
        raise ValueError("not a number of Discord's")
    return int(said)


def _text(value: object) -> str:
    if value is not None and not isinstance(value, str):
        raise ValueError("not a text")
    return (value or "")[:100]

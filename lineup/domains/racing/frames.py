"""What two of our own processes say to each other over a pipe: pickles, each with its length before it."""

import pickle
import struct
from typing import IO, Any

from lineup.core.foundation.errors import Refusal

HEAD = struct.Struct(">Q")


def write(pipe: IO[bytes], content: object) -> None:
    told = pickle.dumps(content)
    pipe.write(HEAD.pack(len(told)) + told)
    pipe.flush()


def read(pipe: IO[bytes]) -> Any:
    """Return what was written next. Raises EOFError when the other side has ended."""
    head = pipe.read(HEAD.size)
    if len(head) < HEAD.size:
        raise EOFError
    told = pipe.read(HEAD.unpack(head)[0])
    # only ever from a process that this one started
    return pickle.loads(told)  # noqa: S301


def told(refusal: Refusal) -> tuple[type[Refusal], dict[str, Any]]:
    """Return what a refusal is made of: an exception's own pickle would forget the sentence."""
    return type(refusal), refusal.__dict__


def refusal(content: tuple[type[Refusal], dict[str, Any]]) -> Refusal:
    made, parts = content
    found = made.__new__(made)
    found.__dict__.update(parts)
    return found

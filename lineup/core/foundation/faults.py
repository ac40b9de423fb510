"""What a recount finds: things that can't be, told to the operator."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """Something that can't be: a stable code, and a sentence for the operator."""

    code: str
    sentence: str

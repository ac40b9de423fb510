"""Words that somebody searches for: any text becomes a safe query of the database's full-text search."""

import re
from collections.abc import Sequence

from lineup.core.foundation import text

MOST_WORDS = 8
LONGEST_WORD = 40
WORD = re.compile(r"[^\W_]+")


def of(query: str) -> list[str]:
    """Return the folded words of a query that are searched for; only its letters and digits are used."""
    return [word[:LONGEST_WORD] for word in WORD.findall(text.fold(query[:500]))[:MOST_WORDS]]


def expression(words: Sequence[str], *, vendor: str) -> str:
    """Return what asks the database ("sqlite", "postgresql") for texts in which each begins a word."""
    if vendor == "postgresql":
        return " & ".join(f"'{word}':*" for word in words)
    return " ".join(f'"{word}"*' for word in words)

"""Text made comparable: "École" and "ecole" are one word to somebody who searches."""

import contextlib
import re
import unicodedata


def fold(text: str) -> str:
    """Return the text in lower case without accents."""
    # twice: some signs have a lower case only once they are taken apart
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def slug(text: str, *, fallback: str = "x") -> str:
    """Return the text as words joined by hyphens, at most 80 characters, for use in an address."""
    words = re.findall(r"[a-z0-9]+", fold(text))
    return "-".join(words)[:80].strip("-") or fallback


def fold_address(address: str) -> str:
    """Return the form under which two spellings of one e-mail address are equal."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", address.strip()).casefold())
    local, _, domain = folded.rpartition("@")
    with contextlib.suppress(UnicodeError):
        domain = domain.encode("idna").decode()
    return f"{local}@{domain}"

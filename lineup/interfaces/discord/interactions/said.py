"""Answers as Discord takes them: seen by nobody but who asked, and calling nobody."""

import re
from typing import Any

from lineup.domains.guilds.shape import limits

PONG = {"type": 1}
MESSAGE, PRIVATE, ROW, BUTTON, LINK = 4, 1 << 6, 1, 2, 5
MARKS = re.compile(r"([\\`*_~|\[\]()<>#@:])")


def private(text: str, *, link: str = "", label: str = "") -> dict[str, Any]:
    """Return the answer, with a button to a page of ours where there is one."""
    button = {"type": BUTTON, "style": LINK, "label": label[: limits.BUTTON], "url": link}
    row = [{"type": ROW, "components": [button]}] if link else []
    content = text if len(text) <= limits.MESSAGE else text[: limits.MESSAGE - 1] + "…"
    data = {"content": content, "flags": PRIVATE, "components": row, "allowed_mentions": {"parse": []}}
    return {"type": MESSAGE, "data": data}


def plain(text: str) -> str:
    """Return what somebody wrote so that Discord shows it as it is written."""
    return MARKS.sub(r"\\\1", " ".join(text.split()))

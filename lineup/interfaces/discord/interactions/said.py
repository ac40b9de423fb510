"""Answers as Discord takes them: seen by nobody but who asked, and calling nobody."""

from typing import Any

from lineup.domains.guilds.shape import limits, names

PONG = {"type": 1}
MESSAGE, PRIVATE, ROW, BUTTON, LINK = 4, 1 << 6, 1, 2, 5


def private(text: str, *, link: str = "", label: str = "") -> dict[str, Any]:
    """Return the answer, with a button to a page of ours where there is one."""
    button = {"type": BUTTON, "style": LINK, "label": label[: limits.BUTTON], "url": link}
    row = [{"type": ROW, "components": [button]}] if link else []
    content = text if len(text) <= limits.MESSAGE else text[: limits.MESSAGE - 1] + "…"
    data = {"content": content, "flags": PRIVATE, "components": row, "allowed_mentions": {"parse": []}}
    return {"type": MESSAGE, "data": data}


def in_channel(answer: dict[str, Any], *, to: int) -> dict[str, Any]:
    """Return the answer as a message that answers that one, for everybody in the channel; sent again, it is one."""
    data = {name: value for name, value in answer["data"].items() if name != "flags"}
    data["allowed_mentions"] = {"parse": [], "replied_user": False}
    data["message_reference"] = {"message_id": str(to), "fail_if_not_exists": False}
    return {**data, "embeds": [], "nonce": str(to), "enforce_nonce": True}


def plain(text: str) -> str:
    """Return what somebody wrote in one line, so that Discord shows it as it is written."""
    return names.plain(" ".join(text.split()))

"""What Discord itself says of a way back: which guild the bot joined, and which guilds the person is in.

No token is kept: it is used for one question, and let go.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import requests
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation.errors import Refusal
from lineup.domains.guilds import linking
from lineup.domains.guilds.linking import Server

PATIENCE_SECONDS = 10
# as many as Discord lets anybody be in, with ample room
MOST_BYTES = 1_000_000
# what an answer that is not Discord's may stumble over
NONSENSE = (ValueError, TypeError, LookupError, AttributeError)


class Silent(Refusal):
    code = "discord_silent"
    status = 503
    sentence = _("Discord doesn’t answer. Nothing was linked; add the bot again in a minute.")


class Denied(Refusal):
    code = "guild_link_denied"
    status = 400
    sentence = _("Discord does not confirm this way back. Nothing was linked; add the bot again.")


@dataclass(frozen=True)
class Proof:
    """`joined`: the number of the guild that the bot came into, 0 where Discord names none."""

    joined: int
    servers: Sequence[Server]


def ask(code: str, verifier: str) -> Proof:
    """Return what Discord says for the code. Raises Silent, or Denied where it does not know the code."""
    told = _exchanged(code, verifier)
    try:
        joined = int((told.get("guild") or {}).get("id") or 0)
        heard = _asked("GET", "/api/users/@me/guilds", headers={"Authorization": f"Bearer {told['access_token']}"})
        return Proof(joined, [_server(one) for one in heard])
    except NONSENSE as fault:
        raise Silent from fault


def _exchanged(code: str, verifier: str) -> Mapping[str, Any]:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": linking.callback(),
        "client_id": settings.DISCORD_CLIENT_ID,
        "client_secret": settings.DISCORD_CLIENT_SECRET,
        **({"code_verifier": verifier} if verifier else {}),
    }
    told: Mapping[str, Any] = _asked("POST", "/api/oauth2/token", data=form)
    return told


def _asked(method: str, path: str, **more: Any) -> Any:
    address = f"{settings.DISCORD_ADDRESS}{path}"
    try:
        with requests.request(
            method, address, timeout=PATIENCE_SECONDS, allow_redirects=False, stream=True, **more
        ) as answer:
            if 400 <= answer.status_code < 500 and answer.status_code != 429:
                raise Denied
            if answer.status_code != 200:
                raise Silent
            return json.loads(answer.raw.read(MOST_BYTES, decode_content=True))
    except (requests.RequestException, OSError, ValueError) as fault:
        raise Silent from fault


def _server(told: Mapping[str, Any]) -> Server:
    name = " ".join(str(told.get("name") or "").split())[:100]
    return Server(int(told["id"]), name, told.get("owner") is True, int(told.get("permissions") or 0))

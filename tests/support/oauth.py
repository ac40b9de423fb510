"""A Discord on loopback, as far as signing in goes: it checks what a real one checks, and breaks when told to.

`oauth.running()` gives a Provider; `provider.profile` is who is signed in there.
"""

import base64
import contextlib
import hashlib
import json
import secrets
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from PIL import Image

CLIENT_ID, CLIENT_SECRET = "112233445566778899", "secret-of-the-application"
PROFILE = {
    "id": "80351110224678912",
    "username": "ada_drives",
    "global_name": "Ada Drives",
    "avatar": "8342729096ea3675442027381ff50dfe",
    "email": "ada@discord.example",
    "verified": True,
}


# of nothing: who began without a challenge comes with no verifier
_NO_CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(b"").digest()).rstrip(b"=").decode()


@dataclass
class Provider:
    """`fails`: "token", "profile" or "guilds" answered with `answer` (status, type, body) instead."""

    url: str = ""
    profile: dict[str, Any] = field(default_factory=lambda: dict(PROFILE))
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    tokens: set[str] = field(default_factory=set)
    fails: str = ""
    answer: tuple[int, str, bytes] = (500, "text/html", b"<h1>Oops</h1>")
    asked: list[str] = field(default_factory=list)
    # what the person is in, and which of them the bot is let into
    guilds: list[dict[str, Any]] = field(default_factory=list)
    joins: str = ""

    def approve(self, query: dict[str, str]) -> str:
        """Say yes for who is signed in there; return the address to go back to."""
        assert query["client_id"] == CLIENT_ID
        assert query["response_type"] == "code"
        scopes, code = set(query["scope"].split()), secrets.token_urlsafe(12)
        assert scopes in ({"identify", "email"}, {"bot", "applications.commands", "identify", "guilds"})
        assert "code_challenge" not in query or query["code_challenge_method"] == "S256"
        self.codes[code] = query
        found = {"code": code, "state": query["state"]}
        found |= {"guild_id": self.joins, "permissions": query["permissions"]} if "bot" in scopes else {}
        return f"{query['redirect_uri']}?{urlencode(found)}"

    def exchange(self, form: dict[str, str]) -> dict[str, Any] | None:
        """Return a token for a code that is fresh, ours, and comes with its verifier."""
        begun = self.codes.pop(form.get("code", ""), None)
        keys = (form.get("client_id"), form.get("client_secret"))
        if begun is None or keys != (CLIENT_ID, CLIENT_SECRET) or form.get("redirect_uri") != begun["redirect_uri"]:
            return None
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != begun.get("code_challenge", _NO_CHALLENGE):
            return None
        token = secrets.token_urlsafe(12)
        self.tokens.add(token)
        told = {"access_token": token, "token_type": "Bearer", "expires_in": 604800, "scope": begun["scope"]}
        joined = [one for one in self.guilds if one["id"] == self.joins]
        return {**told, "guild": joined[0]} if joined and "bot" in begun["scope"].split() else told


class Handler(BaseHTTPRequestHandler):
    provider: Provider

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        self.provider.asked.append(asked.path)
        if asked.path == "/oauth2/authorize":
            query = {name: values[0] for name, values in parse_qs(asked.query).items()}
            self._send(200, "text/html", _consent(self.provider.approve(query), query))
        elif asked.path == "/api/users/@me":
            token = self.headers.get("Authorization", "").removeprefix("Bearer ")
            self._json(self.provider.profile if token in self.provider.tokens else None, "profile")
        elif asked.path == "/api/users/@me/guilds":
            token = self.headers.get("Authorization", "").removeprefix("Bearer ")
            self._json(self.provider.guilds if token in self.provider.tokens else None, "guilds")
        else:
            self._send(200, "image/png", _picture())

    def do_POST(self) -> None:
        self.provider.asked.append(self.path)
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(body).items()}
        self._json(self.provider.exchange(form), "token")

    def _json(self, found: Any, what: str) -> None:
        if self.provider.fails == what:
            self._send(*self.provider.answer)
        elif found is None:
            self._send(400, "application/json", b'{"error": "invalid_grant"}')
        else:
            self._send(200, "application/json", json.dumps(found).encode())

    def _send(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_given: Any) -> None:
        """Say nothing."""


def _consent(back: str, query: dict[str, str]) -> bytes:
    no = f"{query['redirect_uri']}?{urlencode({'error': 'access_denied', 'state': query['state']})}"
    return f'<title>Discord</title><a href="{back}">Authorise</a> <a href="{no}">Cancel</a>'.encode()


def _picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (64, 64), "teal").save(out, "PNG")
    return out.getvalue()


@contextlib.contextmanager
def running() -> Iterator[Provider]:
    provider = Provider()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Discord", (Handler,), {"provider": provider}))
    provider.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()


def use(provider: Provider, settings: Any) -> None:
    """Have the service sign people in there."""
    settings.DISCORD_CLIENT_ID, settings.DISCORD_CLIENT_SECRET = CLIENT_ID, CLIENT_SECRET
    settings.DISCORD_ADDRESS = settings.DISCORD_PICTURES = provider.url

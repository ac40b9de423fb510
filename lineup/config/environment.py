"""All configuration comes from LINEUP_* variables; each has a default that works.

A mistake is told in one plain sentence per variable on stderr, and the program ends with code 2.
"""

import base64
import contextlib
import difflib
import importlib.util
import os
import re
import secrets
import sys
import zoneinfo
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, Field, ValidationError, field_validator, model_validator

PREFIX = "LINEUP_"
ROOT = Path(__file__).resolve().parents[2]


def _split(value: object) -> object:
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


Names = Annotated[list[str], BeforeValidator(_split)]


class Environment(BaseModel):
    """What the operator decides. Field names are the variables' names without LINEUP_."""

    # The place
    var: Path = ROOT / "var"
    host: str = "127.0.0.1"
    port: int = Field(8000, ge=1, le=65535)
    base_url: str = ""
    allowed_hosts: Names = []
    trusted_proxies: Names = []
    https: bool | None = None
    workers: int = Field(1, ge=1, le=64)

    # What it stores, and where
    database: str = ""
    database_pool: int = Field(8, ge=1, le=200)
    cache: str = "database"
    broker: str = ""
    files: str = ""
    secret_key: str = ""
    secret_key_before: Names = []
    audit_key: str = ""

    # What it sends
    email: str = ""
    email_from: str = "Lineup <lineup@localhost>"
    mailbox: bool | None = None

    # Discord, once it knows us: https://discord.com/developers/applications
    discord_client_id: str = ""
    discord_client_secret: str = ""
    discord_public_key: str = ""
    discord_bot_token: str = ""
    discord_address: str = "https://discord.com"
    discord_pictures: str = "https://cdn.discordapp.com"
    discord_gateway: str = "wss://gateway.discord.gg"
    discord_message_content: bool = False

    # How it behaves
    video_megabytes: int = Field(500, ge=1, le=4096)
    bin_days: int = Field(30, ge=1, le=3650)
    origins_kept_days: int = Field(180, ge=1, le=3650)
    notices_kept_days: int = Field(400, ge=1, le=3650)
    guests_kept_days: int = Field(1095, ge=1, le=36500)
    metrics_token: str = ""
    security_contact: str = ""
    privacy_contact: str = ""
    demo: bool = False
    debug: bool = False
    log: Literal["debug", "info", "warning", "error"] = "info"
    language: Literal["en", "fr"] = "en"
    time_zone: str = "UTC"

    @field_validator("database")
    @classmethod
    def _database_is_known(cls, value: str) -> str:
        if value and urlsplit(value).scheme not in ("sqlite", "postgres", "postgresql"):
            raise ValueError("must start with sqlite:/// or postgresql://")
        return value

    @field_validator("cache")
    @classmethod
    def _cache_is_known(cls, value: str) -> str:
        if value != "database" and urlsplit(value).scheme not in ("redis", "rediss", "valkey", "valkeys"):
            raise ValueError('must be "database", or start with redis:// or valkey://')
        return value

    @field_validator("broker")
    @classmethod
    def _broker_is_known(cls, value: str) -> str:
        if value and urlsplit(value).scheme not in ("redis", "rediss", "valkey", "valkeys", "amqp", "amqps"):
            raise ValueError("must start with redis://, valkey:// or amqp://")
        return value

    @field_validator("files")
    @classmethod
    def _files_are_somewhere_known(cls, value: str) -> str:
        address = urlsplit(value)
        whole = address.hostname and address.username and address.password and address.path.strip("/")
        if value and (address.scheme not in ("s3", "s3+http") or not whole or "/" in address.path.strip("/")):
            raise ValueError("must look like s3://key:secret@host/bucket?region=eu-west-3")
        if value and importlib.util.find_spec("storages") is None:
            raise ValueError("needs packages that are not installed; run: bin/setup server")
        return value

    @field_validator("email")
    @classmethod
    def _email_is_known(cls, value: str) -> str:
        if value and (urlsplit(value).scheme not in ("smtp", "smtps") or not urlsplit(value).hostname):
            raise ValueError("must look like smtp://user:password@host:587 or smtps://user:password@host:465")
        return value

    @field_validator("security_contact", "privacy_contact")
    @classmethod
    def _contact_is_an_address(cls, value: str) -> str:
        if value and not value.startswith(("mailto:", "https://")):
            raise ValueError("must start with mailto: or https://")
        return value

    @field_validator("base_url")
    @classmethod
    def _base_url_is_an_address(cls, value: str) -> str:
        address = urlsplit(value)
        if value and (address.scheme not in ("http", "https") or not address.hostname or address.path.strip("/")):
            raise ValueError("must be the public address without a path, like https://lineup.example")
        return value.rstrip("/")

    @field_validator("secret_key")
    @classmethod
    def _secret_key_is_long(cls, value: str) -> str:
        if value and len(value) < 50:
            raise ValueError("must have at least 50 characters; leave it out to have one made in var/secret.key")
        return value

    @field_validator("secret_key_before")
    @classmethod
    def _former_keys_were_keys(cls, value: list[str]) -> list[str]:
        if any(len(key) < 50 for key in value):
            raise ValueError("must be former values of LINEUP_SECRET_KEY, each of at least 50 characters, with commas")
        return value

    @field_validator("audit_key")
    @classmethod
    def _audit_key_is_one(cls, value: str) -> str:
        if value and not _is_32_bytes(value):
            raise ValueError("must be 32 random bytes in base64; leave it out to have one made in var/audit.key")
        return value

    @field_validator("discord_client_id")
    @classmethod
    def _discord_client_id_is_a_number(cls, value: str) -> str:
        if value and not (value.isdecimal() and 15 <= len(value) <= 20):
            raise ValueError("must be the application's id of 15 to 20 digits, from Discord's developer pages")
        return value

    @field_validator("discord_public_key")
    @classmethod
    def _discord_public_key_is_one(cls, value: str) -> str:
        if value and not re.fullmatch(r"[0-9a-fA-F]{64}", value):
            raise ValueError(
                "must be the application's public key of 64 hexadecimal digits, from Discord's developer pages"
            )
        return value

    @field_validator("discord_address", "discord_pictures")
    @classmethod
    def _discord_is_reached_safely(cls, value: str) -> str:
        address = urlsplit(value)
        if address.scheme != "https" and address.hostname not in LOCAL:
            raise ValueError("must start with https://, but for this machine")
        return value.rstrip("/")

    @field_validator("discord_gateway")
    @classmethod
    def _discord_is_heard_safely(cls, value: str) -> str:
        address = urlsplit(value)
        if address.scheme != "wss" and address.hostname not in LOCAL:
            raise ValueError("must start with wss://, but for this machine")
        return value.rstrip("/")

    @field_validator("time_zone")
    @classmethod
    def _time_zone_exists(cls, value: str) -> str:
        if value not in zoneinfo.available_timezones():
            raise ValueError("must be a time zone like Europe/Paris")
        return value

    @model_validator(mode="after")
    def _https_agrees_with_the_address(self) -> "Environment":
        secure = self.base_url.startswith("https://")
        if self.https is not None and self.https != secure:
            raise ValueError(
                f"LINEUP_HTTPS is {'on' if self.https else 'off'}, but LINEUP_BASE_URL is "
                f"{self.base_url or 'not set'}; make them agree, or leave LINEUP_HTTPS out."
            )
        if secure and not self.trusted_proxies:
            raise ValueError(
                "An address with https needs a proxy that speaks it: "
                "set LINEUP_TRUSTED_PROXIES to the proxy's address, like 127.0.0.1."
            )
        self.https = secure
        return self

    @model_validator(mode="after")
    def _discord_has_both_keys(self) -> "Environment":
        if bool(self.discord_client_id) != bool(self.discord_client_secret):
            raise ValueError(
                "Signing in with Discord needs both keys: set LINEUP_DISCORD_CLIENT_ID and "
                "LINEUP_DISCORD_CLIENT_SECRET, or neither."
            )
        return self

    @property
    def address(self) -> str:
        """The public address, without a slash at the end."""
        return self.base_url or f"http://{'localhost' if self.host in (*LOCAL, *EVERYWHERE) else self.host}:{self.port}"

    @property
    def hosts(self) -> list[str]:
        """The names this service answers to."""
        own = urlsplit(self.address).hostname or "localhost"
        return sorted({own, *LOCAL, *self.allowed_hosts})

    @property
    def shows_mailbox(self) -> bool:
        """Whether mails stay in var/mailbox, to be read on a page; never together with a mail server by accident."""
        return self.demo and not self.email if self.mailbox is None else self.mailbox


def _is_32_bytes(value: str) -> bool:
    try:
        return len(base64.b64decode(value, validate=True)) == 32
    except ValueError:
        return False


LOCAL = ("localhost", "127.0.0.1", "[::1]")
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104
REMEDIES = {
    "int_parsing": "must be a whole number",
    "bool_parsing": "must be on or off",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "literal_error": "must be one of {expected}",
}


class Mistakes(Exception):
    """The variables as they are cannot work; `sentences` say why, one each."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


def read(variables: Mapping[str, str] | None = None) -> Environment:
    """The configuration in `variables` (the process's own if None). Raises Mistakes."""
    variables = os.environ if variables is None else variables
    sentences = _misspelt(variables)
    given = {name: variables[key] for name in Environment.model_fields if (key := PREFIX + name.upper()) in variables}
    try:
        found = Environment.model_validate({name: value for name, value in given.items() if value != ""})
    except ValidationError as error:
        raise Mistakes(sentences + [_sentence(one) for one in error.errors()]) from error
    if sentences:
        raise Mistakes(sentences)
    return found


def read_or_exit() -> Environment:
    """As `read`, for the start of a program: prints the mistakes and ends it."""
    try:
        return read()
    except Mistakes as mistakes:
        print(mistakes, file=sys.stderr)
        sys.exit(2)


def secret_key(environment: Environment) -> str:
    """The given key, or the one in var/secret.key, which is made on first use and readable by its owner only."""
    if environment.secret_key:
        return environment.secret_key
    path = environment.var / "secret.key"
    if not path.exists():
        _write_once(path, secrets.token_urlsafe(64))
    return path.read_text().strip()


def _write_once(path: Path, text: str) -> None:
    # Linked into place when complete: two processes starting together must not read half a key, nor two keys.
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
    with contextlib.suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()


def _misspelt(variables: Mapping[str, str]) -> list[str]:
    known = [PREFIX + name.upper() for name in Environment.model_fields]
    unknown = [key for key in variables if key.startswith(PREFIX) and key not in known]
    return [f"{key} is not a setting of Lineup{_guess(key, known)}" for key in sorted(unknown)]


def _guess(key: str, known: list[str]) -> str:
    close = difflib.get_close_matches(key, known, n=1)
    return f"; did you mean {close[0]}?" if close else "."


def _sentence(error: Any) -> str:
    if not error["loc"]:
        return str(error["ctx"]["error"])
    remedy = REMEDIES.get(error["type"], "").format(**error.get("ctx", {}))
    reason = remedy or str(error.get("ctx", {}).get("error", error["msg"]))
    name = str(error["loc"][0])
    is_secret = "key" in name or "secret" in name or "://" in str(error["input"])
    shown = "" if is_secret else f" (it is {error['input']!r})"
    return f"{PREFIX}{name.upper()} {reason}{shown}."

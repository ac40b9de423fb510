"""Looks at what a Lineup stands on, piece by piece, and says what is wrong together with the remedy."""

import contextlib
import secrets
import shutil
import socket
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.mail import get_connection
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from lineup.config import metrics
from lineup.core.outbox import messages, processes

OLDEST_POSTGRESQL = 150_000
LEAST_FREE_BYTES = 500_000_000
LONGEST_DUE = timedelta(minutes=5)
LONGEST_APART = timedelta(seconds=5)
# two heartbeats of Discord's, and a little
LONGEST_SILENCE = timedelta(minutes=2)
PATIENCE_S = 5


@dataclass(frozen=True)
class Finding:
    """What one look found: `wrong` must be put right, otherwise it is good to know. No remedy where all is well."""

    about: str
    sentence: str
    remedy: str = ""
    wrong: bool = False


Look = Callable[[datetime], Iterator[Finding]]


def look(*, at: datetime) -> Iterator[Finding]:
    """Yield what each look finds, in the order in which things stand on each other.

    Without a database that is up to date, what stands on it isn't looked at.
    """
    for one in BEFORE:
        yield from one(at)
    database = list(_database(at))
    yield from database
    if not any(finding.wrong for finding in database):
        for one in UPON:
            yield from one(at)


def _folder(at: datetime) -> Iterator[Finding]:
    folder = Path(settings.VAR)
    probe = folder / f".doctor.{secrets.token_hex(4)}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        yield Finding(
            "folder",
            f"{folder} can't be written ({error.strerror}).",
            "Give it to the user who runs Lineup, or set LINEUP_VAR to a folder of theirs.",
            wrong=True,
        )
        return
    free = shutil.disk_usage(folder).free
    if free < LEAST_FREE_BYTES:
        yield Finding(
            "folder",
            f"Only {free // 1_000_000} MB are free beside {folder}.",
            "Make room, or move LINEUP_VAR to a larger disk.",
            wrong=True,
        )
    else:
        yield Finding("folder", f"{folder} can be written; {free // 1_000_000_000} GB are free.")


def _keys(at: datetime) -> Iterator[Finding]:
    for name in ("secret.key", "audit.key"):
        path = Path(settings.VAR) / name
        if path.exists() and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            yield Finding("keys", f"Others on this machine can read {path}.", f"chmod 600 {path}", wrong=True)


def _address(at: datetime) -> Iterator[Finding]:
    environment = settings.ENVIRONMENT
    if environment.debug:
        yield Finding(
            "address", "LINEUP_DEBUG is on: strangers see our inside when a page fails.", "Unset it.", wrong=True
        )
    if not environment.base_url:
        yield Finding(
            "address",
            f"Mails lead to {environment.address}, which works on this machine alone.",
            "Set LINEUP_BASE_URL to the public address, like https://lineup.example.",
        )
    elif not environment.https and urlsplit(environment.base_url).hostname not in ("localhost", "127.0.0.1"):
        yield Finding(
            "address",
            "Passwords travel unencrypted: the address has no https.",
            "Put a proxy that speaks TLS in front, and name it in LINEUP_TRUSTED_PROXIES.",
            wrong=True,
        )
    else:
        yield Finding("address", f"People come to {environment.base_url}.")


def _mail(at: datetime) -> Iterator[Finding]:
    if not settings.ENVIRONMENT.email:
        yield Finding(
            "mail",
            f"No mail leaves this machine: all stay in {settings.MAILBOX_DIR}.",
            "Set LINEUP_EMAIL to a mail server, like smtps://user:password@mail.example:465.",
        )
        return
    server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        with contextlib.closing(get_connection(timeout=PATIENCE_S)) as server_connection:
            server_connection.open()
    except Exception as error:  # whatever the server or the way to it says
        yield Finding(
            "mail",
            f"The mail server {server} does not let us in ({type(error).__name__}).",
            "Check name, port, user and password in LINEUP_EMAIL, and that a firewall lets us out.",
            wrong=True,
        )
    else:
        yield Finding("mail", f"The mail server {server} lets us in.")


def _database(at: datetime) -> Iterator[Finding]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        executor = MigrationExecutor(connection)
        missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except Exception as error:  # also what our own backend refuses
        first = str(error).strip().partition("\n")[0]
        yield Finding(
            "database",
            f"The database can't be used ({first}).",
            "Start it, or correct LINEUP_DATABASE; on PostgreSQL the user must own the database.",
            wrong=True,
        )
        return
    if missing:
        yield Finding(
            "database", f"The database is behind by {missing} of its migrations.", "Run: manage.py migrate", wrong=True
        )
        return
    yield from _server(at)
    yield Finding("database", f"{connection.display_name} answers, and has every table.")


def _server(at: datetime) -> Iterator[Finding]:
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int, clock_timestamp()")
        version, now = cursor.fetchone()
    if version < OLDEST_POSTGRESQL:
        yield Finding("database", f"PostgreSQL is version {version // 10_000}.", "Use 15 or newer.", wrong=True)
    if abs(now - at) > LONGEST_APART:
        yield Finding(
            "clock",
            f"The clocks of this machine and of the database are {abs(now - at).seconds} seconds apart.",
            "Let both follow a time server (chrony, systemd-timesyncd).",
            wrong=True,
        )


def _cache(at: datetime) -> Iterator[Finding]:
    key = f"doctor:{secrets.token_hex(8)}"
    try:
        cache.set(key, "here", 60)
        found = cache.get(key)
        cache.delete(key)
    except Exception as error:  # each backend has its own
        found = type(error).__name__
    if found == "here":
        yield Finding("cache", "What is put into the cache is found again.")
    else:
        yield Finding(
            "cache",
            f"What is put into the cache is not found again ({found or 'nothing'}).",
            "Start Valkey or Redis and check LINEUP_CACHE; or leave it out: the database does as well.",
            wrong=True,
        )


def _files(at: datetime) -> Iterator[Finding]:
    where = "the bucket of LINEUP_FILES" if settings.ENVIRONMENT.files else str(settings.MEDIA_ROOT)
    try:
        name = default_storage.save(f"doctor/{secrets.token_hex(8)}", ContentFile(b"here"))
        with default_storage.open(name) as file:
            found = file.read()
        default_storage.delete(name)
    except Exception as error:  # each storage has its own
        found = type(error).__name__.encode()
    if found == b"here":
        yield Finding("files", f"What is stored in {where} is found again.")
    else:
        yield Finding(
            "files",
            f"What is stored in {where} is not found again ({found.decode(errors='replace')}).",
            "Check LINEUP_FILES (key, secret, host, bucket), or who may write in the folder.",
            wrong=True,
        )


def _work(at: datetime) -> Iterator[Finding]:
    alive = processes.counted(at=at)
    broker = settings.ENVIRONMENT.broker
    if alive:
        yield Finding("work", f"Alive: {', '.join(f'{number} × {kind}' for kind, number in alive.items())}.")
    if broker:
        yield from _broker(broker)
    if not alive.get("work") and not (alive.get("relay") and alive.get("worker")):
        yield Finding(
            "work",
            "Nobody does the background work: no mail is sent, no offer lapses.",
            "Start manage.py relay and worker." if broker else "Start manage.py serve, or manage.py work beside it.",
            wrong=True,
        )
    oldest = timedelta(seconds=metrics.oldest_due(at))
    if oldest > LONGEST_DUE:
        yield Finding(
            "work",
            f"The oldest message has been due for {oldest.seconds // 60 + oldest.days * 1440} minutes.",
            "See whether workers are alive and what they say in their logs; start more of them.",
            wrong=True,
        )
    if dead := messages.dead().count():
        yield Finding(
            "work",
            f"Parked after too many tries: {dead} of the messages.",
            "See the page Outbox of the platform's rooms.",
        )


def _gateway(at: datetime) -> Iterator[Finding]:
    if not settings.DISCORD_BOT_TOKEN:
        return
    heard_at = processes.last_heard("gateway", at=at)
    if heard_at is None or at - heard_at > LONGEST_SILENCE:
        yield Finding(
            "gateway",
            "Nobody hears Discord: who joins or leaves a server counts only at the next daily sync.",
            "Start manage.py gateway (serve does it), and see what it says.",
        )
    else:
        yield Finding("gateway", f"Discord was heard {(at - heard_at).seconds} seconds ago.")


def _broker(broker: str) -> Iterator[Finding]:
    address = urlsplit(broker)
    port = address.port or (5672 if address.scheme.startswith("amqp") else 6379)
    try:
        socket.create_connection((address.hostname or "localhost", port), PATIENCE_S).close()
    except OSError as error:
        yield Finding(
            "broker",
            f"The broker {address.hostname}:{port} does not answer ({error.strerror or type(error).__name__}).",
            "Start it, or check LINEUP_BROKER. Nothing is lost meanwhile: work waits in the outbox.",
            wrong=True,
        )
    else:
        yield Finding("broker", f"The broker {address.hostname}:{port} answers.")


BEFORE: tuple[Look, ...] = (_folder, _keys, _address, _mail)
UPON: tuple[Look, ...] = (_cache, _files, _work, _gateway)

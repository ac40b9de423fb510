"""DATABASES for the address in LINEUP_DATABASE."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from lineup.config.environment import Environment

SQLITE_START = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA journal_size_limit=67108864; "
    "PRAGMA cache_size=-20000; PRAGMA temp_store=MEMORY;"
)
# A lock or a statement that takes longer is a fault, and must not hold a worker.
POSTGRES_LIMITS = "-c lock_timeout=3000 -c statement_timeout=15000"

PREPARED_AFTER = 3


def settings(environment: Environment) -> dict[str, Any]:
    """The entry for DATABASES["default"]."""
    if environment.database and not environment.database.startswith("sqlite"):
        return _postgres(environment)
    return _sqlite(environment)


def _sqlite(environment: Environment) -> dict[str, Any]:
    path = environment.database.removeprefix("sqlite:///") or str(environment.var / "lineup.sqlite3")
    return {
        "ENGINE": "lineup.config.sqlite",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {"timeout": 20, "transaction_mode": "IMMEDIATE", "init_command": SQLITE_START},
    }


def _postgres(environment: Environment) -> dict[str, Any]:
    address = urlsplit(environment.database)
    query = dict(parse_qsl(address.query))
    return {
        "ENGINE": "lineup.config.postgres",
        "NAME": unquote(address.path.lstrip("/")) or "lineup",
        "USER": unquote(address.username or ""),
        "PASSWORD": unquote(address.password or ""),
        "HOST": query.pop("host", address.hostname or ""),
        "PORT": str(address.port or ""),
        "OPTIONS": {
            "pool": {"min_size": 1, "max_size": environment.database_pool, "timeout": 10},
            "options": POSTGRES_LIMITS,
            # a statement asked often is planned once for each connection: half of what it costs
            "server_side_binding": True,
            "prepare_threshold": PREPARED_AFTER,
            **query,
        },
    }

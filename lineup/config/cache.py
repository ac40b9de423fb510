"""The shared cache: a table beside everything else, or Valkey/Redis."""

from typing import Any

from lineup.config.environment import Environment


def settings(environment: Environment) -> dict[str, Any]:
    """The entry for CACHES["default"]."""
    if environment.cache == "database":
        return {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "cache",
            "OPTIONS": {"MAX_ENTRIES": 20_000},
        }
    return {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": environment.cache.replace("valkey", "redis", 1),
        "KEY_PREFIX": "lineup",
    }


def session_engine(environment: Environment) -> str:
    """Sessions live in the database; a cache in front helps only where it is not the database itself."""
    return "lineup.config.sessions" if environment.cache == "database" else "django.contrib.sessions.backends.cached_db"

"""The time zones that people choose from."""

import zoneinfo
from functools import lru_cache


@lru_cache
def choices() -> list[tuple[str, str]]:
    """Return every zone named after a place, and UTC, as choices of a form."""
    names = sorted(name for name in zoneinfo.available_timezones() if "/" in name and not name.startswith("Etc/"))
    return [("UTC", "UTC"), *((name, name.replace("_", " ")) for name in names)]

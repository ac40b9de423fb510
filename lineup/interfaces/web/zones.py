"""The time zones that people choose from."""

import zoneinfo
from functools import lru_cache
from importlib import resources


@lru_cache
def choices() -> list[tuple[str, str]]:
    """Return every zone named after a place, and UTC, as choices of a form."""
    names = sorted(name for name in zoneinfo.available_timezones() if "/" in name and not name.startswith("Etc/"))
    return [("UTC", "UTC"), *((name, name.replace("_", " ")) for name in names)]


def country_of(zone: str) -> str:
    """Return the two letters of the country whose zone this is, or nothing."""
    return _countries().get(zone, "")


@lru_cache
def _countries() -> dict[str, str]:
    table = resources.files("tzdata").joinpath("zoneinfo", "zone.tab").read_text()
    rows = [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
    return {row[2]: row[0] for row in rows}

"""Push services that asked to be left alone for a while (RFC 8030, 8.4); each process learns it by its own answers."""

import random
from datetime import datetime, timedelta
from urllib.parse import urlsplit

# who asks for more is asked again then
LONGEST = timedelta(hours=6)


class Rests:
    """Until when each service, by scheme and host, is not spoken to."""

    def __init__(self) -> None:
        self._until: dict[str, datetime] = {}

    def begin(self, url: str, wait: timedelta, *, at: datetime) -> None:
        """Leave the service of this address alone for as long as it asks, at most LONGEST."""
        self._until[_service(url)] = at + min(wait, LONGEST)

    def over_at(self, url: str, *, at: datetime) -> datetime | None:
        """Return when to come back, each caller a little later than the end, not all at once; None: at once."""
        until = self._until.get(_service(url))
        if until is None or at >= until:
            return None
        return until + (until - at) * random.uniform(0, 0.25)


def _service(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"

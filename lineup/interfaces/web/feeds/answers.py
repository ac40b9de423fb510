"""How a calendar answers programs that ask every hour: in full, or that nothing changed, or not so fast."""

import hashlib
import math
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from threading import Lock
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation.errors import Refusal
from lineup.domains.events import calendar
from lineup.domains.events.models import Event

FRESH_SECONDS = 600
# whatever one sees of an event in a calendar changes one of these
SHOWN = ("pk", "updated_at", "offering__state", "revision", "venue__updated_at")

# a program asks once an hour, a person who sets one up some times; more is a fault of the program
MOST_A_MINUTE = 20
ADDRESSES_KEPT = 10_000


class TooOften(Refusal):
    code = "read_too_often"
    status = 429
    sentence = _("This calendar was read too often; once every ten minutes is enough.")


class Pace:
    """How often each address was read in this minute, by this process: no write for a reading."""

    def __init__(self, *, most: int = MOST_A_MINUTE, kept: int = ADDRESSES_KEPT) -> None:
        self.most, self.kept = most, kept
        self._read: OrderedDict[str, tuple[int, int]] = OrderedDict()
        self._lock = Lock()

    def keep(self, address: str, *, seconds: float) -> None:
        """Count one reading at this time of a clock in seconds. Raises TooOften (with `retry_after`)."""
        minute = int(seconds // 60)
        with self._lock:
            began, times = self._read.pop(address, (minute, 0))
            times = times + 1 if began == minute else 1
            self._read[address] = (minute, times)
            if len(self._read) > self.kept:
                self._read.popitem(last=False)
        if times > self.most:
            raise TooOften(retry_after=max(1, math.ceil((minute + 1) * 60 - seconds)))


PACE = Pace()


def pace(address: str) -> None:
    """Count a reading of the address now. Raises TooOften."""
    PACE.keep(address, seconds=time.monotonic())


def seen(events: "QuerySet[Event]") -> Sequence[Any]:
    """Return what tells whether a calendar of these events is still the same. One query."""
    return list(events.values_list(*SHOWN))


def answer(request: HttpRequest, *, told: Sequence[Any], write: Callable[[], bytes], who: str) -> HttpResponse:
    """Return the calendar, or 304 for who has it already; then it is not written. `who` may keep it: private, public.

    There is no Last-Modified: an event that leaves the calendar changes it without any row being newer.
    """
    etag = f'"{hashlib.sha256(repr(told).encode()).hexdigest()[:32]}"'
    unchanged = get_conditional_response(request, etag=etag)
    response = unchanged or HttpResponse(write(), content_type=calendar.CONTENT_TYPE)
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = f"{who}, max-age={FRESH_SECONDS}"
    return response

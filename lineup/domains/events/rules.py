"""When something comes again: the part of RFC 5545's rules that people use, read, written, counted and said.

Weekly on some weekdays, monthly on a day or on the second Tuesday; every so many weeks or months; for ever, until a
day, or so many times. Whole days only: the hours are those of a clock.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from dateutil import rrule
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation.errors import Invalid

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
NTH = (1, 2, 3, 4, -1)
LARGEST_INTERVAL = 52
MOST_TIMES = 500
LONGEST_YEARS = 10

FORMS = {
    "weekly": re.compile(r"(?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:MO|TU|WE|TH|FR|SA|SU))*"),
    "nth": re.compile(r"(-1|[1-4])(MO|TU|WE|TH|FR|SA|SU)"),
    "number": re.compile(r"\d{1,4}"),
    "until": re.compile(r"\d{8}"),
}


class BadRule(Invalid):
    code = "bad_rule"
    sentence = _("Write the rule like FREQ=WEEKLY;BYDAY=TU or FREQ=MONTHLY;BYDAY=-1FR;COUNT=12.")
    field = "rule"


class RuleMissesStart(Invalid):
    code = "rule_misses_start"
    sentence = _("The rule must hit the day of the event itself, %(day)s; change one of the two.")
    field = "rule"


class RuleTooLong(Invalid):
    code = "rule_too_long"
    sentence = _("At most every 52 weeks or months, 500 times, or until ten years from now.")
    field = "rule"


@dataclass(frozen=True)
class Rule:
    """`weekdays` (0 is Monday) for weekly ones; monthly by `month_day`, or by `nth` and the one weekday."""

    monthly: bool = False
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    month_day: int | None = None
    nth: int | None = None
    until: date | None = None
    times: int | None = None

    def __str__(self) -> str:
        parts = [f"FREQ={'MONTHLY' if self.monthly else 'WEEKLY'}"]
        if self.interval > 1:
            parts.append(f"INTERVAL={self.interval}")
        if self.month_day:
            parts.append(f"BYMONTHDAY={self.month_day}")
        if self.weekdays:
            parts.append("BYDAY=" + ",".join(f"{self.nth or ''}{DAYS[day]}" for day in self.weekdays))
        if self.until:
            parts.append(f"UNTIL={self.until:%Y%m%d}")
        if self.times:
            parts.append(f"COUNT={self.times}")
        return ";".join(parts)

    def days(self, start: date, *, after: date | None = None) -> Iterator[date]:
        """Yield the days from `start` on (beyond `after`), in order. A month without such a day is passed over."""
        first = datetime.combine(start, time())
        made = rrule.rrule(
            rrule.MONTHLY if self.monthly else rrule.WEEKLY,
            dtstart=first,
            interval=self.interval,
            wkst=rrule.MO,
            count=self.times,
            until=datetime.combine(self.until, time()) if self.until else None,
            bymonthday=self.month_day,
            byweekday=[rrule.weekday(day, self.nth) for day in self.weekdays] or None,
        )
        if after is None or after < start:
            return (found.date() for found in made)
        return (found.date() for found in made.xafter(datetime.combine(after, time())))

    def between(self, start: date, *, after: date | None, to: date) -> list[date]:
        """Return the days beyond `after` up to and with `to`."""
        return list(itertools.takewhile(lambda day: day <= to, self.days(start, after=after)))

    def ending(self, until: date) -> "Rule":
        """Return the rule with its last day at the latest then."""
        return replace(self, until=min(self.until, until) if self.until else until, times=None)


def read(text: str) -> Rule:
    """Return the rule. Raises BadRule for what is none, or says more than this understands."""
    try:
        parts = dict(part.split("=", 1) for part in text.strip().upper().removeprefix("RRULE:").split(";") if part)
        return _read(parts)
    except (ValueError, KeyError):
        raise BadRule from None


def _read(parts: dict[str, str]) -> Rule:
    monthly = {"WEEKLY": False, "MONTHLY": True}[parts.pop("FREQ")]
    rule = Rule(
        monthly=monthly,
        interval=_number(parts.pop("INTERVAL", "1")),
        until=_until(parts.pop("UNTIL", "")),
        times=_number(parts.pop("COUNT")) if "COUNT" in parts else None,
        **(_month(parts) if monthly else _week(parts)),
    )
    parts.pop("WKST", None)
    if parts or (rule.until and rule.times):
        raise ValueError
    return rule


def _number(text: str) -> int:
    if not FORMS["number"].fullmatch(text) or int(text) == 0:
        raise ValueError
    return int(text)


def _until(text: str) -> date | None:
    if not text:
        return None
    day = text.partition("T")[0]
    if not FORMS["until"].fullmatch(day):
        raise ValueError
    return datetime.strptime(day, "%Y%m%d").date()  # noqa: DTZ007 - a day of the calendar


def _week(parts: dict[str, str]) -> dict[str, tuple[int, ...]]:
    days = parts.pop("BYDAY")
    if not FORMS["weekly"].fullmatch(days):
        raise ValueError
    return {"weekdays": tuple(sorted({DAYS.index(day) for day in days.split(",")}))}


def _month(parts: dict[str, str]) -> dict[str, object]:
    if "BYMONTHDAY" in parts:
        number = _number(parts.pop("BYMONTHDAY"))
        if number > 31:
            raise ValueError
        return {"month_day": number}
    found = FORMS["nth"].fullmatch(parts.pop("BYDAY"))
    if not found:
        raise ValueError
    return {"nth": int(found[1]), "weekdays": (DAYS.index(found[2]),)}


def check(rule: Rule, start: date) -> Rule:
    """Return the rule. Raises RuleTooLong, RuleMissesStart where `start` is none of its days."""
    if rule.interval > LARGEST_INTERVAL or (rule.times or 0) > MOST_TIMES:
        raise RuleTooLong
    if rule.until and rule.until > start + timedelta(days=366 * LONGEST_YEARS):
        raise RuleTooLong
    if next(rule.days(start), None) != start:
        raise RuleMissesStart(day=start.isoformat())
    return rule


def nth_in_month(day: date) -> int:
    """Return which of its weekday in the month the day is: 1 to 4, or -1 for a fifth, which is the last."""
    number = (day.day - 1) // 7 + 1
    return number if number <= 4 else -1

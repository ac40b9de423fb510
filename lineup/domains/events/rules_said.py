"""A rule in words, in the active language: "Every two weeks on Tuesday and Thursday, until 3 May 2027"."""

from datetime import date

from django.utils.dateformat import format as written
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from lineup.domains.events.rules import Rule


def said(rule: Rule) -> str:
    """Return how often, on which days, and how long."""
    return "".join((_months(rule) if rule.monthly else _weeks(rule), _end(rule)))


def _weeks(rule: Rule) -> str:
    values = {"n": rule.interval, "days": listed([str(WEEKDAYS[day]) for day in rule.weekdays])}
    if rule.interval == 1:
        return _("Every week on %(days)s") % values
    return _("Every %(n)s weeks on %(days)s") % values


def _months(rule: Rule) -> str:
    values = {"n": rule.interval, "day": _day_of_month(rule)}
    if rule.interval == 1:
        return _("Every month on %(day)s") % values
    return _("Every %(n)s months on %(day)s") % values


def _day_of_month(rule: Rule) -> str:
    if rule.month_day:
        return _("day %(n)s") % {"n": rule.month_day}
    weekday = str(WEEKDAYS[rule.weekdays[0]])
    return {
        1: _("the first %(weekday)s"),
        2: _("the second %(weekday)s"),
        3: _("the third %(weekday)s"),
        4: _("the fourth %(weekday)s"),
        -1: _("the last %(weekday)s"),
    }[rule.nth or 1] % {"weekday": weekday}


def _end(rule: Rule) -> str:
    if rule.until:
        return _(", until %(day)s") % {"day": day_said(rule.until)}
    if rule.times:
        return ngettext(", once", ", %(n)s times", rule.times) % {"n": rule.times}
    return ""


def day_said(day: date) -> str:
    """Return a day with its year, in words."""
    return written(day, pgettext("a day in words", "j F Y"))


def listed(words: list[str]) -> str:
    """Return the words joined as in a sentence: "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}

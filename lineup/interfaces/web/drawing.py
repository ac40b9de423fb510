"""Small things drawn in Python, because a list draws hundreds of them: a template would cost five times as much."""

import zlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

import heroicons
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lineup.core.clubs import models
from lineup.interfaces.web import covers, moments, states

HUES = models.HUES
ICON_SIZES = {"outline": 20, "solid": 20, "mini": 20, "micro": 16}
NOTHING = mark_safe("")


def joined(parts: Iterable[SafeString]) -> SafeString:
    """Return the drawn parts one after the other."""
    return mark_safe("".join(parts))


@lru_cache(maxsize=512)
def icon(name: str, style: str = "outline", label: str = "") -> SafeString:
    """Draw a heroicon; decoration unless `label` gives it a spoken name."""
    drawing = heroicons._render_icon(style, str(name), ICON_SIZES[style], {"class": "icon"})
    if label:
        spoken = format_html(' role="img" aria-label="{}"', label)
        drawing = drawing.replace(' aria-hidden="true"', spoken, 1)
    return mark_safe(drawing.replace("\n  ", "").replace("\n", ""))


def badge(state: str, label: object = "") -> SafeString:
    """Draw the pill of a state known to `states`; `label` replaces its usual words."""
    look = states.look(str(state))
    drawn = icon(look.icon, "micro")
    return format_html('<span class="badge" data-tone="{}">{}{}</span>', look.tone, drawn, label or look.label)


def avatar(name: object, src: Any = "", size: str = "", square: object = "", hue: str = "") -> SafeString:
    """Draw a picture, or the letters of a name in `hue` or the one that always goes with it."""
    inside = format_html('<img src="{}" alt="">', getattr(src, "url", src)) if src else initials(name)
    shape = " square" if square else ""
    start = '<span class="avatar{}" data-size="{}" data-hue="{}" aria-hidden="true">{}</span>'
    return format_html(start, shape, size, hue or hue_of(name), inside)


def person(name: object, note: object = "", src: Any = "", size: str = "", href: str = "") -> SafeString:
    """Draw an avatar beside a name and a note below it."""
    shown = format_html('<a href="{}">{}</a>', href, name) if href else name
    below = format_html("<small>{}</small>", note) if note else NOTHING
    drawn = avatar(name, src, size)
    return format_html('<span class="person">{}<span><b>{}</b>{}</span></span>', drawn, shown, below)


def pick(value: object, label: object, name: str = "picked") -> SafeString:
    """Draw the box that picks a row of a list."""
    box = '<input class="pick" type="checkbox" name="{}" value="{}" aria-label="{}">'
    return format_html(box, name, value, label)


def tile(at: Any, zone: str = "") -> SafeString:
    """Draw a date as a leaf of a calendar; the words beside it say the same, so it is not read out."""
    if not at:
        return NOTHING
    words = moments.tile(at, zone)
    leaf = '<span class="tile" aria-hidden="true"><span>{}</span><b>{}</b><span>{}</span></span>'
    return format_html(leaf, words["month"], words["day"], words["weekday"])


def meter(taken: Any, capacity: Any = None, waiting: Any = 0) -> SafeString:
    """Draw how many places are taken, of how many, and how many people wait."""
    taken, capacity, waiting = (int(number or 0) for number in (taken, capacity, waiting))
    bar = _bar(taken, capacity) if capacity else NOTHING
    return format_html('<div class="meter">{}<span>{}{}</span></div>', bar, _places(taken, capacity), _waiting(waiting))


def tabs(items: Iterable[Mapping[str, Any]], label: object) -> SafeString:
    """Draw links to parts of one thing: each has label, href, current, and perhaps count."""
    return format_html(
        '<nav class="tabs" aria-label="{}">{}</nav>', label, format_html_join("", "{}", map(_tab, items))
    )


def chips(items: Iterable[Mapping[str, Any]], label: object) -> SafeString:
    """Draw links to parts of one list: each has label, href, current and count."""
    chip = '<a class="chip" href="{}"{}>{} <span class="number">{}</span></a>'
    parts = ((one["href"], current("true" if one["current"] else ""), one["label"], one["count"]) for one in items)
    return format_html(
        '<nav class="cluster filters" aria-label="{}">{}</nav>', label, format_html_join("", chip, parts)
    )


def current(where: str) -> SafeString:
    """Write that a link leads to where the viewer is: "page" for this very page, "true" for what is around it."""
    return mark_safe(f' aria-current="{where}"') if where else NOTHING


def _tab(item: Mapping[str, Any]) -> tuple[SafeString]:
    count, here = item.get("count"), current("page" if item.get("current") else "")
    number = NOTHING if count is None else format_html('<span class="count">{}</span>', count)
    return (format_html('<a href="{}"{}>{}{}</a>', item["href"], here, item["label"], number),)


def sort_head(href: str, label: object, way: str = "") -> SafeString:
    """Draw the head of a column that can be sorted by; `way` is "ascending", "descending" or nothing."""
    sorted_so = format_html(' aria-sort="{}"', way) if way else ""
    sign = icon({"ascending": "chevron-up", "descending": "chevron-down"}.get(way, "chevron-up-down"), "micro")
    return format_html('<th scope="col"{}><a href="{}">{}{}</a></th>', sorted_so, href, label, sign)


def pager(back: str, on: str, newer: object = "", older: object = "") -> SafeString:
    """Draw the links to the page before and the page after, those that have an address."""
    link = '<a class="button" rel="{}" href="{}">{}{}</a>'
    drawn = [
        format_html(link, "prev", back, icon("arrow-left", "mini"), newer or _("Previous")) if back else NOTHING,
        format_html(link, "next", on, older or _("Next"), icon("arrow-right", "mini")) if on else NOTHING,
    ]
    return format_html('<nav class="pager" aria-label="{}">{}{}</nav>', _("Pages"), *drawn)


@lru_cache(maxsize=1024)
def cover(title: str, width: int = covers.CARD) -> SafeString:
    """Draw the cover that always goes with this title, in the hue around it; 960 is as wide as a page."""
    bars = covers.bars(title, width)
    drawn = ((bar.ink, bar.x, bar.y, bar.width, covers.HEIGHT, covers.HEIGHT / 2) for bar in bars)
    return format_html(
        '<svg viewBox="0 0 {} 100" preserveAspectRatio="xMaxYMid slice" aria-hidden="true">{}</svg>',
        width,
        format_html_join("", '<rect class="ink-{}" x="{}" y="{}" width="{}" height="{}" rx="{}"/>', drawn),
    )


def initials(name: object) -> str:
    """Return one or two capital letters that stand for a name."""
    words = [word for word in str(name).split() if word[0].isalnum()]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper() or "?"


def hue_of(text: object) -> str:
    """Return the hue that always goes with this text."""
    return HUES[zlib.crc32(str(text).encode()) % len(HUES)]


def percent_of(part: Any, whole: Any) -> str:
    """Return `part` of `whole` as "42%", for SVG attributes; never outside 0 to 100."""
    try:
        share = 100 * float(part or 0) / float(whole or 0)
    except (ZeroDivisionError, TypeError, ValueError):
        share = 0
    return f"{min(100.0, max(0.0, share)):.4g}%"


def _bar(taken: int, capacity: int) -> SafeString:
    full = " nearly" if taken >= capacity else ""
    bar = '<svg aria-hidden="true"><rect class="taken{}" width="{}" height="100%"/></svg>'
    return format_html(bar, full, percent_of(taken, capacity))


def _places(taken: int, capacity: int) -> SafeString:
    if capacity:
        return format_html(_("<strong>{taken}</strong> of {capacity} places"), taken=taken, capacity=capacity)
    return format_html(ngettext("<strong>{n}</strong> taking part", "<strong>{n}</strong> taking part", taken), n=taken)


def _waiting(waiting: int) -> str:
    return " · " + ngettext("%(n)d waiting", "%(n)d waiting", waiting) % {"n": waiting} if waiting else ""

"""Template tags of the design system: built in, so that no page needs to load them."""

import zlib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import heroicons
from django import template
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from lineup.interfaces.web import covers, flash, moments, states

register = template.Library()

HUES = ("petrol", "pine", "moss", "ochre", "rust", "rose", "plum", "indigo")
ICON_SIZES = {"outline": 20, "solid": 20, "mini": 20, "micro": 16}


@register.simple_tag
@lru_cache(maxsize=512)
def icon(name: str, style: str = "outline", label: str = "") -> SafeString:
    """Draw a heroicon; decoration unless `label` gives it a spoken name."""
    drawing = heroicons._render_icon(style, str(name), ICON_SIZES[style], {"class": "icon"})
    if label:
        spoken = format_html(' role="img" aria-label="{}"', label)
        drawing = drawing.replace(' aria-hidden="true"', spoken, 1)
    return mark_safe(drawing)


@register.simple_tag
def badge(state: str, label: object = "") -> SafeString:
    """Draw the pill of a state known to `states`; `label` replaces its usual words."""
    look = states.look(str(state))
    return format_html(
        '<span class="badge" data-tone="{}">{}{}</span>',
        look.tone,
        icon(look.icon, "micro"),
        label or look.label,
    )


@register.simple_tag
def when(at: Any, style: str = "full", until: Any = None, zone: str = "") -> SafeString:
    """Draw an instant (or a span, with `until`) as a <time> element in the viewer's zone or `zone`."""
    return moments.element(at, style=style, until=until, zone=zone) if at else mark_safe("")


@register.simple_tag
def date_tile(at: Any, zone: str = "") -> dict[str, str]:
    """Return the words of a date tile: weekday, day, month."""
    return moments.tile(at, zone)


@register.simple_tag(takes_context=True)
def sort_query(context: template.Context, field: str, now: str, key: str = "sort") -> str:
    """Return the query that sorts by `field`, the other way round where it is sorted by it already."""
    return _query(context, {key: f"-{field}" if now == field else field}, drop="cursor")


@register.simple_tag(takes_context=True)
def page_query(context: template.Context, cursor: str, key: str = "cursor") -> str:
    """Return the query of a neighbouring page of the same list."""
    return _query(context, {key: cursor})


def _query(context: template.Context, changes: dict[str, str], drop: str = "") -> str:
    query = context["request"].GET.copy()
    query.pop(drop, None)
    for name, value in changes.items():
        query[name] = value
    return f"?{query.urlencode()}"


@register.filter
def initials(name: object) -> str:
    """Return one or two capital letters that stand for a name."""
    words = [word for word in str(name).split() if word[0].isalnum()]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper() or "?"


@register.filter
def words(text: str) -> list[str]:
    """Return the words of a text, for short loops in templates."""
    return text.split()


@register.filter
def hue_of(text: object) -> str:
    """Return the hue that always goes with this text."""
    return HUES[zlib.crc32(str(text).encode()) % len(HUES)]


@register.simple_tag
@lru_cache(maxsize=1024)
def cover(title: str) -> SafeString:
    """Draw the cover that always goes with this title, in the hue around it."""
    drawn = ((bar.ink, bar.x, bar.y, bar.width, covers.HEIGHT, covers.HEIGHT / 2) for bar in covers.bars(title))
    return format_html(
        '<svg viewBox="0 0 320 100" preserveAspectRatio="xMaxYMid slice" aria-hidden="true">{}</svg>',
        format_html_join("", '<rect class="ink-{}" x="{}" y="{}" width="{}" height="{}" rx="{}"/>', drawn),
    )


@register.filter
def percent_of(part: Any, whole: Any) -> str:
    """Return `part` of `whole` as "42%", for SVG attributes; never outside 0 to 100."""
    try:
        share = 100 * float(part or 0) / float(whole or 0)
    except (ZeroDivisionError, TypeError, ValueError):
        share = 0
    return f"{min(100.0, max(0.0, share)):.4g}%"


@register.filter
def attributes(attrs: Mapping[str, Any]) -> str:
    """Write what a component was given and did not name itself, escaped; False and None are left out."""
    given = attrs.attrs_dict() if hasattr(attrs, "attrs_dict") else attrs
    return flatatt({key: value for key, value in given.items() if value is not None and value is not False})


@register.filter
def undo_path(message: Any) -> str:
    """Return the address whose POST takes back what a flash message reports, or nothing."""
    return flash.undo_path(message)


@register.filter
def tone(message: Any) -> str:
    """Return the tone (good, warn, bad, info) of a flash message."""
    return flash.tone(message)


@register.filter
def widget_kind(field: Any) -> str:
    """Return how a bound field is laid out: check, choices, file or line."""
    kind = getattr(field.field.widget, "input_type", "") or ""
    if kind == "checkbox" and not field.field.widget.use_fieldset:
        return "check"
    return "choices" if field.field.widget.use_fieldset else kind or "line"


@register.simple_tag(takes_context=True)
def here(context: template.Context, path: str) -> SafeString:
    """Write aria-current for a link to the page shown ("page") or to a page above it ("true")."""
    request = context.get("request")
    current = getattr(request, "path", "")
    if current == path:
        return mark_safe(' aria-current="page"')
    inside = len(path) > 1 and current.startswith(path.rstrip("/") + "/")
    return mark_safe(' aria-current="true"' if inside else "")

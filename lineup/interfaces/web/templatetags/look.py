"""Template tags of the design system: built in, so that no page needs to load them."""

import re
from collections.abc import Mapping
from typing import Any

from django import template
from django.forms.utils import flatatt
from django.utils.safestring import SafeString, mark_safe

from lineup.core.flags import flags
from lineup.core.foundation import clock, money
from lineup.core.participation import required
from lineup.interfaces.web import drawing, flash, moments, prose

register = template.Library()

DRAWN = (
    drawing.icon,
    drawing.badge,
    drawing.avatar,
    drawing.person,
    drawing.pick,
    drawing.tile,
    drawing.meter,
    drawing.tabs,
    drawing.cover,
)
for part in DRAWN:
    register.simple_tag(part)
for shown in (drawing.initials, drawing.hue_of, drawing.percent_of):
    register.filter(shown.__name__, shown)
register.filter("duration", moments.duration)
register.filter("plain", prose.plain)


@register.simple_tag
def when(at: Any, style: str = "full", until: Any = None, zone: str = "") -> SafeString:
    """Draw an instant (or a span, with `until`) as a <time> element in the viewer's zone or `zone`."""
    return moments.element(at, style=style, until=until, zone=zone) if at else drawing.NOTHING


@register.simple_tag
def price(of: Any) -> str:
    """Return what a place in the pool costs, as people write it; nothing where it is free."""
    return money.said(of.price, of.currency) if of and of.price is not None else ""


@register.simple_tag(takes_context=True)
def asked_by(context: template.Context, pool: Any) -> required.Asked | None:
    """Return what the pool asks the viewer to hold, and whether they do; nothing where it asks nothing."""
    return required.asked(pool, context.get("viewer"), at=clock.now()) if pool else None


@register.simple_tag(takes_context=True)
def sort_head(context: template.Context, field: str, now: str, label: object, key: str = "sort") -> SafeString:
    """Draw the head of a column: its link sorts by `field`, the other way round where it is sorted by it already."""
    href = _query(context, {key: f"-{field}" if now == field else field}, drop="cursor")
    return drawing.sort_head(href, label, {field: "ascending", f"-{field}": "descending"}.get(now, ""))


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


@register.simple_tag(takes_context=True)
def flag(context: template.Context, name: str, club: Any = None) -> bool:
    """Tell whether a feature is on for the viewer, in the club: `{% flag "month-view" as shown %}{% if shown %}`."""
    return flags.is_on(name, person=context.get("viewer"), club=club)


@register.filter
def words(text: str) -> list[str]:
    """Return the words of a text, for short loops in templates."""
    return text.split()


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
def here(context: template.Context, path: str, section: str = "") -> SafeString:
    """Write aria-current for a link to the page shown ("page") or to a page above it ("true").

    `section` is a pattern of further paths that belong to the link.
    """
    request = context.get("request")
    current = getattr(request, "path", "")
    if current == path:
        return mark_safe(' aria-current="page"')
    inside = len(path) > 1 and current.startswith(f"{path}/")
    inside = inside or bool(section and re.match(section, current))
    return mark_safe(' aria-current="true"' if inside else "")

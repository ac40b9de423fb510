"""Template tags of the design system: built in, so that no page needs to load them."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.forms.utils import flatatt
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from lineup.core.flags import flags
from lineup.core.foundation import clock, money
from lineup.core.participation import required
from lineup.interfaces.web import binned, drawing, flash, moments, navigation, prose
from lineup.interfaces.web.navigation import Link

register = template.Library()

LOOSE_MARKS = re.compile(r" (?=[:;!?»])|(?<=«) ")

DRAWN = (
    drawing.icon,
    drawing.badge,
    drawing.avatar,
    drawing.person,
    drawing.pick,
    drawing.tile,
    drawing.meter,
    drawing.tabs,
    drawing.chips,
    drawing.cover,
)
for part in DRAWN:
    register.simple_tag(part)
for shown in (drawing.initials, drawing.hue_of, drawing.percent_of):
    register.filter(shown.__name__, shown)
register.simple_tag(binned.binned)
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
def pager(
    context: template.Context, page: Any, newer: object = "", older: object = "", key: str = "cursor"
) -> SafeString:
    """Draw the ways to the neighbours of a page of a list, in these words or the usual ones; nothing without one."""
    if not page or not (page.previous or page.next):
        return drawing.NOTHING
    back = _query(context, {key: page.previous}) if page.previous else ""
    on = _query(context, {key: page.next}) if page.next else ""
    return drawing.pager(back, on, newer, older)


def _query(context: template.Context, changes: dict[str, str], drop: str = "") -> str:
    query = dict(context["request"].GET.lists()) | changes
    query.pop(drop, None)
    return f"?{urlencode(query, doseq=True)}"


@register.simple_tag(takes_context=True)
def flag(context: template.Context, name: str, club: Any = None) -> bool:
    """Tell whether a feature is on for the viewer, in the club: `{% flag "month-view" as shown %}{% if shown %}`."""
    return flags.is_on(name, person=context.get("viewer"), club=club)


@register.filter
def words(text: str) -> list[str]:
    """Return the words of a text, for short loops in templates."""
    return text.split()


@register.filter
def bound(text: str) -> str:
    """Return the text with French marks bound to their words, which no line then begins or ends with: « so » : so ?"""
    return LOOSE_MARKS.sub("\u00a0", text)


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


@register.filter
def may_be_empty(field: Any) -> bool:
    """Return whether a bound field may be left empty; a choice that is made, and has no empty one, never is."""
    if field.field.required:
        return False
    choices = getattr(field.field.widget, "choices", None)
    if not isinstance(choices, list) or field.value() in (None, "", []):
        return True
    return any(value in (None, "") for value, _ in choices) or field.field.widget.allow_multiple_selected


@register.simple_tag(takes_context=True)
def here(context: template.Context, path: str, section: str = "") -> SafeString:
    """Write aria-current for a link to the page shown ("page") or to a page above it ("true").

    `section` is a pattern of further paths that belong to the link.
    """
    return drawing.current(_where(context, path, section))


@register.simple_tag(takes_context=True)
def links(context: template.Context, shown: Sequence[Link], kind: str = "") -> SafeString:
    """Draw links of the frame, marked where they are `here`; of the `kind` menu-item, or of the main navigation."""
    language = get_language() or ""
    drawn = (navigation.drawn(one, kind, _where(context, one.url, one.section), language) for one in shown)
    return mark_safe("".join(drawn))


def _where(context: template.Context, path: str, section: str) -> str:
    shown = getattr(context.get("request"), "path", "")
    if shown == path:
        return "page"
    above = len(path) > 1 and shown.startswith(f"{path}/")
    return "true" if above or (section and re.match(section, shown)) else ""

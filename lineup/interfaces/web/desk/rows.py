"""The rows of the guest list, drawn in one go: fifty of them through template tags cost more than the rest."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape  # of plain text: Django's asks each time whether it is lazy or safe
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from lineup.core.participation.transitions import State
from lineup.interfaces.web import drawing, moments

OWES = '<span class="badge" data-tone="warn">{}{}</span>'
HERE = '<span class="badge" data-tone="good">{}{}</span>'


def draw(
    found: Iterable[Mapping[str, Any]],
    *,
    address: str,
    heads: Sequence[str] = (),
    more: Mapping[Any, Sequence[str]] | None = None,
) -> SafeString:
    """Return the table rows of `listing.details`; each name leads to `address` and the place's id.

    `more`: further cells by place, below the `heads`.
    """
    found, address = list(found), escape(address)
    pills = {state: drawing.badge(state) for state in {row["state"] for row in found}}
    company = drawing.icon("user-plus", "micro")
    here = format_html(HERE, drawing.icon("check-badge", "micro"), _("Here"))
    owes = format_html(OWES, drawing.icon("banknotes", "micro"), _("Unpaid"))
    state, since = escape(_("State")), escape(_("Since"))
    joined = moments.elements("short")
    drawn = []
    for row in found:
        pk, name = row["pk"], escape(row["name"])
        with_whom = f"{company}{escape(row['contact_name'])}" if row["is_companion"] else escape(row["email"])
        marks = (here if row["here_at"] else "") + (owes if row["owes"] and row["state"] == State.CONFIRMED else "")
        cells = _cells(heads, (more or {}).get(pk, ())) if heads else ""
        drawn.append(
            f'<tr><td><input class="pick" type="checkbox" name="picked" value="{pk}" aria-label="{name}"></td>'
            f'<td><a class="guest-name" href="{address}{pk}">{name}</a><small class="soft">{with_whom}</small></td>'
            f'<td data-label="{state}"><span class="cluster">{pills[row["state"]]}{marks}</span></td>'
            f'<td data-label="{since}" class="nowrap number soft">{joined(row["queued_at"])}</td>'
            f"{cells}</tr>"
        )
    return mark_safe("".join(drawn))


def _cells(heads: Sequence[str], texts: Sequence[str]) -> SafeString:
    pairs = zip(heads, texts or [""] * len(heads), strict=True)
    return format_html_join("", '<td data-label="{}" class="answer">{}</td>', pairs)

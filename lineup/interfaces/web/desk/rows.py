"""The rows of the guest list, drawn in one go: fifty of them through template tags cost more than the rest."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from lineup.core.participation.transitions import State
from lineup.interfaces.web import drawing, moments

ROW = (
    '<tr><td><input class="pick" type="checkbox" name="picked" value="{}" aria-label="{}"></td>'
    '<td><a class="guest-name" href="{}">{}</a><small class="soft">{}{}</small></td>'
    '<td data-label="{}"><span class="cluster">{}{}{}</span></td>'
    '<td data-label="{}" class="nowrap number soft">{}</td>{}</tr>'
)
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
    found = list(found)
    pills = {state: drawing.badge(state) for state in {row["state"] for row in found}}
    nothing, company = mark_safe(""), drawing.icon("user-plus", "micro")
    here = format_html(HERE, drawing.icon("check-badge", "micro"), _("Here"))
    owes = format_html(OWES, drawing.icon("banknotes", "micro"), _("Unpaid"))
    state, since = _("State"), _("Since")
    return mark_safe(
        "".join(
            format_html(
                ROW,
                row["pk"],
                row["name"],
                f"{address}{row['pk']}",
                row["name"],
                company if row["is_companion"] else nothing,
                row["contact_name"] if row["is_companion"] else row["email"],
                state,
                pills[row["state"]],
                here if row["here_at"] else nothing,
                owes if row["owes"] and row["state"] == State.CONFIRMED else nothing,
                since,
                moments.element(row["queued_at"], style="short"),
                _cells(heads, (more or {}).get(row["pk"], ())) if heads else nothing,
            )
            for row in found
        )
    )


def _cells(heads: Sequence[str], texts: Sequence[str]) -> SafeString:
    pairs = zip(heads, texts or [""] * len(heads), strict=True)
    return format_html_join("", '<td data-label="{}" class="answer">{}</td>', pairs)

"""Prints of badges, a part at a time: the handler of topic "badge-sheets"."""

from collections.abc import Sequence
from importlib import resources
from io import BytesIO
from typing import Any

import pypdf
from django.utils import translation

from lineup.core.foundation import clock, qr, typesetting
from lineup.core.outbox.models import Message
from lineup.domains.onsite import badge_holders, badge_prints
from lineup.domains.onsite.badge_layouts import Layout
from lineup.domains.onsite.badge_prints import Part

TEMPLATE = resources.files(__package__) / "badges.typ"


def go_on(message: Message) -> None:
    """Set the next part of a print, or join its parts once all are set; a print that is gone asks for nothing."""
    job = badge_prints.under_way(message.payload["print"])
    if job is None:
        return
    at = clock.now()
    part = badge_prints.next_part(job, at=at)
    if part is None:
        badge_prints.finish(job, joined(badge_prints.parts(job)), at=at)
        return
    pages = typesetting.pdf(TEMPLATE, said(part)) if part.badges else b""
    badge_prints.keep_part(part, pages, at=at)


def said(part: Part) -> dict[str, Any]:
    """Return what the pages of this part say, as the template reads it, in the language of the print."""
    with translation.override(part.job.language):
        return {
            "layout": _measures(part.layout),
            "event": part.job.event.offering.title,
            "language": part.job.language,
            "badges": [_one(part, badge) for badge in part.badges],
        }


def _one(part: Part, badge: Any) -> dict[str, str]:
    holder = part.holders[badge.person_id]
    return {
        "name": holder.name,
        "role": badge_holders.said(holder),
        "id": str(badge),
        "code": qr.drawn(part.codes[badge.pk]).svg,
    }


def _measures(layout: Layout) -> dict[str, Any]:
    return {
        "page_width": layout.page[0],
        "page_height": layout.page[1],
        "width": layout.size[0],
        "height": layout.size[1],
        "columns": layout.columns,
        "rows": layout.rows,
        "left": layout.left,
        "top": layout.top,
        "gap": layout.gap,
        "cut": layout.cut,
    }


def joined(parts: Sequence[bytes]) -> bytes:
    """Return one PDF with the pages of all; an empty one of none."""
    if len(parts) == 1:
        return parts[0]
    whole, out = pypdf.PdfWriter(), BytesIO()
    for part in parts:
        whole.append(BytesIO(part), import_outline=False)
    whole.write(out)
    return out.getvalue()

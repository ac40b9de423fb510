"""Who has a badge at an event, and what can be done with it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import ngettext
from django.utils.translation import pgettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from lineup.core.foundation import clock, cursors, text
from lineup.domains.events.models import Event
from lineup.domains.onsite import badge_holders, badge_prints, badges
from lineup.domains.onsite.models import Badge
from lineup.interfaces.web import flash
from lineup.interfaces.web.badges import opening
from lineup.interfaces.web.badges.forms import PrintForm
from lineup.interfaces.web.badges.opening import Desk

PAGE = 50
MOST_PRINTS = 10
LONGEST_SEARCH = 80
TABS = {"all": _("badges", "In use"), "new": _("badges", "To print"), "revoked": _("badges", "Revoked")}


@dataclass(frozen=True)
class Row:
    """A badge as the list shows it."""

    badge: Badge
    name: str
    roles: str
    look: str


@require_safe
@opening.desk
def index(request: HttpRequest, desk: Desk) -> HttpResponse:
    return page(request, desk, PrintForm(initial={"language": request.LANGUAGE_CODE}))  # type: ignore[attr-defined]


def page(request: HttpRequest, desk: Desk, form: PrintForm, *, status: int = 200) -> HttpResponse:
    """Return the page of the list, with what there is to print and the latest prints."""
    event, tab = opening.event_of(desk), request.GET.get("show", "all")
    tab, q = tab if tab in TABS else "all", request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    found = _search(_in_tab(event, tab), event, q)
    ids = cursors.page(found, order=("called", "id"), cursor=request.GET.get("cursor", ""), size=PAGE)
    new = badges.to_print(event).count()
    shown = {
        "form": form,
        "rows": _rows(event, ids.items),
        "page": ids,
        "tab": tab,
        "q": q,
        "tabs": _tabs(event, tab, new),
        "new": new,
        "lacking": badges.without_one(event),
        "prints": list(badge_prints.of(event)[:MOST_PRINTS]),
    }
    return opening.page(request, desk, "list.html", shown, status=status)


def _in_tab(event: Event, tab: str) -> "QuerySet[Badge]":
    if tab == "new":
        return badges.to_print(event)
    return badges.of(event).filter(revoked_at__isnull=tab != "revoked")


def _search(rows: "QuerySet[Badge]", event: Event, q: str) -> "QuerySet[Badge]":
    rows = badge_holders.with_names(rows, event)
    for word in text.fold(q).split():
        rows = rows.filter(Q(called__contains=word) | Q(badge_id=badges.plain(word)))
    return rows


def _rows(event: Event, found: Any) -> list[Row]:
    holders = badge_holders.named(event, [badge.person_id for badge in found])
    new = set(badges.to_print(event).filter(pk__in=[badge.pk for badge in found]).values_list("pk", flat=True))
    return [
        Row(badge, holder.name, badge_holders.said(holder), _look(badge, is_new=badge.pk in new))
        for badge in found
        for holder in [holders[badge.person_id]]
    ]


def _look(badge: Badge, *, is_new: bool) -> str:
    if badge.revoked_at:
        return "badge_revoked"
    return "badge_new" if is_new else "badge_printed"


def _tabs(event: Event, tab: str, new: int) -> list[dict[str, Any]]:
    rows = badges.of(event)
    counts = {
        "all": rows.filter(revoked_at=None).count(),
        "new": new,
        "revoked": rows.filter(revoked_at__isnull=False).count(),
    }
    return [
        {"label": label, "href": f"?{urlencode({'show': name})}", "count": counts[name], "current": name == tab}
        for name, label in TABS.items()
    ]


@require_POST
@opening.desk
def make(request: HttpRequest, desk: Desk) -> HttpResponse:
    made = badges.make_all(opening.event_of(desk), by=desk.by, at=clock.now())
    said = ngettext("One badge was made.", "%(made)d badges were made.", made) % {"made": made}
    flash.done(request, said)
    return redirect(opening.path(desk))

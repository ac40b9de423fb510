"""The record of acts: all of it for platform admins, a club's own for its admins."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lineup.core.audit import subjects
from lineup.core.audit.models import Checkpoint, Entry
from lineup.core.clubs import permissions
from lineup.core.foundation import cursors
from lineup.interfaces.web import admins
from lineup.interfaces.web.audit import words
from lineup.interfaces.web.audit.filters import Filters

SIZE = 50


@require_safe
@admins.only
def everything(request: HttpRequest) -> HttpResponse:
    shown = {"title": _("Audit record"), "crumbs": [], "frame": "platform/frame.html"}
    return _page(request, Entry.objects.all(), **shown)


@require_safe
@login_required
def of_club(request: HttpRequest, slug: str) -> HttpResponse:
    club = permissions.find(request.person, permissions.SEE_AUDIT, slug=slug)  # type: ignore[attr-defined]
    crumbs = [
        (_("Clubs"), reverse("clubs:list")),
        (club.name, reverse("clubs:page", kwargs={"slug": slug})),
        (_("Record"), ""),
    ]
    title = _("Record of %(club)s") % {"club": club.name}
    return _page(request, Entry.objects.filter(club=club), title=title, crumbs=crumbs, club=club)


def _page(request: HttpRequest, rows: "QuerySet[Entry]", **shown: Any) -> HttpResponse:
    filters = Filters(request.GET)
    if shown.get("club"):
        del filters.fields["club"]
    rows = filters.narrowed(rows).select_related("actor", "club", "origin", "link")
    page = cursors.page(rows, order=("-id",), cursor=request.GET.get("cursor", ""), size=SIZE)
    about = subjects.of(page.items, reader=request.person)  # type: ignore[attr-defined]
    shown["rows"] = [words.Row(entry, about.get(entry.pk)) for entry in page.items]
    head = Checkpoint.objects.order_by("-seq").first()
    return render(request, "audit/list.html", {"page": page, "filters": filters, "head": head, **shown})

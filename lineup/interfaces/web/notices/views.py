"""What a person was told, newest first; unread ones stand out."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lineup.core.foundation import clock, cursors
from lineup.core.foundation.errors import Missing
from lineup.core.notices import matters, notices
from lineup.core.notices.models import Notice
from lineup.core.people.models import Person
from lineup.interfaces.web import flash

# kind → icon; what is not named here rings the bell
ICONS = {
    "club.asked": "hand-raised",
    "club.approved": "check",
    "guild.member": "check",
    "club.rejected": "x-mark",
    "club.owner": "key",
    "club.invited": "envelope",
}


@require_safe
@login_required
def notice_list(request: HttpRequest) -> HttpResponse:
    person = request.person  # type: ignore[attr-defined]
    only_unread, about = request.GET.get("show") == "unread", request.GET.get("about", "")
    rows = notices.listed(person, group=about, unread=only_unread)
    page = cursors.page(rows, order=("-created_at", "-id"), cursor=request.GET.get("cursor", ""), size=30)
    for notice in page.items:
        notice.icon = ICONS.get(notice.kind, "bell")  # type: ignore[attr-defined]
    shown = {"page": page, "tabs": _tabs(person, about, only_unread), "abouts": _abouts(about, only_unread)}
    return render(request, "notices/list.html", shown)


def _tabs(person: Person, about: str, only_unread: bool) -> list[dict[str, object]]:  # noqa: FBT001 - which of two tabs
    return [
        {"label": _("Everything"), "href": _path(about), "count": None, "current": not only_unread},
        {
            "label": _("Unread"),
            "href": _path(about, show="unread"),
            "count": notices.unread(person),
            "current": only_unread,
        },
    ]


def _abouts(about: str, only_unread: bool) -> list[dict[str, object]]:  # noqa: FBT001 - which of two tabs
    """What the list can be narrowed to: the groups of what one is told about."""
    kept = {"show": "unread"} if only_unread else {}
    groups = {matter.group.slug: matter.group.label for matter in matters.installed()}
    return [
        {"label": label, "href": _path(slug, **kept), "current": slug == about}
        for slug, label in {"": _("All"), **groups}.items()
    ]


def _path(about: str, **more: str) -> str:
    query = urlencode({**({"about": about} if about else {}), **more})
    return f"/notices?{query}" if query else "/notices"


@require_POST
@login_required
def read_all(request: HttpRequest) -> HttpResponse:
    notices.mark_read(request.person, at=clock.now())  # type: ignore[attr-defined]
    flash.done(request, _("All read."))
    return redirect("notices:list")


@require_POST
@login_required
def read(request: HttpRequest, pk: str) -> HttpResponse:
    """Mark one as read and go to what it is about."""
    person = request.person  # type: ignore[attr-defined]
    notice = Notice.objects.filter(person=person, pk=pk).first()
    if notice is None:
        raise Missing
    notices.mark_read(person, pk=pk, at=clock.now())
    return redirect(notice.path if "go" in request.POST and notice.path else "notices:list")

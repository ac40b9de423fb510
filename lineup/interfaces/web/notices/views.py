"""What a person was told, newest first; unread ones stand out."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lineup.core.foundation import clock, cursors
from lineup.core.foundation.errors import Missing
from lineup.core.notices import notices
from lineup.core.notices.models import Notice
from lineup.interfaces.web import flash

# kind → icon; what is not named here rings the bell
ICONS = {
    "club.asked": "hand-raised",
    "club.approved": "check",
    "club.rejected": "x-mark",
    "club.owner": "key",
    "club.invited": "envelope",
}


@require_safe
@login_required
def notice_list(request: HttpRequest) -> HttpResponse:
    person = request.person  # type: ignore[attr-defined]
    only_unread = request.GET.get("show") == "unread"
    rows = Notice.objects.filter(person=person, **({"read_at": None} if only_unread else {}))
    page = cursors.page(rows, order=("-created_at", "-id"), cursor=request.GET.get("cursor", ""), size=30)
    for notice in page.items:
        notice.icon = ICONS.get(notice.kind, "bell")  # type: ignore[attr-defined]
    return render(request, "notices/list.html", {"page": page, "tabs": _tabs(person, only_unread)})


def _tabs(person: object, only_unread: bool) -> list[dict[str, object]]:  # noqa: FBT001 - which of two tabs
    return [
        {"label": _("Everything"), "href": "/notices", "count": None, "current": not only_unread},
        {
            "label": _("Unread"),
            "href": "/notices?show=unread",
            "count": notices.unread(person),  # type: ignore[arg-type]
            "current": only_unread,
        },
    ]


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

"""Who belongs to a club, as what; and who no longer does."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from lineup.core.clubs import memberships, permissions
from lineup.core.clubs.models import Club, Membership, Role
from lineup.core.foundation import clock, cursors, text
from lineup.core.foundation.errors import Missing, Refusal
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.clubs import frame
from lineup.interfaces.web.clubs.forms import ROLES_GIVEN
from lineup.interfaces.web.clubs.keeping import page

ORDER = ("person__participant__name_folded", "id")
PERMISSION_WORDS = (
    (permissions.SEE_MEMBERS, gettext_lazy("See the members")),
    (permissions.MANAGE_EVENTS, gettext_lazy("Make and run events")),
    (permissions.MANAGE_COURSES, gettext_lazy("Make and run courses")),
    (permissions.MANAGE_MEMBERS, gettext_lazy("Invite, approve and end memberships, give roles")),
    (permissions.EDIT_CLUB, gettext_lazy("Change the club's page and settings")),
    (permissions.SEE_AUDIT, gettext_lazy("Read the record of acts")),
    (permissions.TRANSFER, gettext_lazy("Hand the club over, or put it into the bin")),
)


@require_safe
@login_required
def members(request: HttpRequest, slug: str) -> HttpResponse:
    club = permissions.find(request.person, permissions.SEE_MEMBERS, slug=slug)  # type: ignore[attr-defined]
    wanted, role = request.GET.get("q", "").strip()[:100], request.GET.get("role", "")
    rows = memberships.live(club).select_related("person__participant", "person__account")
    if wanted:
        rows = rows.filter(person__participant__name_folded__contains=text.fold(wanted))
    if role in Role.values:
        rows = rows.filter(role=role)
    shown = {
        "page": cursors.page(rows, order=ORDER, cursor=request.GET.get("cursor", ""), size=50),
        "q": wanted,
        "wanted_role": role,
        "roles": [("", _("Every role")), *Role.choices],
        "roles_given": ROLES_GIVEN,
        "table": _table(),
    }
    return render(request, "clubs/members.html", frame.around(request, club, "members", **shown))


def _table() -> dict[str, Any]:
    """Return what each role may do, as rows of yes and no."""
    rows = [(words, [name in permissions.TABLE[role] for role in Role]) for name, words in PERMISSION_WORDS]
    return {"roles": [role.label for role in Role], "rows": rows}


@require_POST
@login_required
def change_role(request: HttpRequest, slug: str, pk: str) -> HttpResponse:
    membership = _managed(request, slug, pk)
    role = request.POST.get("role", "")
    try:
        memberships.change_role(membership, role, by=acting.actor(request), at=clock.now())
    except Refusal as refusal:
        flash.refused(request, refusal)
    else:
        values = {"name": membership.person.name, "role": Role(role).label}
        flash.done(request, _("%(name)s is %(role)s now.") % values)
    return redirect("clubs:members", slug=slug)


@page
@login_required
def end(request: HttpRequest, slug: str, pk: str) -> HttpResponse:
    membership = _managed(request, slug, pk)
    if request.method != "POST":
        return render(request, "clubs/end_membership.html", {"club": membership.club, "membership": membership})
    try:
        memberships.end(membership, by=acting.actor(request), at=clock.now())
    except Refusal as refusal:
        flash.refused(request, refusal)
    else:
        flash.done(request, _("%(name)s is no longer a member.") % {"name": membership.person.name})
    return redirect("clubs:members", slug=slug)


def _managed(request: HttpRequest, slug: str, pk: str) -> Membership:
    club = permissions.find(request.person, permissions.MANAGE_MEMBERS, slug=slug)  # type: ignore[attr-defined]
    found = memberships.live(club).select_related("club", "person__account").filter(pk=pk).first()
    if found is None:
        raise Missing
    return found


@page
@login_required
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    membership = _own(request, slug)
    if request.method != "POST":
        return render(request, "clubs/leave.html", {"club": membership.club, "membership": membership})
    try:
        memberships.end(membership, by=acting.actor(request), at=clock.now())
    except Refusal as refusal:
        flash.refused(request, refusal)
        return redirect("clubs:page", slug=slug)
    flash.done(request, _("You left %(club)s.") % {"club": membership.club.name})
    return redirect("clubs:list")


def _own(request: HttpRequest, slug: str) -> Membership:
    club = Club.objects.filter(slug=slug, binned_at=None).first()
    rows = memberships.live(club).select_related("club") if club else Membership.objects.none()
    found = rows.filter(person=request.person).first()  # type: ignore[attr-defined]
    if found is None:
        raise Missing
    return found

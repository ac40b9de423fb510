"""A club's admins invite: many addresses at once, seen until answered, taken back."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from lineup.core.clubs import invitations, permissions
from lineup.core.clubs.models import Club
from lineup.core.foundation import clock, cursors
from lineup.core.foundation.errors import Missing, Refusal
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.clubs import frame
from lineup.interfaces.web.clubs.forms import InviteForm
from lineup.interfaces.web.clubs.keeping import page


@page
@login_required
def club_invitations(request: HttpRequest, slug: str) -> HttpResponse:
    club = permissions.find(request.person, permissions.MANAGE_MEMBERS, slug=slug)  # type: ignore[attr-defined]
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _invite(request, club, form):
        return redirect("clubs:invitations", slug=slug)
    rows = invitations.open_of(club).select_related("invited_by")
    found = cursors.page(rows, order=("-created_at", "-id"), cursor=request.GET.get("cursor", ""), size=25)
    shown = frame.around(request, club, "invitations", form=form, page=found, now=clock.now())
    return render(request, "clubs/invitations.html", shown, status=422 if form.errors else 200)


def _invite(request: HttpRequest, club: Club, form: InviteForm) -> bool:
    """Invite; true when every address took. What was refused stays in the form with its reason."""
    try:
        made, refused = invitations.invite_many(club, **form.cleaned_data, by=acting.actor(request), at=clock.now())
    except Refusal as refusal:
        form.add_error("emails", str(refusal))
        return False
    if made:
        said = ngettext("%(n)s person is invited.", "%(n)s people are invited.", len(made)) % {"n": len(made)}
        flash.done(request, said)
    for email, reason in refused:
        form.add_error("emails", f"{email}: {reason}")
    if not made and not refused:
        form.add_error("emails", _("Enter at least one e-mail address."))
    return bool(made) and not refused


@require_POST
@login_required
def revoke(request: HttpRequest, slug: str, pk: str) -> HttpResponse:
    club = permissions.find(request.person, permissions.MANAGE_MEMBERS, slug=slug)  # type: ignore[attr-defined]
    found = club.invitations.filter(pk=pk).first()
    if found is None:
        raise Missing
    try:
        invitations.revoke(found, by=acting.actor(request), at=clock.now())
    except Refusal as refusal:
        flash.refused(request, refusal)
    else:
        flash.done(request, _("The invitation of %(email)s opens nothing any more.") % {"email": found.email})
    return redirect("clubs:invitations", slug=slug)

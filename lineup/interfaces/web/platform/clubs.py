"""Clubs on the platform: found, put into the bin and taken out, given to a new owner when theirs is gone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lineup.core.clubs import clubs as operations
from lineup.core.clubs import directory, memberships
from lineup.core.clubs.models import Club
from lineup.core.foundation import clock, cursors
from lineup.core.foundation.errors import Missing, Refusal
from lineup.core.participation.models import Offering
from lineup.core.people import persons
from lineup.interfaces.web import acting, admins, flash
from lineup.interfaces.web.platform.forms import EntrustForm

STANDINGS = (
    ("", gettext_lazy("Every club")),
    ("open", gettext_lazy("Open clubs")),
    ("ownerless", gettext_lazy("Clubs without an owner")),
    ("binned", gettext_lazy("Clubs in the bin")),
)


@require_safe
@admins.only
def clubs(request: HttpRequest) -> HttpResponse:
    wanted, chosen = request.GET.get("q", "").strip()[:100], request.GET.get("standing", "")
    rows = directory.search(wanted, standing=chosen if chosen in directory.STANDINGS else "")
    page = cursors.page(rows, order=directory.ORDER, cursor=request.GET.get("cursor", ""), size=50)
    shown = {"page": page, "q": wanted, "standing": chosen, "standings": STANDINGS}
    return render(request, "platform/clubs.html", shown)


@require_safe
@admins.only
def club(request: HttpRequest, slug: str) -> HttpResponse:
    return _page(request, _found(slug), EntrustForm())


def _page(request: HttpRequest, found: Club, form: EntrustForm) -> HttpResponse:
    owner = directory.owner_of(found)
    shown = {
        "club": found,
        "owner": owner,
        "owner_gone": not (owner and owner.person.account and owner.person.account.is_active),
        "members": memberships.live(found).count(),
        "offerings": Offering.objects.filter(club=found, binned_at=None).count(),
        "form": form,
    }
    return render(request, "platform/club.html", shown, status=422 if form.errors else 200)


@require_POST
@admins.only
def discard(request: HttpRequest, slug: str) -> HttpResponse:
    found = _found(slug)
    operations.discard(found, by=acting.actor(request), at=clock.now())
    undo = reverse("platform:club-restoration", kwargs={"slug": slug})
    flash.done(request, _("%(club)s is in the bin.") % {"club": found.name}, undo=undo)
    return redirect("platform:club", slug=slug)


@require_POST
@admins.only
def restore(request: HttpRequest, slug: str) -> HttpResponse:
    found = _found(slug)
    operations.restore(found, by=acting.actor(request), at=clock.now())
    flash.done(request, _("%(club)s is back, as it was.") % {"club": found.name})
    return redirect("platform:club", slug=slug)


@require_http_methods(["POST"])
@admins.only
def hand_over(request: HttpRequest, slug: str) -> HttpResponse:
    found, form = _found(slug), EntrustForm(request.POST)
    if form.is_valid():
        heir = persons.by_address(form.cleaned_data["email"])
        try:
            if heir is None:
                raise memberships.NoAccount(field="email")
            memberships.entrust(found, heir, by=acting.actor(request), at=clock.now())
        except Refusal as refusal:
            form.add_error("email", str(refusal))
        else:
            flash.done(request, _("%(name)s owns the club now.") % {"name": heir.name})
            return redirect("platform:club", slug=slug)
    return _page(request, found, form)


def _found(slug: str) -> Club:
    found = Club.objects.filter(slug=slug).first()
    if found is None:
        raise Missing
    return found

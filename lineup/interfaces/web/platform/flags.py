"""Features that are not for everybody yet: seen, and switched for the platform or a club."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lineup.core.clubs.models import Club
from lineup.core.flags import flags as switched
from lineup.core.flags.flags import Flag
from lineup.core.foundation import clock
from lineup.core.foundation.errors import Missing
from lineup.interfaces.web import acting, admins, flash
from lineup.interfaces.web.platform.forms import ClubSwitchForm, SwitchForm


@require_safe
@admins.only
def flags(request: HttpRequest) -> HttpResponse:
    overdue = switched.overdue(on=clock.now().date())
    rows = [{**_row(flag), "is_overdue": flag in overdue} for flag in switched.declared()]
    return render(request, "platform/flags.html", {"rows": rows, "left_over": switched.left_over()})


def _row(flag: Flag) -> dict[str, Any]:
    mine = [row for row in switched.switches() if row.flag == flag.name]
    platform = next((row for row in mine if row.club is None), None)
    return {"flag": flag, "platform": platform, "clubs": [row for row in mine if row.club is not None]}


@require_http_methods(["GET", "HEAD", "POST"])
@admins.only
def flag(request: HttpRequest, name: str) -> HttpResponse:
    found = switched.find(name)
    own = "club" in request.POST
    form = SwitchForm(request.POST if request.method == "POST" and not own else None, initial=_initial(found))
    club_form = ClubSwitchForm(request.POST if own else None, prefix="", initial={"share": 100})
    used = club_form if own else form
    if used.is_valid() and _switch(request, found, used):
        return redirect("platform:flag", name=name)
    shown = {**_row(found), "form": form, "club_form": club_form}
    return render(request, "platform/flag.html", shown, status=422 if used.errors else 200)


def _initial(found: Flag) -> dict[str, int]:
    platform = _row(found)["platform"]
    return {"share": platform.share if platform else 100 if found.default else 0}


def _switch(request: HttpRequest, found: Flag, form: SwitchForm) -> bool:
    """Whether it was switched; a club that there is not is said beside the field."""
    club = None
    if slug := form.cleaned_data.get("club"):
        club = _club(slug)
        if club is None:
            form.add_error("club", _("There is no club at this address."))
            return False
    share = form.cleaned_data["share"]
    switched.switch(found.name, share=share, club=club, by=acting.actor(request), at=clock.now())
    flash.done(request, _("Switched: it holds everywhere within a few seconds."))
    return True


@require_POST
@admins.only
def reset(request: HttpRequest, name: str) -> HttpResponse:
    switched.find(name)
    club = _club(request.POST["of"]) if request.POST.get("of") else None
    if request.POST.get("of") and club is None:
        raise Missing
    switched.reset(name, club=club, by=acting.actor(request), at=clock.now())
    flash.done(request, _("The switch is gone; what stands above it decides again."))
    return redirect("platform:flag", name=name)


@require_POST
@admins.only
def removal(request: HttpRequest, name: str) -> HttpResponse:
    if name not in switched.left_over():
        raise Missing
    switched.clear_left_over(name, by=acting.actor(request), at=clock.now())
    flash.done(request, _("What was left of “%(name)s” is gone.") % {"name": name})
    return redirect("platform:flags")


def _club(slug: str) -> Club | None:
    return Club.objects.filter(slug=slug).first()

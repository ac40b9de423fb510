"""News of a club, to those who agreed to hear of it."""

import secrets

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lineup.core.clubs import permissions
from lineup.core.clubs.models import Club
from lineup.core.foundation import clock
from lineup.core.foundation.errors import Refusal
from lineup.core.participation import club_news
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.clubs import frame
from lineup.interfaces.web.clubs.keeping import page
from lineup.interfaces.web.letter_form import LetterForm


@page
@login_required
def write(request: HttpRequest, slug: str) -> HttpResponse:
    club = permissions.find(request.person, permissions.EDIT_CLUB, slug=slug)  # type: ignore[attr-defined]
    form, readers = LetterForm(acting.sent(request), initial={"key": secrets.token_urlsafe(8)}), club_news.count(club)
    if request.method == "POST" and form.is_valid() and _sent(request, club, form):
        flash.done(request, _said(readers))
        return redirect("clubs:news", slug=slug)
    shown = frame.around(request, club, "news", form=form, readers=readers)
    return render(request, "clubs/news.html", shown, status=422 if form.errors else 200)


def _sent(request: HttpRequest, club: Club, form: LetterForm) -> bool:
    try:
        club_news.send(club, by=acting.actor(request), at=clock.now(), **form.cleaned_data)
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return False
    return True


def _said(number: int) -> str:
    words = ngettext("Your news is on its way to one person.", "Your news is on its way to %(n)d people.", number)
    return words % {"n": number} if number else _("Nobody has agreed to hear of you yet.")

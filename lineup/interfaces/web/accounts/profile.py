"""The person's own page about themselves."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override

from lineup.core.foundation import clock, pictures
from lineup.core.foundation.errors import Refusal
from lineup.core.people import persons
from lineup.core.people.models import Person
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.accounts.entrance import page
from lineup.interfaces.web.accounts.forms import ProfileForm


@page
@login_required
def profile(request: HttpRequest) -> HttpResponse:
    # a copy: a form that fails must not change the name in the frame
    person = Person.objects.get(pk=request.person.pk)  # type: ignore[attr-defined]
    form = ProfileForm(request.POST or None, request.FILES or None, instance=person)
    if request.method == "POST" and form.is_valid():
        try:
            values = _values(form.cleaned_data)
            persons.change_profile(request.person, by=acting.actor(request), at=clock.now(), **values)  # type: ignore[attr-defined]
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            with override(form.cleaned_data["language"]):
                flash.done(request, _("Your profile is saved."))
            return redirect("accounts:profile")
    return render(request, "accounts/profile.html", {"form": form}, status=422 if form.errors else 200)


def _values(cleaned: dict[str, Any]) -> dict[str, Any]:
    values = dict(cleaned)
    upload, none = values.pop("picture"), values.pop("no_picture")
    if upload:
        values["avatar"] = pictures.square(upload, field="picture")
    elif none:
        values["avatar"] = ""
    return values

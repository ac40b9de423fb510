"""The categories that events are found by: added, named, ordered, removed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from lineup.core.foundation import clock, ordering
from lineup.domains.events import categories as kept
from lineup.domains.events import topics
from lineup.interfaces.web import acting, admins, flash
from lineup.interfaces.web.platform.forms import CategoryForm

page = require_http_methods(["GET", "HEAD", "POST"])


@page
@admins.only
def categories(request: HttpRequest) -> HttpResponse:
    form = CategoryForm(acting.sent(request))
    if form.carries_out(lambda: kept.add(by=acting.actor(request), at=clock.now(), **form.cleaned_data)):
        flash.done(request, _("Organisers can choose it now."))
        return redirect("platform:categories")
    shown = {"form": form, "categories": topics.categories()}
    return render(request, "platform/categories.html", shown, status=422 if form.errors else 200)


@page
@admins.only
def category(request: HttpRequest, slug: str) -> HttpResponse:
    found = kept.find(slug)
    name = str(found)
    form = CategoryForm(acting.sent(request), initial={"name_en": found.name_en, "name_fr": found.name_fr})
    if form.carries_out(lambda: kept.rename(found, by=acting.actor(request), at=clock.now(), **form.cleaned_data)):
        flash.done(request, _("Saved."))
        return redirect("platform:categories")
    shown = {"form": form, "category": found, "name": name}
    return render(request, "platform/category.html", shown, status=422 if form.errors else 200)


@require_POST
@admins.only
def move(request: HttpRequest, slug: str) -> HttpResponse:
    found = kept.find(slug)
    index = acting.index_sent(request, ordering.index_of(found, topics.categories()))
    kept.move(found, index=index, by=acting.actor(request), at=clock.now())
    return redirect("platform:categories")


@page
@admins.only
def remove(request: HttpRequest, slug: str) -> HttpResponse:
    found = kept.find(slug)
    if request.method == "POST":
        kept.remove(found, by=acting.actor(request), at=clock.now())
        flash.done(request, _("The category “%(name)s” is gone.") % {"name": found})
        return redirect("platform:categories")
    number = kept.events_of(found)
    said = ngettext(
        "%(n)s event has it, and will be in no category.", "%(n)s events have it, and will be in no category.", number
    )
    consequences = [said % {"n": number}, _("Addresses that search in it find nothing any more.")]
    return render(request, "platform/category_removal.html", {"category": found, "consequences": consequences})

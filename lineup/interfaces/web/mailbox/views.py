"""The mails of the demo, so that nobody needs a mail server; nowhere else."""

from collections.abc import Callable
from functools import wraps
from types import SimpleNamespace
from typing import Any

from csp.decorators import csp_replace, csp_update
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from lineup.core.foundation.errors import Missing
from lineup.interfaces.web.mailbox import letters

# a mail brings styles of its own; it may run nothing and fetch nothing
OF_A_MAIL = {
    "sandbox": ["allow-popups", "allow-popups-to-escape-sandbox", "allow-top-navigation-by-user-activation"],
    "default-src": ["'none'"],
    "script-src": ["'none'"],
    "connect-src": ["'none'"],
    "font-src": ["'none'"],
    "style-src": ["'unsafe-inline'"],
    "img-src": ["data:"],
    "form-action": ["'none'"],
    "frame-ancestors": ["'self'"],
}


def only_in_the_demo(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Answer 404 where mails go to people and not into files."""

    @require_safe
    @never_cache
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.MAILBOX:
            raise Missing
        return view(request, *args, **kwargs)

    return wrapped


@only_in_the_demo
def mailbox(request: HttpRequest) -> HttpResponse:
    wanted = request.GET.get("to", "")[:254]
    found, following = letters.page(to=wanted, before=request.GET.get("cursor", ""))
    page = SimpleNamespace(previous=None, next=following)
    return render(request, "mailbox/list.html", {"letters": found, "page": page, "to": wanted})


@only_in_the_demo
@csp_update({"frame-src": ["'self'"]})  # type: ignore[arg-type]
def letter(request: HttpRequest, name: str) -> HttpResponse:
    found = letters.find(name)
    crumbs = [(_("Mailbox"), reverse("mailbox:list")), (found.subject, "")]
    return render(request, "mailbox/letter.html", {"letter": found, "crumbs": crumbs})


@only_in_the_demo
@xframe_options_sameorigin
@csp_replace(OF_A_MAIL)  # type: ignore[arg-type]
def html(request: HttpRequest, name: str) -> HttpResponse:
    """Answer the mail's own page, shut into a sandbox."""
    return HttpResponse(letters.find(name).html.replace("<head>", '<head><base target="_top">', 1))


@only_in_the_demo
def attachment(request: HttpRequest, name: str, number: int) -> HttpResponse:
    file_name, content = letters.attachment(letters.find(name), number)
    response = HttpResponse(content, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return response

"""The platform's own rooms: to everybody but its admins they do not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from lineup.core.foundation.errors import Missing

View = Callable[..., HttpResponse]


def only(view: View) -> View:
    """Answer platform admins; strangers, too, are told that there is nothing here."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        person = getattr(request, "person", None)
        if not (person and person.account and person.account.is_platform_admin):
            raise Missing
        return view(request, *args, **kwargs)

    return wrapped

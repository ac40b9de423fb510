"""A short way through the middleware: who brings a token, or nothing, needs no session, messages or shell."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils import translation

from lineup.interfaces.api import problems

PREFIX = "/api/"
# documented among the API's paths, but answered by another way in
PASSED_BY = "/api/discord/webhooks/"
ROUTES = "lineup.interfaces.api.urls"
DOCS = "/api/docs"
POLICY = "default-src 'none'; frame-ancestors 'none'"


class ApiLane:
    """Answers /api/ itself unless a browser's session is needed; refusals are always problem details."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(PREFIX) or request.path_info.startswith(PASSED_BY):
            return self.get_response(request)
        if _needs_session(request):
            return _private(problems.tidied(self.get_response(request)))
        with translation.override(translation.get_language_from_request(request)):
            answer = problems.tidied(_answer(request))
        answer.headers.setdefault("Content-Security-Policy", POLICY)
        return _private(answer)


def _private(answer: HttpResponseBase) -> HttpResponseBase:
    """What one person was told stays in no cache."""
    answer.headers.setdefault("Cache-Control", "private, no-store")
    return answer


def _needs_session(request: HttpRequest) -> bool:
    if request.path_info == DOCS:
        return True
    return settings.SESSION_COOKIE_NAME in request.COOKIES and "Authorization" not in request.headers


def _answer(request: HttpRequest) -> HttpResponseBase:
    try:
        request.get_host()
        match = resolve(request.path_info.removeprefix(PREFIX.rstrip("/")), ROUTES)
        match.route = PREFIX.lstrip("/") + match.route
        request.resolver_match = match
        return match.func(request, *match.args, **match.kwargs)
    except Resolver404:
        return problems.plain(404)
    except Exception as error:  # nothing beyond this point would answer in JSON
        return problems.of_exception(request, error)

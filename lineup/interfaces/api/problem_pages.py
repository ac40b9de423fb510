"""What each stable code of a problem means, in plain words: where the `type` of problem details leads."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lineup.core.foundation.errors import Refusal
from lineup.interfaces.api import problems


@dataclass(frozen=True)
class Problem:
    """A code with its HTTP status, what it says (facts left open as …), and the input at fault where there is one."""

    code: str
    status: int
    title: str
    sentences: tuple[str, ...]
    field: str | None


class _Open(int):
    """A fact that is not known: more than one, and shown as …"""

    def __str__(self) -> str:
        return "…"


class _Facts(dict[str, Any]):
    def __missing__(self, name: str) -> _Open:
        return _Open(2)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show all of them."""
    return render(request, "api/problems.html", {"problems": known().values(), "title": _("What can be in the way")})


@require_safe
def page(request: HttpRequest, problem: str) -> HttpResponse:
    """Show one of them; a code that nothing says has no page."""
    found = known().get(problem)
    if found is None:
        raise Http404
    return render(request, "api/problems.html", {"problems": [found], "title": found.title, "one": True})


def known() -> Mapping[str, Problem]:
    """Return every problem by its code, in the language that is active."""
    found = {code: _problem(code, status, [said], None) for status, (code, said) in problems.PLAIN.items()}
    kinds: dict[str, list[type[Refusal]]] = {}
    for kind in _kinds(Refusal):
        if kind.sentence is not Refusal.sentence:
            kinds.setdefault(kind.code, []).append(kind)
    for code, some in kinds.items():
        found[code] = _problem(code, some[0].status, [kind.sentence for kind in some], some[0].field)
    return dict(sorted(found.items()))


def _kinds(kind: type[Refusal]) -> Iterator[type[Refusal]]:
    for narrower in kind.__subclasses__():
        yield narrower
        yield from _kinds(narrower)


def _problem(code: str, status: int, sentences: list[Any], field: str | None) -> Problem:
    said = tuple(dict.fromkeys(str(sentence % _Facts()) for sentence in sentences))
    return Problem(code, status, str(problems.TITLES[status]), said, field)

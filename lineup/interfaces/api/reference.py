"""The API's description of itself (OpenAPI 3.1), and a page on which to try it."""

import functools
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET

from lineup.interfaces.api import description, keys
from lineup.interfaces.api.contract import API


@functools.cache
def described() -> dict[str, Any]:
    """Return the OpenAPI document; made once."""
    return description.of(API)


@functools.cache
def _written() -> bytes:
    return orjson.dumps(described(), option=orjson.OPT_NON_STR_KEYS)


@require_GET
def schema(request: HttpRequest) -> HttpResponse:
    """Answer with the OpenAPI document."""
    return HttpResponse(_written(), content_type="application/json")


@require_GET
@ensure_csrf_cookie
def page(request: HttpRequest) -> HttpResponse:
    """Show the reference; what is tried on it is done as whoever is signed in."""
    shown = {"tags": _by_tag(), "about": API.description, "person": keys.person(request)}
    return render(request, "api/reference.html", shown)


@functools.cache
def _by_tag() -> dict[str, list[dict[str, Any]]]:
    tags: dict[str, list[dict[str, Any]]] = {}
    for path, methods in described()["paths"].items():
        for method, operation in methods.items():
            line = {**operation, "method": method.upper(), "path": path, "example": _example(operation)}
            tags.setdefault(operation["tags"][0], []).append(line)
    return tags


def _example(operation: dict[str, Any]) -> str:
    body = description.example(described(), operation)
    return "" if body is None else orjson.dumps(body, option=orjson.OPT_INDENT_2).decode()

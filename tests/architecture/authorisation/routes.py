"""Every way into the house that the URL configuration knows."""

import functools
import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from lineup.interfaces.api.contract import API

BLANK = re.compile(r"\{(\w+)\}")


@functools.cache
def pages() -> dict[str, str]:
    """Return the path of each route outside the API's operations, by its name, or by its path if it has none."""
    found = {}
    for name, path, pattern in _walk(get_resolver()):
        if _is_operation(pattern):
            continue
        found[f"/{path}" if path.startswith("api/") else name or f"/{path}"] = f"/{path}"
    return found


def operations() -> set[tuple[str, str]]:
    """Return method and path of each operation of the API."""
    return {
        (method, f"/api{path}")
        for bound in API._get_bound_routers()
        for path, view in bound.path_operations.items()
        for operation in view.operations
        for method in operation.methods
    }


def operation_paths() -> set[str]:
    """Return the paths of the operations as the URL configuration has them."""
    found = {path for _name, path, pattern in _walk(get_resolver()) if _is_operation(pattern)}
    return {"/" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", path) for path in found}


def blanks(path: str) -> tuple[str, ...]:
    return tuple(BLANK.findall(path))


def names_in(name: str) -> tuple[str, ...]:
    """Return the blanks in the address of a page."""
    return tuple(re.findall(r"<(?:\w+:)?(\w+)>", pages()[name]))


def _is_operation(pattern: URLPattern) -> bool:
    return pattern.callback.__module__.startswith("ninja")


def _walk(resolver: URLResolver, before: str = "", room: str = "") -> Iterator[tuple[str, str, URLPattern]]:
    for found in resolver.url_patterns:
        path = before + str(found.pattern)
        if isinstance(found, URLResolver):
            yield from _walk(found, path, f"{room}{found.namespace}:" if found.namespace else room)
        else:
            yield f"{room}{found.name}" if found.name else "", path, found

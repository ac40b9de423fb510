"""The API's addresses as a tree: to find one of hundreds, each of its segments is looked for among its siblings."""

from collections.abc import Iterable

from django.urls import URLPattern, URLResolver, include, path


def as_tree(routes: Iterable[URLPattern]) -> list[URLPattern | URLResolver]:
    """Return the same addresses, each once, with those that begin alike under their beginning.

    A segment that is written out comes before one to be filled in, whatever the order of the routes.
    """
    return _tree([(str(route.pattern), route) for route in routes])


def _tree(routes: list[tuple[str, URLPattern]]) -> list[URLPattern | URLResolver]:
    ends: dict[str, URLPattern] = {}
    branches: dict[str, list[tuple[str, URLPattern]]] = {}
    for address, route in routes:
        segment, slash, rest = address.partition("/")
        if slash:
            branches.setdefault(segment, []).append((rest, route))
        else:
            ends.setdefault(segment, route)
    found: list[URLPattern | URLResolver] = [
        *(path(end, route.callback, route.default_args, route.name) for end, route in ends.items()),
        *(path(f"{segment}/", include(_tree(more))) for segment, more in branches.items()),
    ]
    return sorted(found, key=_is_filled_in)


def _is_filled_in(found: URLPattern | URLResolver) -> bool:
    return "<" in str(found.pattern)

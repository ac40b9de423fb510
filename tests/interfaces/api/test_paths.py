"""The tree of addresses finds what the list of them would."""

import re
import uuid

import pytest
from django.urls import Resolver404, URLPattern, path, resolve

from lineup.interfaces.api import contract, paths

pytestmark = pytest.mark.req("P06")


BLANK = re.compile(r"<(?:\w+:)?(\w+)>")


def test_each_address_of_the_api_leads_where_its_list_says() -> None:
    routes = {str(route.pattern) for route in contract.API.urls[0]}
    assert {route: _found(route) for route in routes} == {route: (f"api/{route}", _given(route)) for route in routes}


def _found(route: str) -> tuple[str, dict[str, str]]:
    found = resolve(f"/api/{BLANK.sub(lambda blank: _given(route)[blank[1]], route)}")
    return found.route, {name: str(value) for name, value in found.kwargs.items()}


def _given(route: str) -> dict[str, str]:
    return {name: str(uuid.UUID(int=number)) for number, name in enumerate(BLANK.findall(route))}


def views(request):
    """Stands for any."""


def tree(*routes: str) -> list[str]:
    return [str(found.pattern) for found in paths.as_tree(path(route, views, name=route) for route in routes)]


def test_what_is_written_out_is_looked_for_first() -> None:
    assert tree("teams/<slug>", "teams/mine/list", "<any>", "teams") == ["teams", "teams/", "<any>"]
    [_teams, branch, _any] = paths.as_tree(
        path(r, views) for r in ("teams/<slug>", "teams/mine/list", "<any>", "teams")
    )
    assert [str(found.pattern) for found in branch.url_patterns] == ["mine/", "<slug>"]


def test_an_address_twice_is_looked_for_once() -> None:
    found = paths.as_tree([path("teams", views, name="find"), path("teams", views, name="create")])
    assert [(type(one), one.name) for one in found] == [(URLPattern, "find")]


def test_what_leads_nowhere_is_found_nowhere() -> None:
    with pytest.raises(Resolver404):
        resolve("/teams/mine/other", tuple(paths.as_tree([path("teams/mine/list", views)])))

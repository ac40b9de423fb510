"""The API's description of itself, and the page on which to try it."""

import re
import sys
from collections import Counter

import pytest
from django.test import Client
from pydantic import BaseModel

from lineup.interfaces.api import contract, reference
from tests.support import factories

pytestmark = pytest.mark.req("P06")


OPERATIONS = [
    (path, method, operation)
    for path, methods in reference.described()["paths"].items()
    for method, operation in methods.items()
]


@pytest.mark.django_db
def test_the_description_is_openapi_3_1(nobody):
    answer = nobody.get("/openapi.json")
    assert (answer.status_code, answer.json()["openapi"]) == (200, "3.1.0")
    assert set(answer.json()["components"]["securitySchemes"]) == {"Token", "Session", "Signature"}


def test_every_operation_has_a_name_of_its_own():
    names = [operation["operationId"] for _path, _method, operation in OPERATIONS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(("path", "method", "operation"), OPERATIONS, ids=[row[2]["operationId"] for row in OPERATIONS])
def test_every_operation_is_described_with_its_refusals(path, method, operation):
    assert operation["summary"]
    assert operation["description"].strip().endswith((".", "!"))
    problem = {"$ref": "#/components/responses/Problem"}
    assert operation["responses"]["404"] == problem
    assert {"200", "201", "202", "204"} & set(operation["responses"])
    if method != "get":
        assert "Idempotency-Key" in [parameter["name"] for parameter in operation["parameters"]]
        assert operation["responses"]["409"] == operation["responses"]["422"] == problem


def test_no_secret_travels_in_an_address():
    secret = re.compile("token|secret|key", re.IGNORECASE)
    found = [
        (path, parameter["name"])
        for path, _method, operation in OPERATIONS
        for parameter in operation["parameters"]
        if parameter["in"] == "query" and secret.search(parameter["name"])
    ]
    assert found == []


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_shows_everything_under_the_strict_policy(language):
    browser = Client()
    browser.force_login(factories.member("Ada").account)
    answer = browser.get("/api/docs", headers={"Accept-Language": language})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert len(re.findall("<details", text)) == len(OPERATIONS)
    assert re.findall(r"<style|style=|onclick|<script>|https?://(?!example\.org)", text) == []


def test_each_path_is_known_to_one_router_alone():
    """The first that knows an address would answer 405 for the methods of the others."""
    routers = [set(bound.path_operations) for bound in contract.API._get_bound_routers()]
    assert sum(len(paths) for paths in routers) == len(set().union(*routers))


def test_no_two_shapes_share_a_name():
    """In the description one of them would stand for both."""
    modules = [module for name, module in sys.modules.items() if name.startswith("lineup.interfaces.api")]
    seen = {one for module in modules for one in vars(module).values() if isinstance(one, type)}
    shapes = {one for one in seen if issubclass(one, BaseModel) and one.__module__.startswith("lineup.interfaces.api")}
    counted = Counter(shape.__name__ for shape in shapes)
    assert [name for name, number in counted.items() if number > 1] == []
    assert len(counted) > 50

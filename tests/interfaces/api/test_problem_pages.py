"""The `type` of problem details leads to a page in plain words."""

import re

import pytest

from lineup.core.foundation.errors import Refusal
from lineup.interfaces.api import problem_pages
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("Q29")]


def test_what_the_api_refuses_leads_to_its_page(client):
    full = factories.pool(capacity=1, waitlist="none")
    factories.place(full)
    asker = factories.member("Ada")
    client.force_login(asker.account)
    problem = client.post(f"/api/pools/{full.pk}/places", {}, content_type="application/json").json()
    assert problem["code"] == "pool_full"
    page = client.get(problem["type"])
    assert (page.status_code, "pool_full" in page.content.decode()) == (200, True)


def test_every_code_that_a_rule_can_say_has_a_page():
    def codes(kind):
        for narrower in kind.__subclasses__():
            yield narrower.code
            yield from codes(narrower)

    assert set(codes(Refusal)) - set(problem_pages.known()) == set()


@pytest.mark.req("Q22")
@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_sentence_shows_what_it_is_made_of(client, language):
    page = client.get("/problems", headers={"Accept-Language": language}).content.decode()
    assert re.findall(r"%\(\w+\)|%[sd]|\{\w+\}", page) == []
    assert page.count("<h2>") == len(problem_pages.known())
    known = problem_pages.known().values()
    assert [problem.code for problem in known if not all(len(said) > 10 for said in problem.sentences)] == []


def test_what_is_no_code_has_no_page(client):
    assert client.get("/problems/no_such_code").status_code == 404

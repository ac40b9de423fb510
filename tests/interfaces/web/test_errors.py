import html

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.utils import translation

from lineup.core.foundation.errors import Expired, Missing, Refusal
from lineup.interfaces.web import errors


class Overbooked(Refusal):
    code = "overbooked"
    sentence = "Only %(left)d places are left; ask for fewer."


@pytest.fixture
def request_() -> HttpRequest:
    return RequestFactory().get("/somewhere?a=1")


@pytest.mark.parametrize("status", sorted(errors.WORDS))
def test_each_error_has_a_page_with_a_way_on_and_a_reference(request_: HttpRequest, status: int) -> None:
    answer = errors.page(request_, status)
    text = answer.content.decode()
    assert answer.status_code == status
    assert str(errors.WORDS[status].title) in text
    assert 'href="/"' in text
    assert "give this reference" in text


def test_errors_are_drawn_without_the_database(request_: HttpRequest) -> None:
    assert errors.broken(request_).status_code == 500


def test_a_refusal_that_no_page_caught_is_told_in_its_own_sentence(request_: HttpRequest) -> None:
    pages = errors.RefusalPages(errors.missing)
    answer = pages.process_exception(request_, Overbooked(left=2))
    assert answer is not None
    assert answer.status_code == 409
    assert "Only 2 places are left; ask for fewer." in answer.content.decode()
    assert pages.process_exception(request_, ValueError()) is None


def test_hostile_text_in_a_refusal_stays_text(request_: HttpRequest) -> None:
    answer = errors.refused(request_, Refusal("<script>alert(1)</script>"))
    assert "<script>alert" not in answer.content.decode()


def test_whoever_must_wait_is_told_how_long(request_: HttpRequest) -> None:
    assert errors.page(request_, 429)["Retry-After"] == "60"


@pytest.mark.django_db
def test_an_unknown_address_gets_the_friendly_page(client: Client) -> None:
    answer = client.get("/no/such/page")
    assert answer.status_code == 404
    assert "There is nothing here" in answer.content.decode()


@pytest.mark.django_db
def test_a_form_without_its_proof_is_explained() -> None:
    answer = Client(enforce_csrf_checks=True).post("/appearance/theme", {"theme": "dark"})
    assert answer.status_code == 403
    assert "Reload the page and send it again" in answer.content.decode()


@pytest.mark.req("P13")
@pytest.mark.parametrize("bare", [Refusal, Missing, Expired])
def test_a_refusal_without_a_sentence_says_the_remedy_of_its_status_in_the_language_asked_for(
    request_: HttpRequest, bare: type[Refusal]
) -> None:
    with translation.override("fr"):
        text = errors.refused(request_, bare()).content.decode()
        assert str(errors.WORDS[bare.status].sentence) in html.unescape(text)
    assert Refusal.sentence not in html.unescape(text)

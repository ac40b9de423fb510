"""Whatever is wrong is said as problem details: a stable code, a sentence with the remedy, nothing changed."""

import json

import pytest
from django.test import Client, RequestFactory

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Expired, Forbidden, Invalid, Missing, Refusal
from lineup.core.participation.models import Offering
from lineup.domains.events import listing
from lineup.interfaces.api import problems
from tests.interfaces.api.conftest import caller, problem
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("P06")]


def sent(path, data, content_type="application/json", method="POST", **extra):
    key = caller(factories.member())
    return Client().generic(method, f"/api{path}", data, content_type, headers=key.headers, **extra)


@pytest.mark.parametrize("path", ["/nothing", "/events/not-there", "/pools/123", "/places/é", "/events/%00", "/"])
def test_what_does_not_exist_is_404(nobody, path):
    assert problem(nobody.get(path)) in {(404, "not_found"), (401, "not_signed_in")}


def test_another_method_is_405_with_those_that_are_allowed(nobody):
    answer = nobody.delete("/events")
    assert problem(answer) == (405, "method_not_allowed")
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "POST"}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"{", (400, "not_json")),
        (b"", (422, "invalid")),
        (b"[]", (422, "invalid")),
        (b"null", (422, "invalid")),
        (b'"text"', (422, "invalid")),
        (b'{"name": "\\ud800"}', (400, "not_json")),
        (b'{"name": "\xff"}', (400, "not_json")),
        (b'{"name": "a\\u0000b"}', (422, "unprintable_character")),
        (b'{"name": NaN}', (400, "not_json")),
        (b"[" * 100_000, (400, "not_json")),
        (b'{"name": "' + b"x" * 2_000_000 + b'"}', (413, "too_large")),
        (b'{"name": "  "}', (422, "club_name_needed")),
    ],
)
def test_a_body_that_cannot_be_read_is_told_so(data, expected):
    assert problem(sent("/clubs", data)) == expected


def test_another_kind_of_content_is_415():
    assert problem(sent("/clubs", "name=A", "application/x-www-form-urlencoded")) == (415, "unsupported_media_type")
    assert problem(sent("/clubs", "<a/>", "text/xml")) == (415, "unsupported_media_type")


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        ('{"title": "A", "capacity": 1e400}', "capacity", None),
        ('{"title": "A", "capacity": 99999999999999999999999}', "capacity", "int_parsing_size"),
        ('{"title": "A", "capacity": 0}', "capacity", "greater_than_equal"),
        ('{"title": "A", "capacity": "many"}', "capacity", "int_parsing"),
        ('{"title": "A", "starts_at": "9999-12-31T23:59:59Z"}', "starts_at", "invalid"),
        ('{"title": "A", "starts_at": "2027-01-01T10:00:00"}', "starts_at", "timezone_aware"),
        ('{"title": "A", "starts_at": 1799999999}', "starts_at", "invalid"),
        ('{"title": "A", "starts_at": "tomorrow"}', "starts_at", "datetime_from_date_parsing"),
        ('{"title": "A", "ends_at": "0001-01-01T00:00:00Z"}', "ends_at", "invalid"),
        ('{"title": "' + "x" * 201 + '"}', "title", "string_too_long"),
        ('{"titel": "A"}', "title", "missing"),
        ('{"title": "A", "colour": "red"}', "colour", "extra_forbidden"),
        ('{"title": "A", "visibility": "secret"}', "visibility", "literal_error"),
        ('{"title": "A", "venue": "here"}', "venue", "uuid_parsing"),
        ('{"title": "A", "time_zone": "Mars/Phobos"}', "time_zone", "invalid"),
    ],
)
def test_each_mistake_names_its_field_and_the_remedy(body, field, code):
    answer = sent("/events", body)
    if code is None:
        assert answer.status_code in (400, 422)
        return
    assert problem(answer) == (422, "invalid")
    assert (answer.json()["field"], answer.json()["errors"][0]["code"]) == (field, code)
    assert answer.json()["errors"][0]["detail"] == answer.json()["detail"]
    assert Offering.objects.count() == 0


def test_all_mistakes_are_told_at_once():
    answer = sent("/events", '{"capacity": -1, "party_limit": "x"}')
    assert [error["field"] for error in answer.json()["errors"]] == ["title", "capacity", "party_limit"]


def test_a_rule_tells_its_field_and_its_number(as_person):
    organiser = factories.member()
    pool = factories.pool(factories.offering(organiser=organiser), capacity=3)
    factories.fill(pool)
    answer = as_person(organiser).patch(f"/pools/{pool.pk}", {"capacity": 2})
    assert problem(answer) == (422, "capacity_below_taken")
    assert (answer.json()["field"], answer.json()["facts"]) == ("capacity", {"taken": 3})
    assert "3" in answer.json()["detail"]
    pool.refresh_from_db()
    assert pool.capacity == 3


def test_the_sentence_is_in_the_language_asked_for(nobody):
    assert nobody.get("/nothing", Accept_Language="fr").json()["code"] == "not_found"
    assert nobody.get("/nothing", Accept_Language="xx-invalid;q=9").status_code == 404


def test_a_wrong_cursor_is_a_mistake_of_the_caller(nobody):
    for cursor in ("x", "%00", "W10", "é", "WyJuIiwgMSwgMl0"):
        assert problem(nobody.get(f"/events?cursor={cursor}"))[0] == 422


def test_a_wrong_size_is_a_mistake_of_the_caller(nobody):
    for size in ("0", "201", "x", "9" * 40):
        assert problem(nobody.get(f"/events?size={size}")) == (422, "invalid")


def test_a_fault_of_ours_says_nothing_of_its_inside(nobody, monkeypatch):
    def broken(*_args, **_values):
        raise RuntimeError("the secret inside")

    monkeypatch.setattr(listing, "_found", broken)
    answer = nobody.get("/events")
    assert problem(answer) == (500, "internal_error")
    assert "secret" not in answer.content.decode()


def test_every_answer_is_inert_in_a_browser(nobody):
    for path in ("/events", "/nothing"):
        headers = nobody.get(path).headers
        assert headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "private, no-store"


def test_so_many_wishes_and_no_more(nobody, monkeypatch):
    # a minute that does not end while we count
    now = clock.now().replace(second=0)
    monkeypatch.setattr(clock, "now", lambda: now)
    pool = factories.pool()
    wish = {"pool": str(pool.pk), "name": "Ada", "email": "ada@example.org"}
    answers = [nobody.post("/join-requests", wish) for _one in range(61)]
    assert {answer.status_code for answer in answers[:60]} == {202}
    assert problem(answers[60]) == (429, "too_many_tries")
    assert 0 < int(answers[60].headers["Retry-After"]) <= 60


@pytest.mark.parametrize("bare", [Refusal, Invalid, Forbidden, Missing, Expired])
def test_a_refusal_without_a_sentence_says_the_remedy_of_its_status(bare):
    told = json.loads(problems.refused(RequestFactory().get("/"), bare()).content)
    assert (told["detail"], told["code"]) == (str(problems.PLAIN[bare.status][1]), bare.code)

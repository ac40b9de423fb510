"""Exhibitors, questions and access by the API, with the names of the documents."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lineup.core.foundation import clock
from lineup.core.participation import places
from lineup.core.people import api_tokens
from lineup.domains.events import events
from lineup.domains.onsite import badges, booths, sessions
from tests.support import factories


class Caller:
    """Somebody with a token."""

    def __init__(self, person):
        secret = api_tokens.make(person, name="key", scope="write", at=clock.now())[1]
        self.browser, self.headers = Client(), {"Authorization": f"Bearer {secret}"}

    def __call__(self, method, path, body=None, **more):
        sent = {"data": body, "content_type": "application/json"} if body is not None else {}
        answer = getattr(self.browser, method)(f"/api/events/forum{path}", headers=self.headers, **{**sent, **more})
        return answer.status_code, answer.json() if answer.content else None


@pytest.fixture
def organiser(db):
    return factories.member("Olga")


@pytest.fixture
def event(organiser):
    by, at = factories.actor(organiser), clock.now()
    starts_at = at + timedelta(hours=1)
    made = events.create(title="Forum", starts_at=starts_at, time_zone="UTC", by=by, at=at)
    return factories.published(made.offering, by=by, at=at) and made


@pytest.fixture
def vera(event):
    person = factories.member("Vera", email="vera@example.org")
    factories.place(events.pool_of(event), person)
    return person


@pytest.mark.req("D12")
def test_an_exhibitor_counts_visits_and_sees_what_is_shared(event, organiser, vera):
    desk, hugo = Caller(organiser), factories.member("Hugo")
    status, pool = desk("post", "/exhibitor-places", {"capacity": 3})
    assert (status, pool["role"]) == (201, "exposant")
    places.add(booths.pool_of(event), hugo, by=factories.actor(organiser), at=clock.now())
    stand, visitor = Caller(hugo), Caller(vera)
    code = badges.code_of(badges.ensure(event, vera, at=clock.now()), at=clock.now())
    nothing = {"name": None, "email": None, "phone": None}
    first, again = (stand("post", "/booth/scans", {"code": code}) for _twice in range(2))
    assert ([first[0], again[0]], first[1]["scanned_participant"], first[1]["id"] == again[1]["id"]) == (
        [201, 200],
        nothing,
        True,
    )
    assert stand("patch", f"/booth/scans/{first[1]['id']}", {"notes": "x"})[1]["code"] == "nothing_shared"
    [scanner] = visitor("get", "/sharing/booths")[1]["items"]
    visitor("put", f"/sharing/booths/{scanner['booth']}", {"fields": ["email"]})
    noted = stand("patch", f"/booth/scans/{first[1]['id']}", {"notes": "Wants two."})[1]
    assert (noted["notes"], noted["scanned_participant"]) == ("Wants two.", {**nothing, "email": "vera@example.org"})
    assert [one["notes"] for one in stand("get", "/booth/scans")[1]["items"]] == ["Wants two."]
    assert visitor("post", "/sharing/withdrawal")[1] == {"fields": []}
    assert stand("get", "/booth/scans")[1]["items"] == []
    own = stand("patch", "/booth", {"name": "Kettles"})[1]
    assert {key: own[key] for key in ("name", "total_visits", "today_visits", "visitors", "plan_file")} == {
        "name": "Kettles",
        "total_visits": 1,
        "today_visits": 1,
        "visitors": 1,
        "plan_file": None,
    }
    plan = {"file": SimpleUploadedFile("plan.pdf", b"%PDF-1.7\n")}
    answer = stand.browser.post("/api/events/forum/booth/plan", plan, headers=stand.headers)
    assert (answer.status_code, answer.json()["plan_file"]) == (200, "plan.pdf")
    places.add(booths.pool_of(event), factories.guest("Zoe"), by=factories.actor(organiser), at=clock.now())
    first = desk("get", "/exhibitors?size=1")[1]
    rest = desk("get", f"/exhibitors?size=1&cursor={first['next']}")[1]
    listed = [(one["exposant"]["name"], one["total_visits"]) for one in (*first["items"], *rest["items"])]
    assert (listed, rest["next"]) == ([(hugo.name, 1), ("Zoe", 0)], None)
    assert visitor("get", "/booth")[0] == 404


@pytest.mark.req("D07")
def test_questions_are_asked_voted_for_and_answered(event, organiser, vera):
    by, at = factories.actor(organiser), clock.now()
    talk = sessions.create(event, title="Talk", by=by, at=at)
    asker, keeper, path = Caller(vera), Caller(organiser), f"/sessions/{talk.pk}/questions"
    status, made = asker("post", path, {"question_text": "Why?"})
    assert (status, made["participant"]["name"], made["votes"], made["is_answered"]) == (201, "Vera", 0, False)
    one = f"{path}/{made['id']}"
    assert asker("put", f"{one}/vote")[1]["votes"] == 1
    assert keeper("post", path, {"question_text": "May I?"})[1]["code"] == "session_access_needed"
    assert asker("put", f"{one}/answer", {"answer_text": "No."})[1]["code"] == "not_answering"
    answered = keeper("put", f"{one}/answer", {"answer_text": "Because."})[1]
    assert (answered["answer_text"], answered["answered_by"]["name"], answered["is_answered"]) == (
        "Because.",
        "Olga",
        True,
    )
    assert keeper("post", f"{one}/hiding")[1]["is_hidden"] is True
    assert asker("get", path)[1]["items"] == []
    assert [row["id"] for row in keeper("get", path)[1]["items"]] == [made["id"]]
    keeper("post", f"{one}/showing")
    assert asker("delete", one)[0] == 204


@pytest.mark.req("D12")
def test_who_takes_part_lists_booths_and_fetches_their_plans(event, organiser, vera):
    by, at = factories.actor(organiser), clock.now()
    hugo = factories.member("Hugo")
    places.add(booths.open_places(event, by=by, at=at), hugo, by=by, at=at)
    booth = booths.rename(booths.own(event, hugo, at=at), "Kettles", by=by, at=at)
    visitor = Caller(vera)
    assert visitor("get", "/booths")[1]["items"] == [{"id": str(booth.pk), "name": "Kettles", "plan_file": None}]
    assert visitor("get", f"/booths/{booth.pk}/plan")[0] == 404
    booths.set_plan(booth, SimpleUploadedFile("Hall.pdf", b"%PDF-1.7\n"), by=by, at=at)
    assert visitor("get", "/booths")[1]["items"][0]["plan_file"] == "Hall.pdf"
    assert Caller(factories.member("Mallory"))("get", "/booths")[0] == 404


@pytest.mark.req("D05")
def test_access_is_pending_paid_or_free(event, organiser):
    by, at = factories.actor(organiser), clock.now()
    atelier = sessions.create(
        event, title="Soldering", kind="atelier", price=Decimal("12.5"), currency="EUR", by=by, at=at
    )
    place = factories.place(atelier.pool)
    desk, path = Caller(organiser), f"/sessions/{atelier.pk}/access"
    [row] = desk("get", path)[1]["items"]
    assert (row["payment_status"], row["has_access"], row["amount_paid"], row["paid_at"]) == (
        "pending",
        False,
        "0",
        None,
    )
    outcome = desk("post", f"{path}-marks", {"payment_status": "paid", "places": [str(place.pk)]})[1]
    [row] = desk("get", path)[1]["items"]
    assert (row["payment_status"], row["has_access"], row["amount_paid"], row["marked_by"]["name"]) == (
        "paid",
        True,
        "12.50",
        "Olga",
    )
    assert [one["amount_paid"] for one in desk("get", "/receipts")[1]["items"]] == ["12.50"]
    [total] = desk("get", "/receipt-totals")[1]["items"]
    assert (total["paid"], total["owed"], total["number_paid"], total["currency"]) == ("12.50", "0", 1, "EUR")
    desk("post", f"/fee-marks/{outcome['act']}/undo")
    assert desk("get", "/receipts")[1]["items"] == []
    wrong = desk("post", f"{path}-marks", {"payment_status": "gratis", "places": [str(place.pk)]})
    assert wrong[0] == 422


@pytest.mark.req("D01")
def test_a_programme_is_one_pdf(event, organiser):
    desk = Caller(organiser)
    for number in range(2):
        sent = {"file": SimpleUploadedFile(f"p{number}.pdf", b"%PDF-1.7\n"), "use": "programme"}
        assert desk.browser.post("/api/events/forum/files", sent, headers=desk.headers).status_code == 201
    assert [(one["name"], one["use"]) for one in desk("get", "/files")[1]["items"]] == [("p1.pdf", "programme")]

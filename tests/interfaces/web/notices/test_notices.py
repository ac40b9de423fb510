"""What a person was told: unread first to the eye, read one by one or all."""

from datetime import timedelta

import pytest
from django.test import Client

from lineup.core.foundation import clock
from lineup.core.notices.models import Notice
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("P12")]


def told(person, number=1, **fields):
    at = clock.now() - timedelta(minutes=number)
    values = {"kind": "club.approved", "title": f"Notice {number}", "sentence": "It is so.", "reason": "Because."}
    return Notice.objects.create(person=person, key=f"{person.pk}:{number}", created_at=at, **{**values, **fields})


@pytest.fixture
def ada(client):
    member = factories.member("Ada")
    client.force_login(member.account)
    return member


def test_the_newest_stands_first_and_pages_go_on(client, ada):
    for number in range(35):
        told(ada, number)
    first = client.get("/notices").context["page"]
    second = client.get(f"/notices?cursor={first.next}").context["page"]
    titles = [notice.title for notice in [*first.items, *second.items]]
    assert titles == [f"Notice {number}" for number in range(35)]


def test_one_sees_ones_own_alone(client, ada):
    told(factories.member(), title="canary")
    assert "canary" not in client.get("/notices").content.decode()


def test_the_bell_counts_what_is_unread_and_all_are_read_at_once(client, ada):
    for number in range(3):
        told(ada, number)
    assert "3 unread notices" in client.get("/notices").content.decode()
    client.post("/notices/reading")
    page = client.get("/notices?show=unread")
    assert page.context["page"].items == []
    assert "0 unread notices" in page.content.decode()


def test_opening_one_marks_it_read_and_leads_to_what_it_is_about(client, ada):
    notice = told(ada, path="/clubs")
    assert client.post(f"/notices/{notice.pk}/reading", {"go": "yes"}).headers["Location"] == "/clubs"
    notice.refresh_from_db()
    assert notice.read_at


def test_anothers_notice_is_not_found(client, ada):
    notice = told(factories.member())
    assert client.post(f"/notices/{notice.pk}/reading").status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None


def test_hostile_text_is_text(client, ada):
    told(ada, title="<script>alert(1)</script>", sentence="<b>x</b>")
    assert "<script>alert(1)" not in client.get("/notices").content.decode()


def test_it_needs_an_account():
    assert Client().get("/notices").status_code == 302

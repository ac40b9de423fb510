"""Oneself through the API: profile, calendar addresses, notices; and what platform admins see."""

import pytest

from lineup.core.foundation import clock, tokens
from lineup.core.notices.models import Notice
from lineup.core.outbox import messages
from lineup.core.outbox.models import Message
from lineup.core.participation.models import Feed
from tests.interfaces.api.conftest import picture, problem, upload
from tests.support import factories

pytestmark = pytest.mark.django_db


@pytest.mark.req("P03")
def test_the_profile_is_shown_and_changed(as_person):
    key = as_person(factories.member("Ada"))
    changed = key.patch("/me", {"name": "Ada L.", "time_zone": "Europe/Paris", "birth_date": "1990-12-10"}).json()
    assert (changed["name"], changed["time_zone"], changed["birth_date"]) == ("Ada L.", "Europe/Paris", "1990-12-10")
    for wrong in ({"name": " "}, {"time_zone": "Mars"}, {"language": "de"}, {"email": "x@example.org"}):
        assert key.patch("/me", wrong).status_code == 422
    assert key.get("/me").json() == changed


@pytest.mark.req("P10")
def test_a_calendar_address_is_shown_once_and_revoked(as_person):
    key = as_person(factories.member())
    made = key.post("/feeds").json()
    secret = made["url"].rpartition("/")[2].removesuffix(".ics")
    assert Feed.objects.get().digest == tokens.digest(secret)
    assert "url" not in key.get("/feeds").json()["items"][0]
    assert problem(as_person(factories.member()).post(f"/feeds/{made['id']}/revocation")) == (404, "not_found")
    assert key.post(f"/feeds/{made['id']}/revocation").json()["revoked_at"]
    hidden = factories.club(is_public=False)
    assert problem(key.post("/feeds", {"club": hidden.slug})) == (404, "not_found")


def notice(person, key):
    return Notice.objects.create(person=person, kind="test", key=key, title="T", sentence="S", created_at=clock.now())


@pytest.mark.req("P03")
def test_a_picture_of_oneself_is_drawn_anew_and_taken_away(as_person, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    ada = factories.member("Ada")
    shown = upload(ada, "/me/picture", picture())
    assert (shown.status_code, shown.json()["avatar"][:15]) == (200, "/files/avatars/")
    assert problem(upload(ada, "/me/picture", b"<svg/>")) == (422, "picture_wrong")
    assert as_person(ada).delete("/me/picture").json()["avatar"] is None


@pytest.mark.req("P12", "P10")
def test_notices_are_read_by_whom_they_are_for(as_person):
    person = factories.member()
    first, _second = notice(person, "a"), notice(person, "b")
    foreign = notice(factories.member(), "c")
    key = as_person(person)
    assert key.get("/me").json()["unread_notices"] == 2
    assert key.post(f"/notices/{first.pk}/reading").json() == {"unread": 1}
    assert problem(key.post(f"/notices/{foreign.pk}/reading")) == (404, "not_found")
    assert len(key.get("/notices?unread=true").json()["items"]) == 1
    assert key.post("/notices/reading").json() == {"unread": 0}
    foreign.refresh_from_db()
    assert foreign.read_at is None


@pytest.mark.req("P15")
def test_parked_work_is_seen_and_tried_again_by_platform_admins(as_person):
    messages.enqueue("mail", key="k", at=clock.now())
    Message.objects.update(dead_at=clock.now(), last_error="Nope")
    path = f"/platform/dead-letters/{Message.objects.get().pk}/replay"
    key, admin = as_person(factories.member()), as_person(factories.admin())
    assert problem(key.get("/platform/dead-letters")) == (404, "not_found")
    assert problem(key.post(path)) == (404, "not_found")
    assert [row["last_error"] for row in admin.get("/platform/dead-letters").json()["items"]] == ["Nope"]
    assert admin.post(path).json()["dead_at"] is None
    assert problem(admin.post(path)) == (404, "not_found")


@pytest.mark.req("P11")
def test_the_audit_says_who_did_what_from_where(as_person):
    person = factories.member("Ada")
    as_person(person).post("/clubs", {"name": "Atelier"}, User_Agent="Curl/8")
    entry = as_person(factories.admin()).get("/audit?action=club.found").json()["items"][0]
    assert (entry["actor"]["name"], entry["channel"], entry["club"]["slug"]) == ("Ada", "api", "atelier")
    assert (entry["address"], entry["user_agent"]) == ("127.0.0.1", "Curl/8")
    assert entry["about"] == {"title": "Atelier", "path": "/clubs/atelier"}


@pytest.mark.req("B01")
def test_topics_are_listed_for_anybody(nobody):
    assert nobody.get("/categories").status_code == 200
    assert nobody.get("/tags?q=B").json() == {"items": [], "next": None, "previous": None}

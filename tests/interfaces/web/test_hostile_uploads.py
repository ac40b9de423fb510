"""Uploads are inert (Q16): whatever is sent, nothing of it is shown or run in a browser, or named by its sender."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import get_resolver
from PIL import Image

from lineup.core.clubs.models import Club
from lineup.core.foundation import clock, sniffing, uploads
from lineup.domains.events import events, files
from lineup.domains.events.models import EventFile
from tests.support import factories, hostile

pytestmark = [pytest.mark.django_db, pytest.mark.req("Q16")]

RANDOM = re.compile(r"[0-9a-f]{32}(\.webp)?")
BY_NAME = {one.about: one for one in hostile.ALL}


@pytest.fixture
def ada(client):
    ada = factories.member("Ada")
    client.force_login(ada.account)
    return ada


@pytest.fixture
def club(ada):
    return factories.club("Blue", owner=ada)


@pytest.fixture
def slug(ada, club):
    by, at = factories.actor(ada), clock.now()
    return events.create(title="Fair", club=club, visibility="public", by=by, at=at).offering.slug


def sent(one):
    return SimpleUploadedFile(one.name, one.content, content_type=one.claimed)


def on_disk(settings):
    folder = Path(settings.MEDIA_ROOT)
    return [path for path in folder.rglob("*") if path.is_file()]


def test_there_are_enough_of_them():
    assert len(BY_NAME) == len(hostile.ALL) >= 60


@pytest.mark.parametrize("about", BY_NAME)
def test_as_a_file_of_an_event_it_is_refused_or_only_ever_downloaded(about, client, slug, settings):
    one = BY_NAME[about]
    response = client.post(f"/events/{slug}/files", {"file": sent(one), "audience": "everybody"})
    assert response.status_code == (302 if one.kept else 422)
    if not one.kept:
        assert list(response.context["form"].errors) == ["file"]
        assert (EventFile.objects.count(), on_disk(settings)) == (0, [])
        return
    row = EventFile.objects.get()
    for path in (f"/events/{slug}/files/{row.pk}", f"/api/events/{slug}/files/{row.pk}/content"):
        answer, content = asked(client, path)
        check_download(answer)
        assert content == one.content
    [stored] = on_disk(settings)
    assert RANDOM.fullmatch(stored.name)
    assert stored.stat().st_mode & 0o111 == 0
    assert Path(settings.MEDIA_ROOT).resolve() in stored.resolve().parents


def asked(client, path):
    """The answer, and all that is in it, which closes its file."""
    answer = client.get(path)
    return answer, b"".join(answer.streaming_content) if answer.streaming else answer.content


def check_download(answer):
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] in {*sniffing.ENDINGS, "application/octet-stream"}
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert "\n" not in answer.headers["Content-Disposition"]
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "private" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("about", BY_NAME)
def test_as_a_portrait_or_a_logo_it_is_refused_or_drawn_anew(about, client, ada, club, settings):
    one = BY_NAME[about]
    profile = {"name": "Ada", "language": "en", "time_zone": "UTC", "picture": sent(one)}
    portrait = client.post("/account", profile)
    about_club = {"name": "Blue", "language": "en", "time_zone": "UTC", "hue": "moss", "join_policy": "approval"}
    logo = client.post("/clubs/blue/edit", {**about_club, "picture": sent(one)})
    ada.refresh_from_db()
    kept = [str(name) for name in (ada.avatar, Club.objects.get().logo) if name]
    assert [portrait.status_code, logo.status_code] in ([302, 302], [422, 422])
    assert len(kept) == (2 if portrait.status_code == 302 else 0) == len(on_disk(settings))
    for name in kept:
        answer, content = asked(client, f"/files/{name}")
        assert (answer.headers["Content-Type"], answer.headers["X-Content-Type-Options"]) == ("image/webp", "nosniff")
        assert RANDOM.fullmatch(Path(name).name)
        assert hostile.MARK not in content
        with Image.open(BytesIO(content)) as picture:
            assert (picture.format, max(picture.size) <= 512, len(picture.getexif())) == ("WEBP", True, 0)


def test_who_may_download_is_asked_each_time(client, ada, slug):
    by, at = factories.actor(ada), clock.now()
    event = events.find_managed(ada, slug=slug)
    plan = SimpleUploadedFile("plan.pdf", b"%PDF-1.7")
    row = files.add(event, plan, audience="holders", by=by, at=at)
    path = f"/events/{slug}/files/{row.pk}"
    stranger, other = Client(), Client()
    other.force_login(factories.member().account)
    assert [asked(browser, path)[0].status_code for browser in (client, other, stranger)] == [200, 404, 404]
    files.discard(row, by=by, at=at)
    assert client.get(path).status_code == 404


def test_nothing_that_is_stored_is_answered_by_its_path(client, ada, slug, settings):
    by, at = factories.actor(ada), clock.now()
    files.add(events.find_managed(ada, slug=slug), SimpleUploadedFile("a.pdf", b"%PDF-1.7"), by=by, at=at)
    [stored] = on_disk(settings)
    relative = stored.relative_to(settings.MEDIA_ROOT)
    for path in (f"/files/{relative}", f"/media/{relative}", f"/static/{relative}", f"/files/../files/{relative}"):
        assert client.get(path).status_code == 404
    # pictures are, to whom the person, club or team is shown: the only three
    served = [str(one.pattern) for one in every_pattern() if str(one.pattern).startswith("files/")]
    assert sorted(served) == [f"files/{kind}/<str:name>" for kind in ("avatars", "logos", "team-logos")]


def every_pattern(resolver=None):
    for one in (resolver or get_resolver()).url_patterns:
        yield from every_pattern(one) if hasattr(one, "url_patterns") else [one]


def test_more_than_fits_is_refused_in_a_sentence(client, slug, ada):
    large = SimpleUploadedFile("plan.pdf", b"%PDF-" + bytes(uploads.LARGEST_BYTES))
    response = client.post(f"/events/{slug}/files", {"file": large, "audience": "everybody"})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["file"])
    picture = SimpleUploadedFile("a.png", hostile.drawn("PNG") + bytes(5 * 1024 * 1024))
    response = client.post("/account", {"name": "Ada", "language": "en", "time_zone": "UTC", "picture": picture})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["picture"])

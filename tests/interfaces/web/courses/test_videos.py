"""A video of one's own: put into a lesson, watched from anywhere in it, with captions, by nobody else."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lineup.domains.courses import courses, outline
from lineup.domains.courses.models import Item
from tests.interfaces.web.courses.conftest import signed_in
from tests.support import factories, films

pytestmark = pytest.mark.req("E04")

FILM = films.mp4()


@pytest.fixture
def path(course):
    return f"/courses/bread/lessons/{outline.in_order(course)[0].pk}"


def captions(name="film.vtt"):
    return SimpleUploadedFile(name, films.CAPTIONS.encode())


@pytest.fixture
def video(teacher, path):
    """Put in by the page, as instructors do."""
    sent = {"file": films.upload(), "name": "Folding", "captions": captions(), "captions_language": "fr", "url": ""}
    assert teacher.post(f"{path}/items/new/video", sent).status_code == 302
    return Item.objects.get(kind="video")


def body(answer):
    return b"".join(answer.streaming_content)


def test_a_video_is_shown_with_its_captions_and_played_from_anywhere(teacher, learner, course, video, path):
    learner.post(f"/pools/{courses.pool_of(course).pk}/join")
    html = learner.get(path).content.decode()
    here = f"{path}/items/{video.pk}"
    assert f'src="{here}/content"' in html
    assert f'<track kind="captions" src="{here}/captions" srclang="fr" label="Français" default>' in html
    assert "1:00" in html
    whole = learner.get(f"{here}/content")
    assert (whole.status_code, whole["Accept-Ranges"], whole["Content-Length"]) == (200, "bytes", str(len(FILM)))
    assert (whole["Content-Type"], whole["X-Content-Type-Options"]) == ("video/mp4", "nosniff")
    assert (whole["Content-Security-Policy"], body(whole)) == ("default-src 'none'; sandbox", FILM)
    part = learner.get(f"{here}/content", headers={"Range": "bytes=100-199"})
    assert (part.status_code, part["Content-Range"]) == (206, f"bytes 100-199/{len(FILM)}")
    assert (part["Content-Length"], body(part)) == ("100", FILM[100:200])
    end = learner.get(f"{here}/content", headers={"Range": "bytes=-10"})
    assert (end.status_code, body(end)) == (206, FILM[-10:])
    past = learner.get(f"{here}/content", headers={"Range": f"bytes={len(FILM)}-"})
    assert (past.status_code, past["Content-Range"]) == (416, f"bytes */{len(FILM)}")
    told = learner.get(f"{here}/captions")
    assert (told["Content-Type"], told.content.decode()) == ("text/vtt; charset=utf-8", films.CAPTIONS)


def test_nobody_else_gets_a_byte_of_it(client, video, path):
    stranger = signed_in(factories.member())
    for what in ("content", "captions"):
        assert stranger.get(f"{path}/items/{video.pk}/{what}", headers={"Range": "bytes=0-1"}).status_code == 403
        assert client.get(f"{path}/items/{video.pk}/{what}").status_code == 302


def test_its_name_and_captions_are_changed_and_what_is_wrong_stands_beside_its_field(teacher, tove, video, path):
    here = f"{path}/items/{video.pk}"
    wrong = teacher.post(
        here, {"name": "Kneading", "captions": SimpleUploadedFile("a.srt", b"1"), "captions_language": "fr"}
    )
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["captions"])
    teacher.post(here, {"name": "Kneading", "captions_language": "en"})
    video.refresh_from_db()
    assert (video.name, video.captions, video.captions_language) == ("Kneading", films.CAPTIONS, "en")
    teacher.post(here, {"name": "Kneading", "captions_language": ""})
    video.refresh_from_db()
    assert (video.captions, teacher.get(f"{here}/captions").status_code) == ("", 404)
    refused = teacher.post(f"{path}/items/new/video", {"name": "Empty"})
    assert list(refused.context["form"].errors) == ["url"]
    nameless = teacher.post(f"{path}/items/new/video", {"file": films.upload()})
    assert list(nameless.context["form"].errors) == ["name"]


@pytest.mark.req("E05")
def test_a_page_tells_what_was_played_and_says_how_much_is_asked(teacher, learner, course, video, path):
    settings = {"title": "Lesson 1", "completion": "watched", "watch_percent": "15"}
    assert teacher.post(f"{path}/edit", settings).status_code == 302
    learner.post(f"/pools/{courses.pool_of(course).pk}/join")
    html = learner.get(path).content.decode()
    assert ("data-watched" in html, "js/watched" in html, "Watched: 0 % of 15 %." in html) == (True, True, True)
    assert ("watched 15 % of each video" in html, f"{path}/completion" in html) == (True, False)
    refused = learner.post(f"{path}/completion", follow=True).content.decode()
    assert "This is done by watching its videos" in refused
    told = learner.post(f"{path}/items/{video.pk}/watched", {"played": "0-5,x,3-4,<script>"}).json()
    assert told == {"percent": 8, "sentence": "Watched: 8 % of 15 %."}
    assert "Watched: 8 % of 15 %." in learner.get("/courses/bread/progress").content.decode()
    done = learner.post(f"{path}/items/{video.pk}/watched", {"played": "0-10"}).json()
    assert done == {"percent": 16, "sentence": "Watched: 16 %, that is enough."}
    assert "Watched: 16 %, that is enough." in learner.get(path).content.decode()
    assert teacher.post(f"{path}/items/{video.pk}/watched", {"played": "0-10"}).status_code == 403

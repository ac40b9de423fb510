"""What a person says about themselves; pictures are drawn anew."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from lineup.core.people.models import Person
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("P03")]

FORM = {
    "name": "Ada L.",
    "bio": "I count.",
    "phone": "+33 1 23 45",
    "birth_date": "1990-12-10",
    "language": "fr",
    "time_zone": "Europe/Paris",
}


@pytest.fixture
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def ada(client):
    member = factories.member("Ada")
    client.force_login(member.account)
    return member


def picture(size=(900, 600), kind="PNG", **options):
    out = BytesIO()
    Image.new("RGB", size, "red").save(out, kind, **options)
    return out.getvalue()


def send(client, content, name="me.png"):
    return client.post("/account", {**FORM, "picture": SimpleUploadedFile(name, content, "image/png")})


def test_every_field_is_saved_and_the_page_speaks_the_chosen_language(client, ada):
    response = client.post("/account", FORM, follow=True)
    ada.refresh_from_db()
    saved = {name: str(getattr(ada, name)) for name in FORM}
    assert saved == FORM
    assert ada.participant.display_name == "Ada L."
    assert response.wsgi_request.LANGUAGE_CODE == "fr"


def test_wrong_values_are_said_beside_their_fields_and_nothing_changes(client, ada):
    response = client.post("/account", {**FORM, "name": " ", "time_zone": "Mars/Base", "birth_date": "2026-02-31"})
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"name", "time_zone", "birth_date"}
    assert Person.objects.get(pk=ada.pk).name == "Ada"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_a_picture_becomes_a_small_square_of_a_random_name(client, ada, files, kind):
    assert send(client, picture(kind=kind), "../../my face.svg").status_code == 302
    ada.refresh_from_db()
    stored = files / ada.avatar.name
    with Image.open(stored) as found:
        assert (found.format, found.size) == ("WEBP", (512, 512))
    assert re.fullmatch("avatars/[0-9a-f]+[.]webp", ada.avatar.name)
    assert stored.stat().st_mode & 0o077 == 0


def test_nothing_but_pixels_survives(client, ada, files):
    exif = Image.Exif()
    exif[0x010E] = "secret words"
    payload = picture(kind="JPEG", exif=exif) + b"<script>alert(1)</script>"
    send(client, payload)
    ada.refresh_from_db()
    stored = (files / ada.avatar.name).read_bytes()
    assert b"secret words" not in stored
    assert b"<script>" not in stored


HOSTILE = {
    "empty": b"",
    "svg": b"<svg onload=alert(1)>",
    "broken gif": b"GIF89a" + b"\0" * 40,
    "broken png": b"\x89PNG\r\n\x1a\n" + b"A" * 99,
    "pdf": b"%PDF-1.7",
    "too large": b"x" * (5 * 1024 * 1024 + 2),
}


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_what_is_not_a_picture_is_refused(client, ada, files, hostile):
    assert send(client, hostile).status_code == 422
    assert not Person.objects.get(pk=ada.pk).avatar


def test_a_picture_that_would_fill_the_memory_is_refused(client, ada, files):
    assert send(client, picture((9000, 9000))).status_code == 422


def test_the_picture_is_shown_to_who_is_signed_in_and_inert(client, ada, files):
    send(client, picture())
    ada.refresh_from_db()
    path = f"/files/{ada.avatar.name}"
    response = client.get(path)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "image/webp")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.getvalue()[8:12] == b"WEBP"
    client.logout()
    assert client.get(path).status_code == 302


def test_a_picture_can_be_taken_away_and_then_is_gone(client, ada, files):
    send(client, picture())
    ada.refresh_from_db()
    path = f"/files/{ada.avatar.name}"
    client.post("/account", {**FORM, "no_picture": "on"})
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "path", ["/files/avatars/nothing.webp", "/files/avatars/..%2f..%2fsecret.key", "/files/secret.key"]
)
def test_no_other_file_is_served(client, ada, path):
    assert client.get(path).status_code == 404

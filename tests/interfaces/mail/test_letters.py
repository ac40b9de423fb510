import re
from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest
from django.conf import settings

from lineup.interfaces.mail import letters as house
from lineup.interfaces.mail.letters import Letter

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def letter(**changes):
    values = {
        "to": "ann@example.org",
        "language": "en",
        "subject": "You have a place",
        "paragraphs": ("It starts soon.",),
        "reason": "You hear this because you asked.",
        "button": "Look",
        "url": "/places/1",
    }
    return Letter(**{**values, **changes})


def compose(**changes):
    return house.compose(letter(**changes), key="mail:1", at=NOON).message()


@pytest.mark.req("P12")
def test_a_letter_is_text_and_html_with_one_button():
    message = compose()
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.get_payload()] == ["text/plain", "text/html"]
    text, html = (part.get_payload(decode=True).decode() for part in message.get_payload())
    assert f"Look:\n{settings.BASE_URL}/places/1\n" in text
    assert html.count('class="button"') == 1
    for shown in (text, html):
        assert "You hear this because you asked." in shown


def test_every_try_makes_the_same_message():
    one, two = compose(), compose()
    assert one["Message-ID"] == two["Message-ID"]
    assert one["Date"] == two["Date"] == "Sat, 21 Nov 2026 12:00:00 +0000"
    assert re.fullmatch(r"<[0-9a-f]{40}@localhost>", one["Message-ID"])
    assert house.message_id("mail:1") != house.message_id("mail:2")


def test_no_machine_answers_it():
    assert compose()["Auto-Submitted"] == "auto-generated"


@pytest.mark.req("Q25")
@pytest.mark.parametrize(
    "ending", ["\r\nBcc: everybody@example.org", "\nX: y", "\r", "\x0b\x0c\x1c\x85\u2028X: y", "\x00"]
)
def test_line_breaks_never_reach_a_header(ending):
    message = compose(subject=f"Hello{ending}", preheader=f"Hi{ending}")
    assert message.keys() == compose().keys()
    assert not re.search(r"[\r\n\x00-\x1f\x85\u2028]", str(message["Subject"]))


@pytest.mark.req("Q25")
def test_what_looks_like_an_encoded_word_is_not_decoded_by_who_reads_it():
    message = message_from_bytes(compose(subject="x =?utf-8?q?=0D=0ABcc:_a?=").as_bytes(), policy=policy.default)
    assert message["Subject"] == "x =\u2060?utf-8?q?=0D=0ABcc:_a?="


def test_joined_signs_stay_whole():
    assert house.one_line("👩‍💻 at\u00a0work") == "👩‍💻 at work"


def test_what_people_wrote_is_text_never_markup():
    message = compose(subject="<script>1</script>", paragraphs=("<img src=x>\nsecond line",))
    html = message.get_payload()[1].get_payload(decode=True).decode()
    assert "<script" not in html
    assert "&lt;img src=x&gt;<br>second line" in html


def test_an_unknown_language_falls_back_to_the_house_s_own():
    assert 'lang="en"' in compose(language="en").get_payload()[1].get_payload(decode=True).decode()


def test_the_html_is_light_and_dark_and_without_tables_or_foreign_addresses():
    html = compose().get_payload()[1].get_payload(decode=True).decode()
    assert "<table" not in html
    assert "prefers-color-scheme: dark" in html
    assert set(re.findall(r'(?:href|src)="([^"]+)"', html)) == {
        settings.BASE_URL,
        f"{settings.BASE_URL}/places/1",
    }

"""The demo's mails on a page: found, read, inert, and nowhere but in the demo."""

import itertools
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from django.core.mail import EmailMultiAlternatives

from lineup.interfaces.mail.mailbox import MailboxBackend

pytestmark = [pytest.mark.django_db, pytest.mark.req("P12")]

BEGAN = datetime(2026, 11, 21, 10, tzinfo=UTC)
_seconds = itertools.count()
HTML = "<html><head></head><body><p style='color:red'>Hi</p><script>alert(1)</script></body></html>"


@pytest.fixture
def mailbox(settings, tmp_path):
    settings.MAILBOX, settings.MAILBOX_DIR = True, tmp_path
    return tmp_path


def sent(to="ada@example.org", subject="Confirm", text="Go to http://localhost:8000/p/abc now", html=HTML):
    mail = EmailMultiAlternatives(subject, text, "Lineup <lineup@localhost>", [to])
    mail.attach_alternative(html, "text/html")
    mail.attach("event.ics", b"BEGIN:VCALENDAR", "text/calendar")
    mail.extra_headers["Date"] = format_datetime(BEGAN + timedelta(seconds=next(_seconds)))
    MailboxBackend().send_messages([mail])


def names(response):
    return [letter.name for letter in response.context["letters"]]


def test_the_newest_stands_first_and_recipients_are_found(client, mailbox):
    for number in range(3):
        sent(subject=f"Mail {number}")
    sent(to="Zoe@Example.org", subject="For Zoe")
    subjects = [letter.subject for letter in client.get("/mailbox").context["letters"]]
    assert subjects == ["For Zoe", "Mail 2", "Mail 1", "Mail 0"]
    assert [letter.subject for letter in client.get("/mailbox?to=zoe@").context["letters"]] == ["For Zoe"]


def test_pages_go_on(client, mailbox):
    for number in range(33):
        sent(subject=f"Mail {number}")
    first = client.get("/mailbox")
    second = client.get(f"/mailbox?cursor={first.context['page'].next}")
    assert (len(names(first)), len(names(second))) == (30, 3)
    assert set(names(first)) & set(names(second)) == set()


def test_a_letters_links_can_be_followed(client, mailbox):
    sent()
    (name,) = names(client.get("/mailbox"))
    body = client.get(f"/mailbox/{name}").content.decode()
    assert '<a href="http://localhost:8000/p/abc"' in body
    assert "Lineup &lt;lineup@localhost&gt;" in body


@pytest.mark.req("P12")
def test_its_own_page_is_shut_into_a_sandbox(client, mailbox):
    sent()
    (name,) = names(client.get("/mailbox"))
    policy = client.get(f"/mailbox/{name}/page").headers["Content-Security-Policy"]
    directives = dict(part.strip().partition(" ")[::2] for part in policy.split(";"))
    assert directives["default-src"] == "'none'"
    assert directives["script-src"] == "'none'"
    assert "allow-scripts" not in directives["sandbox"]
    assert "allow-same-origin" not in directives["sandbox"]


def test_no_other_page_allows_inline_styles(client, mailbox):
    sent()
    (name,) = names(client.get("/mailbox"))
    for path in ("/mailbox", f"/mailbox/{name}"):
        assert "unsafe" not in client.get(path).headers["Content-Security-Policy"]


def test_what_is_attached_is_downloaded(client, mailbox):
    sent()
    (name,) = names(client.get("/mailbox"))
    response = client.get(f"/mailbox/{name}/attachments/0")
    assert response.content == b"BEGIN:VCALENDAR"
    assert response.headers["Content-Disposition"] == 'attachment; filename="event.ics"'
    assert client.get(f"/mailbox/{name}/attachments/7").status_code == 404


@pytest.mark.parametrize("name", ["nothing", "..%2f..%2fsecret", "20261121-100000-" + "0" * 20])
def test_no_other_file_is_read(client, mailbox, name):
    assert client.get(f"/mailbox/{name}").status_code == 404


def test_outside_the_demo_there_is_no_mailbox(client, mailbox, settings):
    sent()
    (name,) = names(client.get("/mailbox"))
    settings.MAILBOX = False
    for path in ("/mailbox", f"/mailbox/{name}", f"/mailbox/{name}/page", f"/mailbox/{name}/attachments/0"):
        assert client.get(path).status_code == 404


def test_an_empty_mailbox_says_what_to_do(client, mailbox):
    assert "No mails yet" in client.get("/mailbox").content.decode()

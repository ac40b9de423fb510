from pathlib import Path

import pytest
from django.core import mail
from django.core.mail import EmailMessage

HEADERS = {"Message-ID": "<1@localhost>", "Date": "Sat, 21 Nov 2026 12:00:00 +0000"}


@pytest.fixture
def mailbox(settings, tmp_path):
    settings.EMAIL_BACKEND = "lineup.interfaces.mail.mailbox.MailboxBackend"
    settings.MAILBOX_DIR = tmp_path / "mailbox"
    return lambda: sorted(Path(settings.MAILBOX_DIR).iterdir())


@pytest.mark.req("Q3")
def test_the_same_mail_sent_twice_is_one_file_with_the_latest_words(mailbox):
    for words in ("first", "second"):
        EmailMessage("Hello", words, to=["ann@example.org"], headers=HEADERS).send()
    [file] = mailbox()
    assert file.read_text().endswith("second")


def test_other_mails_are_other_files_in_the_order_of_their_dates(mailbox):
    for number, date in enumerate(("Sun, 22 Nov 2026 12:00:00 +0000", "Sat, 21 Nov 2026 14:00:00 +0100")):
        headers = {"Message-ID": f"<{number}@localhost>", "Date": date}
        EmailMessage("Hello", str(number), to=["ann@example.org"], headers=headers).send()
    assert [file.read_text()[-1] for file in mailbox()] == ["1", "0"]


def test_only_the_owner_reads_them(mailbox):
    mail.send_mail("Hello", "words", None, ["ann@example.org"])
    [file] = mailbox()
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.suffix == ".eml"

"""A platform admin: the record of acts, background work that failed, the mailbox of a demo."""

import pytest

from lineup.core.audit import chain
from lineup.core.foundation import clock
from lineup.core.outbox.models import Message
from lineup.domains.events import events
from tests.journeys import happenings
from tests.support import factories, outbox

pytestmark = [pytest.mark.slow, pytest.mark.req("P02")]


@pytest.fixture
def noor(transactional_db):
    return factories.admin("Noor Haddad")


@pytest.mark.req("P07", "Q18")
def test_the_record_is_narrowed_by_who_and_what_on_either_screen(walk, noor):
    factories.club("Blue Club", owner=factories.member("Ada Ortiz"))
    happenings.published("Fair", factories.member("Bo Vik"))
    chain.seal(at=clock.now())
    admin = walk(noor)
    admin.open("/audit")
    admin.sees("Sealed up to entry")
    everything = admin.page.locator("tbody tr").count()
    admin.page.get_by_label("Who").fill("ada")
    admin.press("Apply")
    admin.page.wait_for_url("**who=ada**")
    rows = admin.page.locator("tbody tr")
    assert 0 < rows.count() < everything
    assert all("Ada Ortiz" in row for row in rows.all_inner_texts())
    admin.press("Clear")
    phone = walk(noor, width=390, height=844, dark=True, language="fr")
    phone.open("/audit?action=club")
    assert "Blue Club" in phone.page.locator("main").inner_text()


@pytest.mark.req("P12", "P15", "Q3")
def test_work_that_was_given_up_is_seen_with_its_error_and_delivered_after_a_replay(walk, noor, mailoutbox):
    event = happenings.published("Fair", factories.member())
    factories.place(events.pool_of(event), factories.guest("Ana", email="ana@example.org"))
    at = clock.now()
    due = Message.objects.filter(done_at=None)
    due.update(dead_at=at, attempts=12, last_error="SMTPServerDisconnected: closed")
    failed = due.count()
    assert outbox.drain() == []
    admin = walk(noor)
    admin.open("/outbox")
    admin.sees("SMTPServerDisconnected: closed")
    for _ in range(failed):
        admin.page.get_by_role("button", name="Try again").first.click()
        admin.page.wait_for_load_state()
    admin.sees("Nothing was given up")
    outbox.drain()
    assert [letter.to for letter in mailoutbox if "ana@example.org" in letter.to] != []


@pytest.mark.req("P12", "Q28")
def test_in_a_demo_the_mailbox_shows_what_was_sent_and_leads_on(walk, noor, settings):
    settings.MAILBOX = settings.DEMO = True
    settings.EMAIL_BACKEND = "lineup.interfaces.mail.mailbox.MailboxBackend"
    event = happenings.published("Fair", factories.member())
    factories.join_request(events.pool_of(event), email="ana@example.org")
    outbox.drain()
    admin = walk(noor, width=390, height=844, dark=True)
    admin.open("/mailbox?to=ana")
    admin.page.locator("main").get_by_role("link", name="Fair").click()
    admin.check_fit()
    admin.page.locator("pre a").first.click()
    admin.sees("One step left")


@pytest.mark.req("P10", "Q2")
def test_nobody_else_finds_the_rooms_of_an_admin(walk, noor):
    other = walk(factories.member())
    for path in ("/audit", "/outbox"):
        assert other.page.goto(path).status in (403, 404), path

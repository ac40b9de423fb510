"""A platform admin: the record of acts, background work that failed, the mailbox of a demo."""

import pytest

from lineup.core.audit import chain
from lineup.core.foundation import clock
from lineup.core.outbox.models import Message
from lineup.core.people import standing
from lineup.core.people.actors import HOUSE
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
    admin.open("/platform/audit")
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
    phone.open("/platform/audit?action=club")
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
    admin.open("/platform/outbox")
    admin.sees("SMTPServerDisconnected: closed")
    for _ in range(failed):
        admin.page.get_by_role("button", name="Try again").first.click()
        admin.page.wait_for_load_state()
    admin.sees("Nothing was given up")
    outbox.drain()
    assert [letter.to for letter in mailoutbox if "ana@example.org" in letter.to] != []


@pytest.mark.req("P02", "P07", "Q29")
def test_somebody_who_misbehaves_is_closed_out_with_a_reason_and_let_in_again(walk, noor, mailoutbox):
    bo = factories.member("Bo Vik", email="bo@example.org")
    browser = walk(bo)
    browser.open("/account")
    admin = walk(noor)
    admin.open("/platform")
    admin.page.get_by_role("link", name="People", exact=True).click()
    admin.page.get_by_label("Part of a name, or a whole address").fill("bo@example.org")
    admin.press("Find")
    admin.page.get_by_role("link", name="Bo Vik").click()
    admin.sees("Your look at this page is recorded.", "bo@example.org")
    admin.press("Close the account…")
    admin.sees("signed out everywhere at once")
    admin.page.get_by_label("Reason").fill("Spam in three clubs")
    admin.press("Close the account")
    admin.sees("The account of Bo Vik is closed.", "Spam in three clubs")
    outbox.drain()
    assert "Spam in three clubs" in next(letter.body for letter in mailoutbox if "bo@example.org" in letter.to)
    browser.page.goto("/account")
    assert "/account/login" in browser.page.url
    admin.press("Open the account again")
    admin.sees("The account of Bo Vik is open again.", "looked at a person’s page")
    browser.sign_in("bo@example.org")


@pytest.mark.req("P10", "P16")
def test_on_a_phone_in_french_a_club_gets_a_new_owner_and_a_feature_its_share(walk):
    club = factories.club("Blue Club", owner=factories.member("Bo Vik"))
    factories.member("Zoé", email="zoe@example.org")
    standing.deactivate(factories.club_owner(club).account, reason="Parti", by=HOUSE, at=clock.now())
    admin = walk(factories.admin("Noor", language="fr"), width=390, height=844, dark=True, language="fr")
    admin.open("/platform")
    admin.sees("Certains clubs n’ont pas de propriétaire")
    admin.open("/platform/clubs?standing=ownerless")
    admin.page.get_by_role("link", name="Blue Club").click()
    admin.page.get_by_label("Adresse e-mail du nouveau propriétaire").fill("zoe@example.org")
    admin.press("Lui confier le club")
    admin.page.get_by_role("link", name="Zoé").wait_for()
    admin.open("/platform/flags/month-view")
    admin.page.get_by_label("Part des personnes, en pour cent").first.fill("0")
    admin.press("Commuter")
    admin.sees("personne")
    stranger = walk()
    stranger.open("/")
    assert stranger.page.get_by_role("link", name="Month").count() == 0


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
    for path in ("/platform", "/platform/people", "/platform/audit", "/platform/outbox"):
        assert other.page.goto(path).status == 404, path

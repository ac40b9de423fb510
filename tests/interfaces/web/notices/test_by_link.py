"""Fewer mails by the link in one of them: RFC 8058 for mail programs, a page for people, guests first of all."""

import re

import pytest
from django.test import Client

from lineup.core.foundation import clock
from lineup.core.notices import matters, opt_out, preferences
from lineup.core.notices.models import Choice
from lineup.core.participation import audience
from tests.interfaces.web.notices.test_choices import BOX, form_of
from tests.support import factories
from tests.support.outbox import drain

pytestmark = [pytest.mark.django_db, pytest.mark.req("P12", "P03")]

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def guest():
    return factories.guest("Gil", language="fr")


def path(person, matter="messages"):
    return f"/n/{opt_out.mint(person, matters.of(matter))}"


def hears_by_mail(person, matter="messages"):
    return "mail" in preferences.heard_by(person, matters.of(matter))


@pytest.fixture
def letter(guest, mailoutbox):
    """A mail to a guest with a place, of this kind."""
    place = factories.place(factories.pool(factories.offering("Choir")), guest)

    def of(kind, **facts):
        drain()
        mailoutbox.clear()
        audience.tell(place.pool.offering, kind, key="1", at=clock.now(), **facts)
        drain()
        return mailoutbox[0]

    return of


def test_a_mail_program_stops_such_mails_in_one_click(letter, guest, settings):
    headers = letter("offering.message", subject="Hi", text="There").extra_headers
    [address] = re.fullmatch(rf"<{settings.BASE_URL}(/n/\S+/stop)>", headers["List-Unsubscribe"]).groups()
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    # no cookie, no page before, no token against forgery: the address is the proof
    assert Client(enforce_csrf_checks=True).post(address, ONE_CLICK).status_code == 200
    assert not hears_by_mail(guest)
    assert Client(enforce_csrf_checks=True).post(address, ONE_CLICK).status_code == 200
    assert Choice.objects.count() == 1


def test_what_is_necessary_offers_no_click_and_says_why(letter, guest):
    mail = letter("offering.moved")
    assert "List-Unsubscribe" not in mail.extra_headers
    assert "Vous vous retrouveriez devant une porte close." in mail.body
    [address] = re.findall(r"/n/\S+", mail.body)
    page = Client().get(address).content.decode()
    assert "Ces e-mails ne peuvent pas être arrêtés." in page
    answer = Client().post(f"{address}/stop", ONE_CLICK)
    assert answer.status_code == 422
    assert hears_by_mail(guest, "changes")


def test_looking_at_the_links_stops_nothing(guest):
    for address in (path(guest), f"{path(guest)}/stop"):
        assert Client().get(address, follow=True).status_code == 200
        assert Client().head(address, follow=True).status_code == 200
    assert hears_by_mail(guest)


def test_somebody_stops_and_takes_it_back(guest):
    client = Client()
    page = client.post(f"{path(guest)}/stop").content.decode()
    assert "Vous ne recevez pas d’e-mails à ce sujet." in page
    assert not hears_by_mail(guest)
    client.post(f"{path(guest)}/resumption")
    assert hears_by_mail(guest)


def test_a_guest_chooses_line_by_line(guest):
    html = Client().get(path(guest)).content.decode()
    keys = [key for key, _checked in BOX.findall(html)]
    assert keys == [
        *("messages/mail", "reminders/mail", "qualifications/mail", "own-acts/mail"),
        *("announcements/mail", "duties/mail", "certificates/mail", "invitations/mail"),
    ]
    form = form_of(html, heard=["messages/mail"])
    assert Client().post(f"{path(guest)}/choices", form).status_code == 200
    heard = [hears_by_mail(guest, matter) for matter in ("messages", "reminders", "own-acts", "invitations")]
    assert heard == [True, False, False, False]


def test_by_the_link_of_somebody_with_an_account_only_its_own_matter_is_changed():
    ann = factories.member()
    html = Client().get(path(ann)).content.decode()
    assert BOX.findall(html) == []
    answer = Client().post(f"{path(ann)}/choices", {"there": ["reminders/mail"]})
    assert answer.headers["Location"] == "/account/notices"
    assert hears_by_mail(ann, "reminders")


@pytest.mark.req("Q14")
def test_the_link_is_stored_nowhere_and_opens_nothing_else(guest):
    secret = opt_out.mint(guest, matters.of("messages"))
    other = factories.guest()
    forged = secret.replace(secret.split(".")[0], opt_out.mint(other, matters.of("messages")).split(".")[0])
    for wrong in (forged, secret[:-1], f"{secret}x", "lnp_nothing", "a.b.c", "é"):
        assert Client().get(f"/n/{wrong}").status_code == 404
        assert Client().post(f"/n/{wrong}/stop", ONE_CLICK).status_code == 404
    assert hears_by_mail(other)


def test_somebody_anonymised_has_no_link_any_more(guest):
    address = path(guest)
    guest.anonymised_at = clock.now()
    guest.save()
    assert Client().get(address).status_code == 404


def test_the_page_is_kept_from_caches_and_search_engines(guest):
    headers = Client().get(path(guest)).headers
    assert "no-store" in headers["Cache-Control"]
    assert headers["X-Robots-Tag"] == "noindex, nofollow"

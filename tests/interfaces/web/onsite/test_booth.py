"""The exhibitor's page, and the page on which visitors say what may be known of them."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lineup.core.foundation import clock
from lineup.core.participation import places
from lineup.domains.events import events
from lineup.domains.onsite import badges, booths, sharing
from lineup.domains.onsite.models import Booth, BoothVisit
from tests.support import factories, hostile

pytestmark = pytest.mark.req("D12")

BOOTH = "/events/forum/booth"


def signed_in(person):
    browser = Client()
    browser.force_login(person.account)
    return browser


@pytest.fixture
def exhibitor(event, organiser):
    person = factories.member("Hugo")
    pool = booths.open_places(event, by=factories.actor(organiser), at=clock.now())
    places.add(pool, person, by=factories.actor(organiser), at=clock.now())
    return person


@pytest.fixture
def vera(event):
    person = factories.member("Vera <b>", email="vera@example.org")
    factories.place(events.pool_of(event), person)
    return person


@pytest.fixture
def code(event, vera):
    return badges.code_of(badges.ensure(event, vera, at=clock.now()), at=clock.now())


def page(browser, path=BOOTH):
    answer = browser.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def table(browser):
    answer = browser.get(f"{BOOTH}/visits")
    return list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))[1:]


def test_a_lead_is_scanned_noted_exported_and_withdrawn(event, exhibitor, vera, code):
    stand, visitor = signed_in(exhibitor), signed_in(vera)
    visitor.post("/events/forum/sharing", {"fields_shared": ["name", "email"]})
    for said in ("the visit is counted", "was here today already"):
        answer = stand.post(f"{BOOTH}/scans", {"code": code}, follow=True)
        assert said in answer.content.decode()
    assert ("Vera &lt;b&gt;" in page(stand), "vera@example.org" in page(stand)) == (True, True)
    visit = BoothVisit.objects.get()
    stand.post(f"{BOOTH}/visits/{visit.pk}/notes", {"notes": "=1+1 <script>"})
    assert [row[1:] for row in table(stand)] == [["Vera <b>", "vera@example.org", "", "'=1+1 <script>"]]
    assert "=1+1 &lt;script&gt;" in page(stand)
    assert "Hugo" in page(visitor, "/events/forum/sharing")
    visitor.post("/events/forum/sharing/withdrawal")
    shown = page(stand)
    assert ("Vera" in shown, "vera@" in shown, "1+1" in shown, table(stand)) == (False, False, False, [])
    assert '<dd class="figure">1</dd>' in shown


def test_a_page_whose_camera_goes_on_gets_its_answer_without_leaving(event, exhibitor, vera, code):
    stand = signed_in(exhibitor)

    def scan(shown):
        answer = stand.post(f"{BOOTH}/scans", {"code": shown}, headers={"HX-Request": "true"})
        return answer.status_code, answer.context["tone"], str(answer.context["told"])

    assert scan(code) == (200, "good", "The visit is counted. This visitor does not share their name.")
    assert scan(code) == (200, "good", "This visitor was here today already.")
    assert scan("nothing of ours")[:2] == (200, "warn")
    assert BoothVisit.objects.count() == 1


def test_a_badge_that_is_none_is_told_beside_the_field(exhibitor):
    answer = signed_in(exhibitor).post(f"{BOOTH}/scans", {"code": "nonsense"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (404, ["code"])


def test_one_booth_is_told_on_its_own_and_only_one_that_scanned_the_badge(event, exhibitor, vera, code):
    stand, visitor = signed_in(exhibitor), signed_in(vera)
    stand.post(f"{BOOTH}/scans", {"code": code})
    booth = Booth.objects.get()
    visitor.post("/events/forum/sharing", {"booth": booth.pk, "fields_shared": ["name"]})
    assert ("Vera &lt;b&gt;" in page(stand), sharing.to_all(vera, event)) == (True, frozenset())
    other = booths.stored(booths.Booth(event=event, exhibitor=factories.member(), created_at=clock.now()))
    assert visitor.post("/events/forum/sharing", {"booth": other.pk}).status_code == 404
    assert signed_in(factories.member()).get("/events/forum/sharing").status_code == 404


def test_a_visit_of_another_booth_is_not_there(event, organiser, exhibitor, vera, code):
    stand = signed_in(exhibitor)
    stand.post(f"{BOOTH}/scans", {"code": code})
    rival = factories.member()
    places.add(booths.pool_of(event), rival, by=factories.actor(organiser), at=clock.now())
    visit = BoothVisit.objects.get()
    assert [signed_in(rival).post(f"{BOOTH}/visits/{visit.pk}/{act}").status_code for act in ("notes", "removal")] == [
        404,
        404,
    ]
    assert stand.post(f"{BOOTH}/visits/{visit.pk}/removal").status_code == 302
    assert BoothVisit.objects.count() == 0


@pytest.mark.req("Q16")
@pytest.mark.parametrize("one", hostile.ALL, ids=lambda one: one.about)
def test_a_floor_plan_is_refused_or_only_ever_downloaded(one, exhibitor):
    stand = signed_in(exhibitor)
    sent = SimpleUploadedFile(one.name, one.content, content_type=one.claimed)
    answer = stand.post(f"{BOOTH}/edit", {"name": "Kettles", "plan": sent})
    is_pdf = one.content.startswith(b"%PDF-")
    assert answer.status_code == (302 if is_pdf else 422)
    for path in (f"{BOOTH}/plan", "/api/events/forum/booth/plan"):
        got = stand.get(path)
        if not is_pdf:
            assert got.status_code == 404
            continue
        assert b"".join(got.streaming_content) == one.content
        assert got.headers["Content-Disposition"].startswith("attachment;")
        assert "sandbox" in got.headers["Content-Security-Policy"]
    assert signed_in(factories.member()).get(f"{BOOTH}/plan").status_code == 404


def test_who_takes_part_finds_the_exhibitors_and_their_floor_plans(event, exhibitor, vera):
    stand, visitor, stranger = signed_in(exhibitor), signed_in(vera), signed_in(factories.member("Mallory"))
    assert "No booth has a name yet" in page(visitor, "/events/forum/exhibitors")
    pdf = SimpleUploadedFile("Hall 3.pdf", b"%PDF-1.7\n%%EOF\n")
    stand.post(f"{BOOTH}/edit", {"name": "Kettles <b>", "plan": pdf})
    booth = Booth.objects.get()
    plan = f"/events/forum/exhibitors/{booth.pk}/plan"
    listed = page(visitor, "/events/forum/exhibitors")
    assert ("Kettles &lt;b&gt;" in listed, plan in listed, "Hugo" in listed) == (True, True, False)
    assert "/events/forum/exhibitors" in page(visitor, "/events/forum")
    answer = visitor.get(plan)
    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, b"%PDF-1.7\n%%EOF\n")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="Hall 3.pdf"'
    assert [stranger.get(path).status_code for path in (plan, "/events/forum/exhibitors")] == [404, 404]
    assert Client().get(plan).status_code == 302


def test_organisers_open_places_add_exhibitors_and_keep_their_plans(event, organiser):
    desk = signed_in(organiser)
    assert "No places for exhibitors yet" in page(desk, "/events/forum/desk/exhibitors")
    desk.post("/events/forum/desk/exhibitors", {"capacity": "3"})
    entered = {"name": "Hugo", "email": "hugo@example.org", "how": "confirm"}
    assert desk.post("/events/forum/desk/exhibitors/new", entered).status_code == 302
    [booth] = booths.of_people(event, booths.exhibitors(event), at=clock.now())
    path = f"/events/forum/desk/exhibitors/{booth.exhibitor_id}"
    plan = SimpleUploadedFile("Halle 3 – été.pdf", b"%PDF-1.7\n")
    assert desk.post(path, {"name": "Kettles", "plan": plan}).status_code == 302
    shown = page(desk, "/events/forum/desk/exhibitors")
    assert ("Kettles" in shown, "Halle 3 – été.pdf" in shown) == (True, True)
    assert b"".join(desk.get(f"{path}/plan").streaming_content) == b"%PDF-1.7\n"


def test_the_event_page_leads_exhibitors_and_visitors_on_and_nobody_else(event, exhibitor, vera):
    links = (f'href="{BOOTH}"', 'href="/events/forum/sharing"')
    found = [
        tuple(link in page(browser, "/events/forum") for link in links)
        for browser in (signed_in(exhibitor), signed_in(vera), signed_in(factories.member()), Client())
    ]
    assert found == [(True, True), (False, True), (False, False), (False, False)]


@pytest.mark.req("Q22")
def test_it_speaks_french(exhibitor):
    stand = signed_in(exhibitor)
    exhibitor.language = "fr"
    exhibitor.save(update_fields=["language"])
    assert "Scanner un badge" in page(stand)

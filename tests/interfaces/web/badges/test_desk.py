"""The badges' room of a desk: who has one, printing, replacing, revoking, the keys."""

import io

import pypdf
import pytest

from lineup.core.foundation import clock
from lineup.domains.onsite import badge_prints, badges, signing_keys
from lineup.domains.onsite.codes import Verdict
from lineup.domains.onsite.models import Badge, BadgePrint
from tests.support import factories, outbox

DESK = "/events/forum/desk/badges"
PRINTED = {"layout": "a6", "language": "fr"}


@pytest.fixture
def made(event, places):
    badges.make_missing(event, at=clock.now())
    return {badge.person.name: badge for badge in badges.of(event).select_related("person")}


@pytest.mark.req("D10")
def test_badges_are_made_listed_and_found_by_name_and_number(desk, event, places):
    assert "Make the 3 that are missing" in desk.get(DESK).content.decode()
    assert desk.post(f"{DESK}/making").url == DESK
    page = desk.get(DESK).content.decode()
    assert [name for name in ("Ada", "Bo", "Cy") if f'"guest-name">{name}<' in page] == ["Ada", "Bo", "Cy"]
    number = str(badges.of(event).get(person__name="Bo"))
    for wanted in ("bo", number, number.lower().replace("-", "")):
        found = desk.get(DESK, {"q": wanted}).content.decode()
        assert ('"guest-name">Bo<' in found, '"guest-name">Ada<' in found) == (True, False)


@pytest.mark.req("D10")
def test_a_print_tells_how_far_it_is_and_is_fetched_as_a_pdf(desk, event, places, monkeypatch):
    monkeypatch.setattr(badge_prints, "PART", 2)
    path = desk.post(f"{DESK}/prints", {**PRINTED, "which": "all"}).url
    waiting = desk.get(path)
    assert ("0 of 3 badges" in waiting.content.decode(), waiting["Refresh"]) == (True, "2")
    assert desk.get(f"{path}/badges.pdf").status_code == 409
    outbox.drain()
    ready = desk.get(path)
    assert ("3 badges are ready" in ready.content.decode(), "Refresh" in ready) == (True, False)
    answer = desk.get(f"{path}/badges.pdf")
    assert len(pypdf.PdfReader(io.BytesIO(answer.content)).pages) == 3
    assert answer["Content-Disposition"] == 'attachment; filename="forum-badges.pdf"'
    assert answer["Cache-Control"] == "private, no-store"
    assert desk.post(f"{path}/discard").url == DESK
    assert (BadgePrint.objects.count(), Badge.objects.count()) == (0, 3)


@pytest.mark.req("D10")
def test_a_selection_and_what_is_new_are_printed(desk, event, made):
    one = made["Bo"]
    desk.post(f"{DESK}/prints", {**PRINTED, "which": "picked", "picked": [one.badge_id]})
    assert BadgePrint.objects.get().badges == [str(one.pk)]
    outbox.drain()
    desk.post(f"{DESK}/prints", {**PRINTED, "which": "new"})
    assert BadgePrint.objects.order_by("-created_at")[0].total == 2


@pytest.mark.req("D10")
@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({**PRINTED, "which": "picked"}, "There is no badge to print"),
        ({"layout": "napkin", "language": "fr", "which": "all"}, "napkin"),
    ],
)
def test_what_cannot_be_printed_is_said(sent, said, desk, event, made):
    answer = desk.post(f"{DESK}/prints", sent)
    assert (answer.status_code, said in answer.content.decode(), BadgePrint.objects.count()) == (422, True, 0)


@pytest.mark.req("D10")
def test_a_badge_is_replaced_after_the_consequence_was_told(desk, event, made):
    one, old = made["Bo"], badges.code_of(made["Bo"], at=clock.now())
    page = desk.get(f"{DESK}/{one.badge_id}/replacement").content.decode()
    assert "What is printed of it so far opens nothing any more" in page
    assert badges.read(event.pk, old).is_valid
    assert desk.post(f"{DESK}/{one.badge_id}/replacement").url == DESK
    assert badges.read(event.pk, old).verdict == Verdict.REVOKED
    assert badges.ensure(event, one.person, at=clock.now()).serial == 2


@pytest.mark.req("D10")
def test_a_badge_is_revoked_and_issued_again(desk, event, made):
    one = made["Bo"]
    assert "No code of it opens a door any more" in desk.get(f"{DESK}/{one.badge_id}/revocation").content.decode()
    desk.post(f"{DESK}/{one.badge_id}/revocation")
    assert '"guest-name">Bo<' in desk.get(DESK, {"show": "revoked"}).content.decode()
    refused = desk.post(f"{DESK}/{one.badge_id}/replacement", follow=True).content.decode()
    assert "This badge was revoked" in refused
    desk.post(f"{DESK}/{one.badge_id}/reissue")
    one.refresh_from_db()
    assert (one.serial, one.revoked_at) == (2, None)


@pytest.mark.req("D10")
def test_keys_are_rotated_and_retired(desk, event, made):
    assert "already keeps opening doors" in desk.get(f"{DESK}/keys/new").content.decode()
    badges.note_printed(event, [(made["Bo"].pk, 1)], key=1, at=clock.now())
    desk.post(f"{DESK}/keys/new")
    page = desk.get(f"{DESK}/keys").content.decode()
    assert ("Two keys are valid" in page, "Retire key 1…" in page, "Retire key 2…" in page) == (True, True, False)
    assert "Two keys are valid already" in desk.post(f"{DESK}/keys/new", follow=True).content.decode()
    assert "One badge on paper opens nothing any more" in desk.get(f"{DESK}/keys/1/retirement").content.decode()
    desk.post(f"{DESK}/keys/1/retirement")
    assert [key.retired_at is None for key in signing_keys.of(event)] == [True, False]


@pytest.mark.req("D10", "A07")
def test_another_organiser_reaches_none_of_it(client, event, made):
    client.force_login(factories.member("Other").account)
    badge_id = made["Bo"].badge_id
    job = badge_prints.order(
        event, layout="a6", language="en", by=factories.actor(event.offering.organiser), at=clock.now()
    )
    outbox.drain()
    paths = ["", "/keys", f"/prints/{job.pk}", f"/prints/{job.pk}/badges.pdf", f"/{badge_id}/revocation"]
    assert {client.get(f"{DESK}{path}").status_code for path in paths} == {403}
    assert client.post(f"{DESK}/{badge_id}/revocation").status_code == 403
    assert badges.find(event, badge_id).revoked_at is None


def test_a_badge_of_another_event_is_not_found(desk, event, made, organiser):
    assert desk.get(f"{DESK}/KKKKKKK/revocation").status_code == 404
    assert desk.get(f"{DESK}/prints/{event.pk}").status_code == 404
    assert desk.get(f"{DESK}/keys/9/retirement").status_code == 404

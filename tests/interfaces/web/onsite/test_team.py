"""Team, day plan, and what somebody looks after, as pages."""

from datetime import timedelta

import pytest

from lineup.core.foundation import clock
from lineup.domains.events import events
from lineup.domains.onsite import duties, rooms, sessions, team
from lineup.domains.onsite.models import RoomDuty, StaffRole
from lineup.domains.onsite.roles import Staff
from tests.support import factories

DESK = "/events/forum/desk"


@pytest.fixture
def keeper(client, organiser):
    client.force_login(organiser.account)
    return client


@pytest.fixture
def gina(db):
    return factories.member("Gina", email="gina@example.org")


@pytest.fixture
def on_duty(event, organiser, opening, gina, starts_at):
    """Gina manages the hall for two hours from when the event starts."""
    by, times = factories.actor(organiser), {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=2)}
    return duties.assign(event, gina, role=Staff.MANAGER, room=opening.room, by=by, at=clock.now(), **times)


def entered(who, room, starts_at, hours):
    day = starts_at.date().isoformat()
    return {
        "who": str(who.pk),
        "room": str(room.pk),
        "starts_at_0": day,
        "starts_at_1": f"{hours[0]:02}:00",
        "ends_at_0": day,
        "ends_at_1": f"{hours[1]:02}:00",
    }


@pytest.mark.req("D02")
def test_somebody_is_put_on_the_team_by_address_and_taken_off(keeper, event, gina):
    sent = {"email": "gina@example.org", "role": "gestionnaire_des_salles"}
    assert keeper.post(f"{DESK}/team", sent).url == f"{DESK}/team"
    page = keeper.get(f"{DESK}/team").content.decode()
    assert ("<b>gina</b>" in page, "Gina" in page, "gina@example.org" in page) == (True, False, False)
    keeper.post(f"{DESK}/team/{StaffRole.objects.get().pk}/removal")
    assert StaffRole.objects.count() == 0


@pytest.mark.req("D01")
def test_the_president_is_set_shown_and_taken_away(keeper, client, event, gina):
    refused = keeper.post(f"{DESK}/team/president", {"email": "gina@example.org"})
    assert (refused.status_code, list(refused.context["president_form"].errors)) == (422, ["email"])
    factories.place(events.pool_of(event), gina)
    keeper.post(f"{DESK}/team/president", {"email": "gina@example.org"})
    assert "President: Gina" in keeper.get("/events/forum").content.decode()
    client.force_login(gina.account)
    assert client.get(f"{DESK}/team").status_code == 200
    client.post(f"{DESK}/team/president", {"email": ""})
    assert events.find_visible(gina, slug="forum").president is None
    assert client.get(f"{DESK}/team").status_code == 403


@pytest.mark.req("D08")
def test_a_day_is_planned_morning_here_and_afternoon_there(keeper, event, organiser, gina, opening, starts_at):
    by = factories.actor(organiser)
    attic = rooms.create(event, name="Attic", by=by, at=clock.now())
    held = team.add(event, gina, role=Staff.MANAGER, by=by, at=clock.now())
    keeper.post(f"{DESK}/duties", entered(held, opening.room, starts_at, (9, 12)))
    keeper.post(f"{DESK}/duties", entered(held, attic, starts_at, (13, 18)))
    page = keeper.get(f"{DESK}/duties").content.decode()
    assert [page.count(words) for words in ("09:00–12:00", "13:00–18:00")] == [1, 1]
    clashing = keeper.post(f"{DESK}/duties", entered(held, attic, starts_at, (11, 13)))
    assert clashing.status_code == 422
    assert "Gina is in Hall" in clashing.content.decode()
    assert RoomDuty.objects.count() == 2


@pytest.mark.req("D08")
def test_a_duty_is_moved_by_form_and_by_dropping_it_and_ended(keeper, event, on_duty, organiser, starts_at):
    attic = rooms.create(event, name="Attic", by=factories.actor(organiser), at=clock.now())
    sent = entered(on_duty, attic, starts_at, (10, 12))
    keeper.post(f"{DESK}/duties/{on_duty.pk}", sent)
    on_duty.refresh_from_db()
    assert (on_duty.room, on_duty.starts_at.hour, on_duty.ends_at.hour) == (attic, 10, 12)
    dropped = {"duty": on_duty.pk, "room": event.rooms.get(name="Hall").pk}
    starts = (starts_at + timedelta(hours=5)).strftime("%Y-%m-%dT%H:%M:%S+00:00")
    keeper.post(f"{DESK}/duties/move", {**dropped, "starts_at": starts})
    on_duty.refresh_from_db()
    assert (on_duty.room.name, on_duty.starts_at.hour, on_duty.ends_at.hour) == ("Hall", 14, 16)
    keeper.post(f"{DESK}/duties/{on_duty.pk}/end")
    assert RoomDuty.objects.count() == 0


@pytest.mark.req("D09")
def test_a_room_manager_keeps_their_room_and_sees_no_other_at_the_desk(client, event, organiser, on_duty, gina):
    by, at = factories.actor(organiser), clock.now()
    attic = rooms.create(event, name="Attic", by=by, at=at)
    starts_at = event.offering.starts_at
    other = sessions.create(event, title="Upstairs", room=attic, starts_at=starts_at, by=by, at=at,
                            ends_at=starts_at + timedelta(hours=1))  # fmt: skip
    client.force_login(gina.account)
    for path in ("programme", "my-rooms"):
        page = client.get(f"{DESK}/{path}").content.decode()
        assert ("Opening" in page, "Upstairs" in page) == (True, False)
    assert client.get(f"{DESK}/programme/sessions/{other.pk}").status_code == 403
    own = event.sessions.get(title="Opening <b>")
    assert client.get(f"{DESK}/programme/sessions/{own.pk}").status_code == 200
    client.post(f"/events/forum/programme/{own.pk}/status", {"status": "en_cours"})
    own.refresh_from_db()
    assert own.marked == "en_cours"
    client.post(f"/events/forum/programme/{other.pk}/status", {"status": "en_cours"})
    other.refresh_from_db()
    assert other.marked == ""


@pytest.mark.req("D09")
def test_a_room_manager_reads_the_team_and_changes_it_not(client, event, on_duty, gina):
    client.force_login(gina.account)
    page = client.get(f"{DESK}/team").content.decode()
    assert ("Who decides" in page, 'name="email"' in page) == (True, False)
    client.post(f"{DESK}/team", {"email": "hugo@example.org", "role": "controlleur_des_badges"})
    assert client.get(f"{DESK}/duties/{on_duty.pk}").status_code == 403
    assert StaffRole.objects.count() == 1


@pytest.mark.req("D02", "D08")
def test_somebody_reads_their_duties_and_steps_down(client, event, on_duty, gina):
    client.force_login(gina.account)
    page = client.get("/duties").content.decode()
    assert [words in page for words in ("Hall", "Forum", "Room manager")] == [True, True, True]
    client.post(f"/duties/{StaffRole.objects.get().pk}/step-down")
    assert (StaffRole.objects.count(), RoomDuty.objects.count()) == (0, 0)


@pytest.mark.req("D02")
def test_nobody_steps_down_for_another(client, event, on_duty):
    client.force_login(factories.member("Mallory").account)
    assert client.post(f"/duties/{StaffRole.objects.get().pk}/step-down").status_code == 404


@pytest.mark.req("D08")
def test_a_plan_in_french_says_everything_in_french(client, event, on_duty):
    client.force_login(factories.admin(language="fr").account)
    page = client.get(f"{DESK}/duties").content.decode()
    assert ("Plan du jour" in page, "Gestionnaire des salles" in page, "Room manager" in page) == (True, True, False)

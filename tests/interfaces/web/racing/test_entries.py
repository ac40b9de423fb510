"""Entering a race on its pages, without scripts: a team proposed, filled, sent in, confirmed; a driver alone."""

from datetime import timedelta

import pytest
from django.urls import reverse

from lineup.core.foundation import clock
from lineup.domains.events import events
from lineup.domains.racing import race_classes, races, seats, signups, slots, team_members, teams
from lineup.domains.racing.models import RaceEntry
from lineup.interfaces.web.racing import entries
from tests.architecture.authorisation import circuit
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("A07", "A10")]


@pytest.fixture
def made():
    return circuit.catalogue(1, by=factories.actor(factories.admin()), at=clock.now())


@pytest.fixture
def olga():
    return factories.member("Olga")


@pytest.fixture
def race(made, olga):
    by, at = factories.actor(olga), clock.now()
    event = events.create(title="6 h of Spa", starts_at=at + timedelta(days=9), by=by, at=at)
    factories.published(event.offering, by=by, at=at)
    race = races.create(event, simulator=made["simulator"], layout=made["layout"], minutes=120, by=by, at=at)
    race_classes.add(race, made["car_class"], most_entries=5, by=by, at=at)
    slots.add(race, starts_at=at + timedelta(days=9), by=by, at=at)
    return race


@pytest.fixture
def mona():
    return factories.member("Mona")


@pytest.fixture
def team(mona):
    return teams.create(name="Blue Team", by=factories.actor(mona), at=clock.now())


def _path(race, room, **keys):
    return reverse(f"racing:{room}", kwargs={"slug": race.event.offering.slug, **keys})


def _signed_up(race, name, team=None):
    person = factories.member(name)
    if team:
        team_members.admit(team, person, role="driver", by=factories.actor(team.owner), at=clock.now())
    return signups.sign_up(race, person, by=factories.actor(person), at=clock.now())


def _entered(client, race, mona, team, made):
    client.force_login(mona.account)
    sent = {
        "team": team.pk,
        "race_class": race.classes.get().pk,
        "slot": race.slots.get().pk,
        "car": made["sim_car"].pk,
        "number": "",
    }
    answer = client.post(_path(race, "entry-new"), sent)
    entry = RaceEntry.objects.get()
    assert answer.headers["Location"] == _path(race, "entry", pk=entry.pk)
    return entry


def test_a_manager_enters_a_team_and_the_organiser_confirms_it(client, race, mona, team, made, olga):
    entry = _entered(client, race, mona, team, made)
    ada = _signed_up(race, "Ada Lovelace", team)
    _signed_up(race, "Zoe Stranger")
    page = client.get(_path(race, "entry", pk=entry.pk)).content.decode()
    assert ("Ada Lovelace" in page, "Zoe Stranger" in page, "Send it in" in page, "Confirm the entry" in page) == (
        True,
        False,
        True,
        False,
    )
    assert "Your teams are entered" in client.get(_path(race, "entry-new")).content.decode()
    client.post(_path(race, "entry-line-up", pk=entry.pk), {f"role-{ada.pk}": "driver"})
    client.post(_path(race, "entry-act", pk=entry.pk, act="submission"))
    assert client.post(_path(race, "entry-act", pk=entry.pk, act="confirmation")).status_code == 403
    client.force_login(olga.account)
    assert "Blue Team" in client.get(_path(race, "entries-desk")).content.decode()
    client.post(_path(race, "entry-act", pk=entry.pk, act="confirmation"))
    client.get(_path(race, "entries"))  # takes the words of what was done along
    door = client.get(reverse("desk:check-in", args=[race.event.offering.slug])).content.decode()
    assert ("Blue Team" in door, "Ada Lovelace" in door) == (False, True)
    client.logout()
    listed = client.get(_path(race, "entries")).content.decode()
    shown = client.get(_path(race, "entry", pk=entry.pk)).content.decode()
    entry.refresh_from_db()
    assert (entry.status, entry.number, "Blue Team" in listed) == ("confirmed", "1", True)
    assert ("Ada Lovelace" in shown, "Who is in it is shown to its people alone." in shown) == (False, True)


def test_a_number_that_races_is_said_beside_its_field_and_input_is_kept(client, race, mona, team, made, olga):
    entry = _entered(client, race, mona, team, made)
    client.force_login(olga.account)
    values = {"name": "Red Team", "race_class": race.classes.get().pk, "number": "7"}
    client.post(_path(race, "entries-desk"), values)
    client.force_login(mona.account)
    answer = client.post(_path(race, "entry", pk=entry.pk), {"race_class": race.classes.get().pk, "number": "7"})
    assert (answer.status_code, "Number 7 races already" in answer.content.decode()) == (422, True)


def test_a_line_up_that_cannot_be_is_said_above_it(client, race, mona, team, made):
    races.change(race, drivers_most=1, by=factories.actor(mona), at=clock.now())
    entry = _entered(client, race, mona, team, made)
    sent = {f"role-{_signed_up(race, name, team).pk}": "driver" for name in ("Ada", "Ben")}
    answer = client.post(_path(race, "entry-line-up", pk=entry.pk), sent)
    assert (answer.status_code, "at most 1 driver of a car" in answer.content.decode()) == (422, True)
    assert not entry.seats.exists()


def test_who_has_no_team_is_told_how_to_get_one(client, race):
    client.force_login(factories.member("Dana").account)
    assert "You have no team to enter" in client.get(_path(race, "entry-new")).content.decode()


def test_a_single_driver_enters_and_sees_the_entry_on_the_race(client, race, made, olga):
    races.change(race, is_team_race=False, by=factories.actor(olga), at=clock.now())
    dana = factories.member("Dana")
    client.force_login(dana.account)
    values = {"race_class": race.classes.get().pk, "car": made["sim_car"].pk, "number": "44"}
    assert 'name="race_class"' not in client.get(_path(race, "entry-new")).content.decode()
    refused = client.post(_path(race, "entry-new"), values)
    assert (refused.status_code, "Sign up to this race first" in refused.content.decode()) == (422, True)
    signups.sign_up(race, dana, by=factories.actor(dana), at=clock.now())
    assert client.post(_path(race, "entry-new"), values).status_code == 302
    assert "#44 Dana" in client.get(_path(race, "race")).content.decode()


def test_what_keeps_everybody_out_is_said_instead_of_a_form(client, race, mona, team, olga):
    client.force_login(mona.account)
    assert _path(race, "entry-new") in client.get(_path(race, "entries")).content.decode()
    race_classes.remove(race.classes.get(), by=factories.actor(olga), at=clock.now())
    page = client.get(_path(race, "entry-new")).content.decode()
    assert ("this race has none yet" in page, 'name="race_class"' in page) == (True, False)
    assert _path(race, "entry-new") not in client.get(_path(race, "entries")).content.decode()


def test_who_is_beyond_the_first_is_found_by_name_without_scripts(client, race, mona, team, made, monkeypatch):
    monkeypatch.setattr(entries, "MOST_FREE", 1)
    entry = _entered(client, race, mona, team, made)
    ada, zoe = (_signed_up(race, name, team) for name in ("Ada", "Zoé"))
    path = _path(race, "entry", pk=entry.pk)
    page = client.get(path).content.decode()
    assert (f"role-{ada.pk}" in page, f"role-{zoe.pk}" in page, "find others by name" in page) == (True, False, True)
    found = client.get(path, {"q": "zoe"}).content.decode()
    assert (f"role-{ada.pk}" in found, f"role-{zoe.pk}" in found) == (False, True)
    assert "Nobody of this name is free." in client.get(path, {"q": "nobody"}).content.decode()
    # what is sent is read in the table that was shown
    client.post(_path(race, "entry-line-up", pk=entry.pk), {"q": "zoe", f"role-{zoe.pk}": "driver"})
    assert [seat.signup for seat in seats.of(entry)] == [zoe]
    # and of the two who sit there now nobody is lost by the next search
    sent = {"q": "ad", f"role-{zoe.pk}": "driver", f"role-{ada.pk}": "reserve"}
    client.post(_path(race, "entry-line-up", pk=entry.pk), sent)
    assert [(seat.signup, seat.role) for seat in seats.of(entry)] == [(zoe, "driver"), (ada, "reserve")]

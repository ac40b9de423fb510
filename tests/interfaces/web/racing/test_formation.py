"""Teams formed on the desk without scripts: from who signed up to published line-ups whose drivers are told."""

import re

import pytest
from django.urls import reverse

from lineup.core.foundation import clock
from lineup.core.outbox.models import Message
from lineup.domains.racing import apart, forming, proposals, races, signups, slots
from lineup.domains.racing.formation import proposing
from lineup.domains.racing.formation.answers import Limits
from lineup.domains.racing.models import RaceEntry, TeamProposal
from tests.support import crews, factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("A10", "A14")]
NAMES = ("Ada", "Ben", "Cem", "Dia")
SIZES = {"teams_count": 2, "seats_least": 1, "seats_best": 2, "seats_most": 3, "seconds": 1}
MATTERS = dict.fromkeys(proposals.MATTERS, 2)


@pytest.fixture(autouse=True)
def in_this_process_and_short(monkeypatch):
    monkeypatch.setattr(
        apart, "propose", lambda club, limits, watch: proposing.propose(club, Limits(1, limits.seed, 50), watch)
    )


@pytest.fixture
def olga(client):
    olga = factories.member("Olga")
    client.force_login(olga.account)
    return olga


@pytest.fixture
def race(olga):
    race = crews.race(olga)
    slot, at = slots.of(race)[0], clock.now()
    for name in NAMES:
        person = factories.member(name)
        hours = [(slot.starts_at, slot.ends_at)]
        signups.sign_up(race, person, by=factories.actor(person), at=at, drive=hours)
    return race


def _path(race, room, **keys):
    return reverse(f"racing:{room}", kwargs={"slug": race.event.offering.slug, **keys})


def _text(client, path):
    return " ".join(client.get(path).content.decode().split())


def test_a_manager_goes_from_sign_ups_to_published_line_ups(client, race, olga):
    first = _text(client, _path(race, "formation"))
    assert [name in first for name in NAMES] == [True] * 4
    people = [str(row.pk) for row in proposals.candidates(race)]
    tie = {"tie0-one": people[0], "tie0-other": people[1], "tie0-bond": "apart"}
    client.post(_path(race, "formation"), {"people": people, **SIZES, **MATTERS, **tie})
    made = TeamProposal.objects.get()
    here = _path(race, "proposal", pk=made.pk)
    TeamProposal.objects.update(step=1, steps=4000)
    begun = _text(client, here)
    assert ("Teams are being searched" in begun, '<progress value="1" max="4000"' in begun) == (True, True)
    TeamProposal.objects.update(step=0, steps=0)
    forming.go_on(Message.objects.get(key=f"{proposals.TOPIC}:{made.pk}"), at=clock.now())
    found = _text(client, here)
    assert ("Wishes of company that fail" in found, "How many can drive, hour by hour" in found) == (True, True)

    one, other = (made.seats.get(signup=pk) for pk in people[:2])
    moved = client.post(_path(race, "proposal-moves", pk=made.pk), {"seat": one.pk, "team": other.team_id}, follow=True)
    assert re.search(r"Wishes of company that fail: 0 → 1, worse", moved.content.decode())
    client.post(_path(race, "proposal-locks", pk=made.pk), {"seat": one.pk, "locked": "1"})
    client.post(_path(race, "proposed-team", pk=made.pk, team=other.team_id), _said(other.team, "Blue"))
    assert "Blue" in _text(client, here)
    assert "Search again with other sizes, or weighed otherwise" in _text(client, here)
    client.post(_path(race, "proposal-search", pk=made.pk), {"balance_matters": "3", "seconds": "1"})
    other_way = TeamProposal.objects.get(base=made)
    assert (other_way.balance_matters, other_way.hours_matter, other_way.seats.filter(is_locked=True).count()) == (
        3,
        2,
        1,
    )
    refused = client.post(_path(race, "proposal-search", pk=made.pk), {"seconds": "900"}, follow=True)
    assert ("Choose a number from 1 to 60." in refused.content.decode(), TeamProposal.objects.count()) == (True, 2)
    crowded = client.post(_path(race, "proposal-search", pk=made.pk), {"teams_count": "50"}, follow=True)
    assert "take a team away, or find others" in crowded.content.decode()
    client.post(_path(race, "proposal-publication", pk=made.pk))
    entries = RaceEntry.objects.filter(race=race).order_by("number")
    assert [(row.status, row.number) for row in entries] == [("confirmed", "1"), ("confirmed", "2")]
    assert Message.objects.filter(topic="notice", key__contains="racing.entry_confirmed").count() == len(NAMES)


def _said(team, name):
    return {"name": name, "slot": team.slot_id, "car": team.car_id}


def test_sizes_are_offered_and_kept_within_what_the_race_asks(client, race, olga):
    races.change(race, drivers_least=2, drivers_most=2, by=factories.actor(olga), at=clock.now())
    shown = _text(client, _path(race, "formation"))
    assert [f'name="{name}" value="2"' in shown for name in proposals.SIZES] == [True] * 4
    people = [row.pk for row in proposals.candidates(race)]
    answer = client.post(_path(race, "formation"), {"people": people, **SIZES, **MATTERS})
    assert (answer.status_code, "asks for 2 to 2 drivers of a car" in answer.content.decode()) == (422, True)
    assert not TeamProposal.objects.exists()

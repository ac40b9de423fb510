"""A timing tool tells of a race over HTTP: signed or not heard, in the form that the reference shows or refused."""

from datetime import timedelta

import pytest

from lineup.core.foundation import clock
from lineup.core.webhooks import signing
from lineup.domains.racing import telemetry_keys
from lineup.domains.racing.models import CarStanding, HeardMessage
from lineup.interfaces.api import signed
from tests.support import factories, stints
from tests.support.telemetry import body, post
from tests.support.telemetry import signed as headers_of

pytestmark = [pytest.mark.django_db, pytest.mark.req("C12")]
CAR = {"number": "1", "position": 1, "laps_done": 3, "last_lap_ms": 138_000, "gap_ms": 0, "driver": "Ann"}


@pytest.fixture
def entry():
    owner, at = factories.member("Olga"), clock.now()
    by = factories.actor(owner)
    club = factories.club("Endurance", owner=owner, at=at)
    return stints.entry(club, {"Ann": 0}, starts_at=at, by=by, at=at)


@pytest.fixture
def made(entry):
    by = factories.actor(entry.race.event.offering.organiser or factories.admin())
    return telemetry_keys.make(entry.race, by=by, at=clock.now())


def test_a_signed_message_moves_the_leaderboard_once(client, entry, made):
    key, secret = made
    now = clock.now()
    content = body(now, {**CAR, "number": entry.number})
    sent = headers_of(secret, content, at=now)
    first = post(client, key, content, sent)
    assert (first.status_code, first.json()["outcome"], first.json()["unknown_numbers"]) == (200, "heard", [])
    assert post(client, key, content, sent).json()["outcome"] == "had_already"
    shown = client.get(f"/api/events/{entry.race.event.offering.slug}/race/leaderboard").json()["items"]
    assert [(row["number"], row["laps_done"], row["driver"]) for row in shown] == [(entry.number, 3, None)]
    page = client.get(f"/events/{entry.race.event.offering.slug}/race/leaderboard").content.decode()
    assert ("2:18.000" in page, "Blue" in page, "No word" in page) == (True, True, False)
    assert "/race/leaderboard" in client.get(f"/events/{entry.race.event.offering.slug}/race").content.decode()


def test_without_its_signature_nothing_is_heard(client, entry, made):
    key, secret = made
    now, other = clock.now(), signing.fresh()
    content = body(now, {**CAR, "number": entry.number})
    right = headers_of(secret, content, at=now)
    late, early = (headers_of(secret, content, at=now + side * timedelta(minutes=6)) for side in (-1, 1))
    wrong = [
        {},
        headers_of(other, content, at=now),
        headers_of(secret, content + b" ", at=now),
        late,
        early,
        {**right, "webhook-id": "msg_2"},
        {**right, "webhook-id": ""},
        {**right, "webhook-timestamp": "9" * 12},
        {**right, "webhook-timestamp": "soon"},
        {**right, "webhook-signature": "v1,é"},
    ]
    assert [post(client, key, content, one).status_code for one in wrong] == [401] * len(wrong)
    # not even read: what is no JSON is refused for its signature alone
    assert post(client, key, b"{", {}).status_code == 401
    assert (HeardMessage.objects.count(), CarStanding.objects.count()) == (0, 0)
    two = {**right, "webhook-signature": "v1,AAAA " + right["webhook-signature"]}
    assert post(client, key, content, two).status_code == 200
    gone = f"/api/telemetry/{key.pk}"
    telemetry_keys.revoke(key, by=factories.actor(factories.admin()), at=now)
    assert client.post(gone, content, content_type="application/json").status_code == 404


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"position": 0}, "cars.0.position"),
        ({"number": ""}, "cars.0.number"),
        ({"laps_done": "many"}, "cars.0.laps_done"),
        ({"speed": 9}, "cars.0.speed"),
        ({"last_lap_ms": -1}, "cars.0.last_lap_ms"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(client, made, change, field):
    key, secret = made
    now = clock.now()
    content = body(now, {**CAR, **change})
    answer = post(client, key, content, headers_of(secret, content, at=now))
    assert (answer.status_code, answer.json()["field"], HeardMessage.objects.count()) == (422, field, 0)


def test_a_message_is_small_and_comes_not_too_often(client, made, monkeypatch):
    key, secret = made
    now = clock.now()
    large = body(now, note="x" * signed.LARGEST)
    assert post(client, key, large, headers_of(secret, large, at=now)).status_code == 413
    monkeypatch.setattr(signed, "TOLD", signed.limits.Limit("telemetry", 2, 60))
    content = body(now)
    told = [post(client, key, content, headers_of(secret, content, at=now, name=f"m{n}")) for n in range(3)]
    assert {one.status_code for one in told[:2]} | {told[2].status_code} >= {429}
    assert int(next(one for one in told if one.status_code == 429).headers["Retry-After"]) > 0


def test_an_organiser_makes_changes_and_takes_back_the_key_on_the_desk(client, entry):
    organiser = entry.contact
    client.force_login(organiser.account)
    desk = f"/events/{entry.race.event.offering.slug}/desk/race/telemetry"
    assert "whsec_" not in client.get(desk).content.decode()
    made = client.post(desk).content.decode()
    key = telemetry_keys.of(entry.race)
    assert (telemetry_keys.secret_of(key) in made, f"/api/telemetry/{key.pk}" in made) == (True, True)
    assert "whsec_" not in client.get(desk).content.decode()
    assert client.post(desk).status_code == 302
    changed = client.post(f"{desk}/secret").content.decode()
    assert telemetry_keys.secret_of(telemetry_keys.of(entry.race)) in changed
    assert client.post(f"{desk}/removal").status_code == 302
    assert telemetry_keys.of(entry.race) is None

"""Second factors: set up, asked for at the door, used up, guessed at, removed."""

import base64
import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from lineup.core.audit.models import Entry
from lineup.core.foundation import clock
from lineup.core.notices.models import Notice
from lineup.core.people import codes, limits, second_factors
from lineup.core.people.codes import STEP_SECONDS
from tests.support import factories, outbox

pytestmark = [pytest.mark.django_db, pytest.mark.req("P01")]

HOME, ATTACKER = "198.51.100.1", "203.0.113.66"


@pytest.fixture
def ada():
    return factories.member("Ada", email="ada@example.org")


def signed_in(person):
    client = Client(REMOTE_ADDR=HOME)
    client.post("/account/login", {"login": person.email, "password": factories.PASSWORD})
    client.post("/account/again", {"password": factories.PASSWORD})
    return client


def step_now():
    return int(clock.now().timestamp()) // STEP_SECONDS


def with_app(person):
    """Give the account an app whose first code is long used; return its seed and the recovery codes."""
    seed, at = codes.new_seed(), clock.now() - timedelta(hours=1)
    first = codes.shown(seed, step=int(at.timestamp()) // STEP_SECONDS)
    return seed, second_factors.add_app(person.account, seed=seed, code=first, by=factories.actor(person), at=at)


def at_the_door(person, client=None, address=HOME):
    """A browser that gave the right password and is asked for more."""
    client = client or Client(REMOTE_ADDR=address)
    response = client.post("/account/login", {"login": person.email, "password": factories.PASSWORD})
    assert response.headers["Location"] == "/account/login/second-factor"
    return client


def enter(client, code):
    return client.post("/account/login/second-factor", {"code": code})


def is_in(client):
    return client.get("/account").status_code == 200


# --- set up ---------------------------------------------------------------------------------------


def test_setting_up_asks_first_whether_it_is_you(client, ada):
    client.force_login(ada.account)
    assert client.get("/account/authenticator-app").headers["Location"].startswith("/account/again?")
    assert client.get("/account/passkeys/new").headers["Location"].startswith("/account/again?")


def test_the_first_code_of_the_app_sets_it_up_and_brings_recovery_codes(ada):
    client = signed_in(ada)
    page = client.get("/account/authenticator-app")
    seed = page.context["seed"]
    assert page.content.decode().count(f"secret={seed}") == 1
    made = client.post("/account/authenticator-app", {"code": codes.shown(seed, step=step_now())})
    shown = re.findall(r"<code>(\d{5} \d{5})</code>", made.content.decode())
    assert len(shown) == 10
    held = second_factors.held(ada.account)
    assert (held.is_protected, held.codes_left) == (True, 10)
    assert "no-store" in made.headers["Cache-Control"]


def test_a_wrong_first_code_is_said_beside_its_field_and_the_seed_stays(ada):
    client = signed_in(ada)
    seed = client.get("/account/authenticator-app").context["seed"]
    refused = client.post("/account/authenticator-app", {"code": "000000"})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["code"])
    assert refused.context["seed"] == seed


def test_who_has_an_app_sets_up_no_second_one(ada):
    with_app(ada)
    seed, at = codes.new_seed(), clock.now()
    code = codes.shown(seed, step=int(at.timestamp()) // STEP_SECONDS)
    with pytest.raises(second_factors.AppThere):
        second_factors.add_app(ada.account, seed=seed, code=code, by=factories.actor(ada), at=at)


# --- at the door -----------------------------------------------------------------------------------


def test_the_password_alone_opens_nothing_then(ada):
    with_app(ada)
    client = at_the_door(ada)
    assert not is_in(client)
    assert client.get("/api/me").status_code == 401


def test_a_code_of_the_app_lets_in_and_the_same_code_never_again(ada):
    seed, _spare = with_app(ada)
    code = codes.shown(seed, step=step_now())
    client = at_the_door(ada)
    assert enter(client, code).status_code == 302
    assert is_in(client)
    other = at_the_door(ada)
    assert enter(other, code).status_code == 422
    assert not is_in(other)


@pytest.mark.parametrize(("steps", "status"), [(-2, 422), (-1, 302), (0, 302), (1, 302), (2, 422)])
@pytest.mark.req("P04")
def test_a_phone_may_be_half_a_minute_off(ada, steps, status):
    seed, _spare = with_app(ada)
    # at the very edge of a step the page would already be in the next one
    assert enter(at_the_door(ada), codes.shown(seed, step=step_now() + steps)).status_code == status


def test_after_a_code_no_earlier_one_opens(ada):
    seed, _spare = with_app(ada)
    now, at = step_now(), clock.now()
    second_factors.use_code(ada.account, codes.shown(seed, step=now), by=factories.actor(ada), at=at)
    with pytest.raises(codes.CodeWrong):
        second_factors.use_code(ada.account, codes.shown(seed, step=now - 1), by=factories.actor(ada), at=at)


def test_a_recovery_code_lets_in_once_and_its_owner_hears_of_it(ada, mailoutbox):
    _seed, spare = with_app(ada)
    client = at_the_door(ada)
    assert enter(client, f" {spare[3][:5]} {spare[3][5:]} ").status_code == 302
    assert is_in(client)
    assert enter(at_the_door(ada), spare[3]).status_code == 422
    assert second_factors.held(ada.account).codes_left == 9
    outbox.drain()
    assert "A recovery code of your account was used" in [letter.subject for letter in mailoutbox]


def test_new_recovery_codes_close_the_old_ones(ada):
    _seed, old = with_app(ada)
    client = signed_in_with_code(ada, old[0])
    assert client.get("/account/recovery-codes").status_code == 200
    made = client.post("/account/recovery-codes")
    new = [code.replace(" ", "") for code in re.findall(r"<code>(\d{5} \d{5})</code>", made.content.decode())]
    assert enter(at_the_door(ada), old[1]).status_code == 422
    assert enter(at_the_door(ada), new[0]).status_code == 302


def signed_in_with_code(person, code):
    client = at_the_door(person)
    enter(client, code)
    client.post("/account/again", {"password": factories.PASSWORD})
    return client


def test_removing_the_last_factor_takes_the_codes_along(ada):
    _seed, spare = with_app(ada)
    client = signed_in_with_code(ada, spare[0])
    app = second_factors.held(ada.account).app
    assert "your password alone opens" in client.get(f"/account/second-factors/{app.pk}/removal").content.decode()
    client.post(f"/account/second-factors/{app.pk}/removal")
    assert not Authenticator.objects.exists()
    assert Client().post("/account/login", {"login": ada.email, "password": factories.PASSWORD})["Location"] == "/"


def test_nobody_removes_or_renames_what_is_anothers(ada):
    _seed, spare = with_app(ada)
    other = signed_in(factories.member())
    app = second_factors.held(ada.account).app
    assert other.post(f"/account/second-factors/{app.pk}/removal").status_code == 404
    assert other.get(f"/account/passkeys/{app.pk}/name").status_code == 404
    assert signed_in_with_code(ada, spare[0]).get(f"/account/passkeys/{app.pk}/name").status_code == 404


# --- attacked --------------------------------------------------------------------------------------


@pytest.mark.req("P04", "Q19")
def test_guessing_codes_is_limited_and_says_how_long_to_wait(ada):
    with_app(ada)
    client = at_the_door(ada, address=ATTACKER)
    answers = [enter(client, f"{number:06}") for number in range(7)]
    assert [answer.status_code for answer in answers] == [422] * 5 + [429] * 2
    assert 0 < int(answers[-1].headers["Retry-After"]) <= limits.SECOND_FACTOR_TO.seconds


@pytest.mark.req("P04", "Q19")
def test_the_owner_gets_in_while_many_guess_and_is_warned(ada, monkeypatch, mailoutbox):
    seed, spare = with_app(ada)
    known = signed_in_with_code(ada, spare[0])
    known.post("/account/logout")
    monkeypatch.setattr(limits, "SECOND_FACTOR_BY_STRANGERS", limits.Limit("second-factor-by-strangers", 4, 3600))
    guesses = [enter(at_the_door(ada, address=f"203.0.113.{number}"), "000000") for number in range(6)]
    assert [guess.status_code for guess in guesses] == [422] * 4 + [429] * 2
    assert enter(at_the_door(ada, known), codes.shown(seed, step=step_now())).status_code == 302
    outbox.drain()
    warned = [letter for letter in mailoutbox if "get past your second factor" in letter.subject]
    assert len(warned) == 1


@pytest.mark.req("P04", "Q19")
def test_the_password_asked_for_once_more_is_limited_too(client, ada):
    client.force_login(ada.account)
    tried = [client.post("/account/again", {"password": "guess"}).status_code for _ in range(7)]
    assert tried[5:] == [429] * 2
    assert set(tried[:5]) == {200}


NONSENSE = [
    "",
    "7",
    "[]",
    "null",
    '"x"',
    "{}",
    "{",
    '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {}}',
    '{"id": 1, "rawId": [], "response": {"userHandle": {}}}',
    '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"userHandle": "AA", "clientDataJSON": "e30", '
    '"authenticatorData": "AA", "signature": "AA"}}',
    '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"clientDataJSON": "e30", '
    '"attestationObject": "oA"}}',
]


@pytest.mark.parametrize("credential", NONSENSE)
def test_a_made_up_passkey_is_refused_in_words(ada, credential):
    client = Client(REMOTE_ADDR=HOME)
    client.get("/account/login/passkey")
    answer = client.post("/account/login/passkey", {"credential": credential}, follow=True)
    assert answer.redirect_chain == [("/account/login", 302)]
    inside = signed_in(ada)
    inside.get("/account/passkeys/new")
    assert inside.post("/account/passkeys/new", {"credential": credential}).status_code == 422
    assert second_factors.held(ada.account).passkeys == ()


@pytest.mark.req("P04", "Q19")
def test_trying_passkeys_is_limited_where_it_comes_from(ada):
    client = Client(REMOTE_ADDR=ATTACKER)
    tried = [client.post("/account/login/passkey", {"credential": '{"id": "AA"}'}).status_code for _ in range(32)]
    assert tried == [302] * 30 + [429] * 2


# --- kept ------------------------------------------------------------------------------------------


@pytest.mark.req("Q14")
def test_neither_seeds_nor_codes_nor_seeds_on_offer_stand_in_the_database(ada, django_db_blocker):
    seed, spare = with_app(ada)
    client = signed_in_with_code(ada, spare[0])
    other = signed_in(factories.member())
    offered = other.get("/account/authenticator-app").context["seed"]
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    session = str(dict(other.session.items())) + str(dict(client.session.items()))
    secrets = [seed, offered, *spare, base64.b32decode(seed).hex()]
    assert [secret for secret in secrets if secret in kept + session] == []


def test_each_change_is_recorded_and_told_with_its_reason(ada):
    with_app(ada)
    outbox.drain()
    assert Entry.objects.filter(action="second_factor.app_added", actor=ada).count() == 1
    notice = Notice.objects.get(person=ada, kind="account.second_factor")
    assert notice.title == "An authenticator app was set up for your account"
    assert "your account" in notice.reason


@pytest.mark.req("Q14")
def test_a_seed_under_a_lost_key_is_refused_in_words(ada, settings):
    seed, _spare = with_app(ada)
    client = at_the_door(ada)
    settings.SECRET_KEY_FALLBACKS = []
    app = second_factors.held(ada.account).app
    app.data["secret"] = "gAAAA-under-another-key"
    app.save()
    answer = enter(client, codes.shown(seed, step=step_now()))
    assert answer.status_code == 409
    assert "whoever runs it can help" in answer.content.decode()

"""A change of the secret key, as docs/operating/configuration.md tells it."""

import io
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.management import call_command

from lineup.core.foundation import clock, sealing
from lineup.core.people import codes, second_factors
from lineup.core.webhooks import endpoints, signing, stores
from lineup.domains.onsite import signing_keys
from lineup.domains.racing import telemetry_keys
from tests.support import factories, stints

pytestmark = [pytest.mark.django_db, pytest.mark.req("Q14", "P01")]

OLD, NEW = "o" * 50, "n" * 50


def resealed() -> str:
    printed = io.StringIO()
    call_command("reseal", stdout=printed)
    return printed.getvalue()


def with_app(person):
    seed, at = codes.new_seed(), clock.now() - timedelta(hours=1)
    code = codes.shown(seed, step=int(at.timestamp()) // codes.STEP_SECONDS)
    return second_factors.add_app(person.account, seed=seed, code=code, by=factories.actor(person), at=at)


def test_seeds_move_to_the_new_key_and_the_old_one_may_go(settings):
    settings.SECRET_KEY = OLD
    ada = factories.member()
    spare = with_app(ada)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [OLD]
    assert resealed() == "Sealed anew: 2.\n"
    settings.SECRET_KEY_FALLBACKS = []
    used = second_factors.use_code(ada.account, spare[0], by=factories.actor(ada), at=clock.now())
    assert used.user == ada.account


@pytest.mark.req("C12", "D02")
def test_secrets_of_webhooks_and_timing_tools_and_keys_of_badges_move_along(settings):
    settings.SECRET_KEY, at = OLD, clock.now()
    owner = factories.member()
    by, club = factories.actor(owner), factories.club("Endurance", owner=owner, at=at)
    endpoint, webhook = endpoints.make(
        club=club, url="https://hears.example", name="Wall", kinds=["place.confirmed"], by=by, at=at
    )
    store = stores.make(club, url="https://lrs.example", name="LRS", key="us", secret="open", by=by, at=at)
    race = stints.entry(club, {"Ann": 0}, starts_at=at, by=by, at=at).race
    key, tool = telemetry_keys.make(race, by=by, at=at)
    badges = signing_keys.private(signing_keys.signing(race.event, at=at))
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [OLD]
    assert (resealed(), resealed()) == ("Sealed anew: 4.\n", "Sealed anew: 4.\n")
    settings.SECRET_KEY_FALLBACKS = []
    key.refresh_from_db()
    store.refresh_from_db()
    assert (signing.secrets_of(endpoint, at=at), stores.login_of(store)) == ([webhook], "us:open")
    assert telemetry_keys.secret_of(key) == tool
    assert signing_keys.private(signing_keys.signing(race.event, at=at)) == badges


def test_no_sealed_column_is_forgotten():
    """Whoever adds one adds its renewal to the command, and its name here."""
    columns = [f"{model.__name__}.{one.name}" for model in apps.get_models() for one in model._meta.fields]
    assert sorted(name for name in columns if "sealed" in name) == [
        "Endpoint.sealed_login",
        "SigningKey.private_sealed",
        "SigningSecret.sealed",
        "TelemetryKey.sealed",
    ]


def test_what_no_key_opens_is_counted_and_left(settings):
    settings.SECRET_KEY = OLD
    ada = factories.member()
    spare = with_app(ada)
    settings.SECRET_KEY = NEW
    assert "Not readable: 2." in resealed()
    with pytest.raises(sealing.SealBroken):
        second_factors.use_code(ada.account, spare[0], by=factories.actor(ada), at=clock.now())

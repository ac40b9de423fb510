"""A change of the secret key, as docs/operating/configuration.md tells it."""

import io
from datetime import timedelta

import pytest
from django.core.management import call_command

from lineup.core.foundation import clock, sealing
from lineup.core.people import codes, second_factors
from tests.support import factories

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


def test_what_no_key_opens_is_counted_and_left(settings):
    settings.SECRET_KEY = OLD
    ada = factories.member()
    spare = with_app(ada)
    settings.SECRET_KEY = NEW
    assert "Not readable: 2." in resealed()
    with pytest.raises(sealing.SealBroken):
        second_factors.use_code(ada.account, spare[0], by=factories.actor(ada), at=clock.now())

"""Record stores: made and changed by their login, which nobody reads again."""

import pytest

from lineup.core.audit.models import Entry
from lineup.core.foundation.errors import Missing, Refusal
from lineup.core.foundation.outward import NotOutward
from lineup.core.webhooks import endpoints, signing, stores
from lineup.core.webhooks.models import Endpoint, SigningSecret
from tests.core.webhooks import AT, endpoint, later
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("E13")]

GIVEN = {"url": "https://lrs.example.org/xapi/", "name": "Store", "key": "key", "secret": "s:e.c+r/e=t"}


@pytest.fixture
def club():
    return factories.club()


@pytest.fixture
def by(club):
    return factories.actor(factories.club_owner(club))


@pytest.fixture
def make(club, by):
    return lambda **values: stores.make(club, by=by, at=AT, **{**GIVEN, **values})


@pytest.mark.req("Q14")
def test_a_store_keeps_its_login_sealed_and_signs_nothing(make, by):
    made = make(url="https://lrs.example.org/xapi/statements")
    assert (made.url, made.is_store, stores.login_of(made)) == ("https://lrs.example.org/xapi", True, "key:s:e.c+r/e=t")
    done = ("enrolled", "completed", "marked", "lesson_completed", "quiz_finished", "certificate_earned")
    assert made.kinds == [f"learning.{one}" for one in done]
    assert "s:e.c" not in made.sealed_login
    assert not SigningSecret.objects.exists()
    with pytest.raises(signing.NotSigned):
        signing.rotate(made, by=by, at=later())
    assert "lrs.example" not in str(list(Entry.objects.values_list("metadata", flat=True)))


@pytest.mark.parametrize(
    ("wrong", "refusal", "field"),
    [
        ({"key": "a:b"}, stores.LoginNeeded, "secret"),
        ({"key": ""}, stores.LoginNeeded, "secret"),
        ({"secret": "two words"}, stores.LoginNeeded, "secret"),
        ({"secret": "x" * 201}, stores.LoginNeeded, "secret"),
        ({"secret": "a\r\nX-Evil: 1"}, stores.LoginNeeded, "secret"),
        ({"name": " "}, endpoints.EndpointNameNeeded, "name"),
        ({"url": "https://10.0.0.1/xapi"}, NotOutward, "url"),
        ({"url": "http://lrs.example.org/xapi"}, NotOutward, "url"),
        ({"url": "https://lrs.example.org/xapi?key=1"}, stores.QueryInAddress, "url"),
    ],
)
def test_what_can_not_be_is_refused_with_nothing_kept(make, wrong, refusal, field):
    with pytest.raises(refusal) as told:
        make(**wrong)
    assert (told.value.field, Endpoint.objects.exists()) == (field, False)


def test_a_login_stays_with_its_address_alone(make, by):
    made = make()
    kept = {"by": by, "at": later(), "name": "Renamed"}
    stores.change(made, url=GIVEN["url"], **kept)
    assert (Endpoint.objects.get().name, stores.login_of(Endpoint.objects.get())) == ("Renamed", "key:s:e.c+r/e=t")
    with pytest.raises(stores.LoginNeeded):
        stores.change(made, url="https://elsewhere.example.org/", **kept)
    with pytest.raises(stores.LoginNeeded):
        stores.change(made, url=GIVEN["url"], key="new", **kept)
    stores.change(made, url="https://elsewhere.example.org/", key="new", secret="other", **kept)
    assert stores.login_of(Endpoint.objects.get()) == "new:other"


def test_neither_is_changed_as_the_other(make, club, by):
    store, webhook = make(), endpoint(club)
    with pytest.raises(Missing):
        stores.change(webhook, url=GIVEN["url"], name="Store", key="key", secret="secret", by=by, at=later())
    for values in ({"url": "https://elsewhere.example.org/"}, {"kinds": ["place.confirmed"]}, {"tells_people": True}):
        with pytest.raises(Refusal) as told:
            endpoints.change(store, by=by, at=later(), **values)
        assert told.value.code == "store_hears_all"
    assert endpoints.change(store, name="Renamed", by=by, at=later()).name == "Renamed"

import base64
import re

import pytest

from lineup.core.foundation import sealing
from lineup.core.webhooks import endpoints, signing
from lineup.core.webhooks.models import SigningSecret
from tests.core.webhooks import AT, PLACES, URL, endpoint, later
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("P17", "Q14")]


def test_a_message_is_signed_as_standard_webhooks_says():
    # the example of the specification's own documentation
    signed = signing.signatures(
        ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
        message_id="msg_p5jXN8AQM9LWM0D4loKWxJek",
        timestamp=1614265330,
        body=b'{"test": 2432232314}',
    )
    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_secret_is_256_bits_and_only_its_seal_is_kept():
    club = factories.club()
    owner = factories.actor(factories.club_owner(club))
    made, secret = endpoints.make(club=club, url=URL, name="Wall", kinds=PLACES, by=owner, at=AT)
    assert re.fullmatch(r"whsec_[A-Za-z0-9+/]{43}=", secret)
    assert len(base64.b64decode(secret.removeprefix("whsec_"))) == 32
    sealed = SigningSecret.objects.get(endpoint=made).sealed
    assert secret.removeprefix("whsec_") not in sealed
    assert signing.secrets_of(made, at=later()) == [secret]


def test_while_a_secret_rotates_both_sign_the_newest_first():
    made = endpoint(factories.club())
    [old] = signing.secrets_of(made, at=AT)
    new = signing.rotate(made, by=factories.actor(factories.member()), at=later(60))
    assert signing.secrets_of(made, at=later(120)) == [new, old]
    assert signing.secrets_of(made, at=later(60 + 24 * 3600)) == [new]
    both = signing.signatures([new, old], message_id="msg_1", timestamp=1, body=b"{}")
    one = signing.signatures([old], message_id="msg_1", timestamp=1, body=b"{}")
    assert both.split(" ")[1] == one


def test_rotating_again_ends_the_oldest_at_once():
    made = endpoint(factories.club())
    by = factories.actor(factories.member())
    second = signing.rotate(made, by=by, at=later(60))
    third = signing.rotate(made, by=by, at=later(120))
    assert signing.secrets_of(made, at=later(180)) == [third, second]


def test_a_new_secret_key_reads_old_seals_while_the_old_key_is_kept(settings):
    made = endpoint(factories.club())
    before = signing.secrets_of(made, at=AT)
    old = settings.SECRET_KEY
    settings.SECRET_KEY = "another" * 10
    with pytest.raises(sealing.SealBroken):
        signing.secrets_of(made, at=AT)
    settings.SECRET_KEY_FALLBACKS = [old]
    assert signing.secrets_of(made, at=AT) == before

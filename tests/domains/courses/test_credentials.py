"""Certificates as Open Badges: signed, verified by anybody with the published key, and worth nothing once changed."""

import base64
import hashlib
import json
from datetime import timedelta

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from lineup.core.foundation.errors import Missing, Refusal
from lineup.domains.courses import certificates, completing, courses, credential_keys, credentials
from lineup.domains.courses.models import Certificate
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("E13")]


@pytest.fixture
def kim():
    return factories.member("Kim Learner", email="Kim@example.org")


@pytest.fixture
def row(make_course, kim, at):
    course = make_course(certificate_enabled=True, certificate_months=3)
    place = factories.place(courses.pool_of(course), kim, at=at)
    completing.complete(course, [place.pk], at=at)
    return Certificate.objects.get()


def signed(row, kim):
    return credentials.signed_for(kim, row.number)[1]


def refused(badge):
    with pytest.raises(Refusal) as refusal:
        credentials.verify(badge)
    return refusal.value.code


def test_a_badge_is_believed_with_the_published_key_alone(row, kim, settings):
    badge = signed(row, kim)
    header = jwt.get_unverified_header(badge)
    address = f"{settings.BASE_URL}/certificates/{row.said_number}"
    name = credential_keys.signing()[0]
    assert header == {"alg": "EdDSA", "typ": "JWT", "kid": f"{settings.BASE_URL}/open-badges/keys/{name}"}
    key = jwt.PyJWK(credential_keys.as_jwk(name, credential_keys.find(name))).key
    said = jwt.decode(badge, key, algorithms=["EdDSA"], options={"verify_exp": False, "verify_nbf": False})
    assert (said["type"], said["id"], said["jti"]) == (
        ["VerifiableCredential", "OpenBadgeCredential"],
        address,
        address,
    )
    assert (said["iss"], said["sub"]) == (said["issuer"]["id"], said["credentialSubject"]["id"])
    assert (said["nbf"], said["exp"]) == (int(row.issued_at.timestamp()), int(row.expires_at.timestamp()))
    assert (said["validFrom"], said["validUntil"]) == tuple(
        when.strftime("%Y-%m-%dT%H:%M:%SZ") for when in (row.issued_at, row.expires_at)
    )
    subject = said["credentialSubject"]
    assert (subject["achievement"]["name"], subject["achievement"]["type"]) == ("Bread", ["Achievement"])
    digest = hashlib.sha256(f"kim@example.org{row.number}".encode()).hexdigest()
    assert [one["identityHash"] for one in subject["identifier"]] == ["Kim Learner", f"sha256${digest}"]
    assert said["credentialStatus"] == {"id": f"{address}/status", "type": "1EdTechRevocationList"}
    assert (credentials.verify(f" {badge}\n"), signed(row, kim)) == (row, badge)


def test_what_was_changed_or_signed_by_another_is_not_believed(row, kim):
    badge = signed(row, kim)
    header, payload, signature = badge.split(".")
    claims = json.loads(base64.urlsafe_b64decode(payload + "=="))
    claims["name"] = "Rocket science"
    other = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    assert refused(f"{header}.{other}.{signature}") == "badge_forged"
    stranger = Ed25519PrivateKey.generate()
    kid = jwt.get_unverified_header(badge)["kid"]
    assert refused(jwt.encode(claims, stranger, algorithm="EdDSA", headers={"kid": kid})) == "badge_forged"
    assert (
        refused(jwt.encode(claims, stranger, algorithm="EdDSA", headers={"kid": "https://else.example/1"}))
        == "badge_forged"
    )
    assert refused(jwt.encode(claims, "a secret that is long enough 123", headers={"kid": kid})) == "badge_forged"
    assert refused(jwt.encode(claims, None, algorithm="none", headers={"kid": kid})) == "badge_forged"
    assert [refused(text) for text in ("", "eyJ", "a.b.c", "é" * 10, "x" * 30_000)] == ["not_a_badge"] * 5


def test_a_key_of_before_is_believed_while_its_secret_stands(row, kim, settings):
    badge, before = signed(row, kim), settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another secret of this house, long enough", [before]
    assert (credentials.verify(badge), len(credential_keys.public())) == (row, 2)
    settings.SECRET_KEY_FALLBACKS = []
    assert refused(badge) == "badge_forged"


def test_a_revoked_one_says_so_and_is_not_handed_out(row, kim, by, at):
    badge = signed(row, kim)
    assert credentials.status_of(row)["revokedCredential"] == []
    certificates.revoke(row, reason="Mistaken", by=by, at=at)
    found = credentials.verify(badge)
    assert (found.status(at), found.status(at + timedelta(days=400))) == ("revoked", "revoked")
    assert credentials.status_of(found)["revokedCredential"] == [{"id": credentials.address_of(row), "revoked": True}]
    with pytest.raises(certificates.NoLongerHolds):
        signed(row, kim)
    with pytest.raises(Missing):
        credentials.signed_for(factories.member(), row.number)

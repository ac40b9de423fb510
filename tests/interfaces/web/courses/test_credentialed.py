"""Signed badges on their pages: downloaded, verified without scripts, and what programs read beside them."""

from urllib.parse import urlsplit

import jwt
import pytest
from django.urls import reverse

from lineup.core.foundation import clock
from lineup.domains.courses import certificates, completing, courses
from lineup.domains.courses.models import Certificate
from tests.interfaces.web.courses.conftest import published
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("E13")]


def test_a_badge_is_downloaded_verified_and_revoked(client, tove, kim):
    by, at = factories.actor(tove), clock.now()
    course = published(tove, certificate_enabled=True)
    completing.complete(course, [factories.place(courses.pool_of(course), kim, at=at).pk], at=at)
    row = Certificate.objects.get()
    client.force_login(kim.account)
    path = reverse("courses:certificate-badge", args=[row.said_number])
    assert path in client.get(reverse("courses:certificates-mine")).content.decode()
    sent = client.get(path)
    assert (sent["Content-Type"], row.said_number in sent["Content-Disposition"]) == ("application/vc+jwt", True)
    client.logout()
    badge, verification = sent.content.decode(), reverse("courses:badge-verification")
    key = client.get(urlsplit(jwt.get_unverified_header(badge)["kid"]).path)
    read = {"verify_nbf": False}
    assert jwt.decode(badge, jwt.PyJWK(key.json()).key, algorithms=["EdDSA"], options=read)["name"] == row.title
    assert client.get(reverse("courses:badge-keys")).json() == {"keys": [key.json()]}
    assert "The badge was signed here" in client.post(verification, {"badge": badge}).content.decode()
    wrong = client.post(verification, {"badge": badge[:-8] + "AAAAAAAA"})
    assert (wrong.status_code, "do not trust it" in wrong.content.decode()) == (422, True)
    certificates.revoke(row, reason="Mistaken", by=by, at=at)
    assert "This certificate was revoked" in client.post(verification, {"badge": badge}).content.decode()
    status = client.get(reverse("courses:certificate-status", args=[row.said_number])).json()
    assert [one["id"].rpartition("/")[2] for one in status["revokedCredential"]] == [row.said_number]

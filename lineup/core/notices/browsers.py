"""The browsers in which people hear although no page is open: added by their owner, dropped when they are gone."""

import base64
import binascii
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.foundation import outward, tokens
from lineup.core.foundation.errors import Invalid, Missing, Refusal
from lineup.core.notices import push_keys
from lineup.core.notices.models import Browser
from lineup.core.people import devices
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person

MOST = 20
POINT_BYTES, SECRET_BYTES = 65, 16


class NotASubscription(Invalid):
    code = "not_a_subscription"
    sentence = _("This is not what a browser gives to be reached; switch notices on anew, on the page in that browser.")
    field = "p256dh"


class TooManyBrowsers(Refusal):
    code = "too_many_browsers"
    sentence = _("Notices reach %(most)s browsers of yours already; remove one that you no longer use.")


def of(person: Person) -> "QuerySet[Browser]":
    """Return the person's browsers, to be listed by ("-created_at", "-id")."""
    return Browser.objects.filter(person=person)


def destinations(person: Person) -> Sequence[str]:
    """Return the ids of the person's browsers: where the channel of push reaches them."""
    return [str(pk) for pk in of(person).order_by("created_at", "id").values_list("pk", flat=True)]


def find(pk: UUID, *, person: UUID) -> Browser | None:
    """Return this browser if it is (still) this person's, or None."""
    return Browser.objects.filter(pk=pk, person=person).first()


@transaction.atomic
def add(person: Person, *, endpoint: str, p256dh: str, auth: str, by: Actor, at: datetime) -> Browser:
    """Have the person hear in a browser, by the address and keys it gave; the same one again gets its new keys.

    Whoever used it before hears in it no longer. Raises NotOutward, NotASubscription, TooManyBrowsers.
    """
    outward.check(endpoint, field="endpoint")
    _check(p256dh, auth)
    digest = tokens.digest(endpoint)
    known = Browser.objects.select_for_update().filter(endpoint_digest=digest).first()
    if (known is None or known.person_id != person.pk) and of(person).count() >= MOST:
        raise TooManyBrowsers(most=MOST)
    sender = push_keys.fingerprint(push_keys.present())
    kept = {"p256dh": p256dh, "auth": auth, "sender": sender, "name": devices.words(by.user_agent)[:120]}
    values = {"person": person, "endpoint": endpoint, **kept}
    fresh = {**values, "created_at": at}
    row, _made = Browser.objects.update_or_create(endpoint_digest=digest, defaults=values, create_defaults=fresh)
    if known is None or known.person_id != person.pk:
        entries.record(by=by, at=at, action="notices.add_browser", on=person)
    return row


def _check(p256dh: str, auth: str) -> None:
    point, secret = _decoded(p256dh), _decoded(auth)
    if len(secret) != SECRET_BYTES:
        raise NotASubscription(field="auth")
    try:
        if len(point) != POINT_BYTES:
            raise NotASubscription
        ec.EllipticCurvePublicKey.from_encoded_point(push_keys.CURVE, point)
    except ValueError:
        raise NotASubscription from None


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (ValueError, binascii.Error):
        raise NotASubscription from None


@transaction.atomic
def remove(person: Person, pk: UUID | str, *, by: Actor, at: datetime) -> None:
    """Have the person hear no more in this browser of theirs. Raises Missing."""
    if not of(person).filter(pk=pk).delete()[0]:
        raise Missing
    entries.record(by=by, at=at, action="notices.remove_browser", on=person)


@transaction.atomic
def drop(browser: Browser) -> None:
    """Forget a browser whose push service says that it is gone; one that was subscribed anew meanwhile stays."""
    Browser.objects.filter(pk=browser.pk, auth=browser.auth).delete()

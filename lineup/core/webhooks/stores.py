"""Learning Record Stores: endpoints of a club that hear what learners did, and let us in by a key and a secret."""

import re
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.clubs.models import Club
from lineup.core.foundation import resealing, sealing
from lineup.core.foundation.errors import Invalid, Missing
from lineup.core.foundation.resealing import Resealed
from lineup.core.people.actors import Actor
from lineup.core.webhooks import endpoints, happenings
from lineup.core.webhooks.models import Endpoint

LONGEST_LOGIN = 200
# as Basic authentication carries it; a colon ends the key
KEY = re.compile(r"[\x21-\x39\x3b-\x7e]+")
SECRET = re.compile(r"[\x21-\x7e]+")


class LoginNeeded(Invalid):
    code = "store_login_needed"
    sentence = _("Copy the key and the secret from your record store, without spaces; a new address needs both anew.")
    field = "secret"


class QueryInAddress(Invalid):
    code = "store_address_with_query"
    sentence = _("Give the address of the record store without what stands behind the “?”.")
    field = "url"


@transaction.atomic
def make(club: Club, *, url: str, name: str, key: str, secret: str, by: Actor, at: datetime) -> Endpoint:
    """Return a record store of the club; it hears of what happens from now on to those who agreed to it.

    `url`: of its xAPI, with or without `/statements` at its end. The secret is kept sealed and never shown again.
    Raises LoginNeeded, EndpointNameNeeded, TooLong, TooManyEndpoints, QueryInAddress, and NotOutward for an address
    that is not public.
    """
    values = {**_where(url, name), "sealed_login": _sealed(key, secret)}
    kinds = [one.slug for one in happenings.stated()]
    return endpoints.begin(club, {**values, "kinds": kinds, "speaks": Endpoint.Speaks.XAPI}, by=by, at=at)


@transaction.atomic
def change(
    endpoint: Endpoint, *, url: str, name: str, key: str = "", secret: str = "", by: Actor, at: datetime
) -> Endpoint:
    """Set the name, the address and the login; one that is not given stays, as long as the address does.

    So nobody sends the secret elsewhere who does not know it. Raises what `make` raises of them, and Missing for a
    webhook that is no record store.
    """
    if not endpoint.is_store:
        raise Missing
    values = _where(url, name)
    if key or secret or values["url"] != endpoint.url:
        values["sealed_login"] = _sealed(key, secret)
    return endpoints.keep(endpoint, values, by=by, at=at)


def of_club(club: Any) -> "QuerySet[Endpoint]":
    """Return the record stores of a club, paused or not; `club`: its id, or what stands for it in a query."""
    return Endpoint.objects.filter(club=club, speaks=Endpoint.Speaks.XAPI)


def login_of(endpoint: Endpoint) -> str:
    """Return `key:secret`. Raises SealBroken."""
    return sealing.unseal(endpoint.sealed_login)


def renew_seals(*, after: Any = None) -> Resealed:
    """Seal some of the logins beyond id `after` anew under the present key."""
    return resealing.batch(Endpoint.objects.exclude(sealed_login=""), resealing.column("sealed_login"), after=after)


def _where(url: str, name: str) -> dict[str, Any]:
    values = endpoints.where({"url": url, "name": name})
    if "?" in values["url"]:
        raise QueryInAddress
    return {**values, "url": values["url"].rstrip("/").removesuffix("/statements")}


def _sealed(key: str, secret: str) -> str:
    key, secret = key.strip(), secret.strip()
    fits = KEY.fullmatch(key) and SECRET.fullmatch(secret)
    if not fits or max(len(key), len(secret)) > LONGEST_LOGIN:
        raise LoginNeeded
    return sealing.seal(f"{key}:{secret}")

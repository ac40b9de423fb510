"""The record of acts: appended in the transaction of the act, read by who may."""

import hashlib
import ipaddress
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.db.models import QuerySet

from lineup.core.audit.models import Entry, Origin
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person


def record(
    *,
    by: Actor,
    at: datetime,
    action: str,
    on: models.Model,
    club_id: UUID | str | None = None,
    metadata: Mapping[str, Any] | None = None,
) -> Entry:
    """Append one act (`event.publish`) on a row; call it in the transaction of the act.

    `metadata` holds no names and no addresses: those are forgotten on request, an entry never is.
    """
    address = _cleaned(by.address)
    salt = secrets.token_hex(16) if address else ""
    entry = Entry.objects.create(
        at=at,
        club_id=club_id,
        actor=by.person,
        channel=by.channel,
        action=action,
        resource=str(on._meta.model_name),
        resource_id=str(on.pk),
        metadata=metadata or {},
        origin_digest=origin_digest(address, by.user_agent, salt) if salt else "",
    )
    if salt:
        Origin.objects.create(entry=entry, address=address, user_agent=by.user_agent[:300], salt=salt)
    return entry


def forget_origins(*, before: datetime, limit: int = 1000) -> int:
    """Delete, of the `limit` oldest origins, those of acts before this instant; return how many. For retention."""
    # as they were written: looking for old ones by time would read all there are
    oldest = Origin.objects.order_by("entry_id").values_list("pk", "entry__at")[:limit]
    old = [pk for pk, at in oldest if at < before]
    with transaction.atomic():
        return Origin.objects.filter(pk__in=old).delete()[0]


def _cleaned(address: str | None) -> str | None:
    """The address as a database gives it back; None for what is none (a socket's path, say)."""
    try:
        return str(ipaddress.ip_address(address or ""))
    except ValueError:
        return None


def vouches_for(entry: Entry, origin: Origin) -> bool:
    """Whether the origin is the one with which the entry was recorded."""
    return entry.origin_digest == origin_digest(_cleaned(origin.address), origin.user_agent, origin.salt)


def origin_digest(address: str | None, user_agent: str, salt: str) -> str:
    """Return the salted digest by which an entry vouches for its origin without containing it."""
    return hashlib.sha256(f"{salt}\n{address}\n{user_agent[:300]}".encode()).hexdigest()


def readable_by(person: Person, *, clubs: QuerySet) -> "QuerySet[Entry]":
    """Return every entry for a platform admin, else those of the given clubs."""
    if person.account and person.account.is_platform_admin:
        return Entry.objects.all()
    return Entry.objects.filter(club__in=clubs)

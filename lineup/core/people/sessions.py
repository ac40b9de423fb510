"""Where an account is signed in: listed, and ended one by one or all at once."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import seam
from lineup.core.foundation.errors import Missing
from lineup.core.people.actors import Actor
from lineup.core.people.models import Account

MOST_SHOWN = 50


class SessionUnknown(Missing):
    code = "session_unknown"
    sentence = _("There is no such session; it may have ended by itself.")


def open_of(account: Account, *, at: datetime) -> "QuerySet[UserSession]":
    """Return the account's sessions that still hold."""
    live = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=at)
    return UserSession.objects.filter(Exists(live), user=account)


def find(account: Account, *, pk: int | str) -> UserSession:
    """Return the account's session with this id. Raises SessionUnknown."""
    found = UserSession.objects.filter(user=account, pk=pk).first()
    if found is None:
        raise SessionUnknown
    return found


@transaction.atomic
def end(session: UserSession, *, by: Actor, at: datetime) -> None:
    """Sign that browser out."""
    seam.record(by=by, at=at, action="session.end", on=session)
    session.end()


@transaction.atomic
def end_others(account: Account, *, keep: str | None, by: Actor, at: datetime) -> int:
    """Sign every browser out but the one whose session has the key `keep`; return how many there were."""
    others = list(UserSession.objects.filter(user=account).exclude(session_key=keep or ""))
    for session in others:
        session.end()
    if others:
        seam.record(by=by, at=at, action="session.end_others", on=account, metadata={"number": len(others)})
    return len(others)


@transaction.atomic
def end_everywhere(account: Account) -> None:
    """End every session of the account at once, in the caller's transaction; the caller records why."""
    Account.objects.filter(pk=account.pk).update(session_era=F("session_era") + 1)
    account.refresh_from_db(fields=["session_era"])
    # the rows of the sessions themselves open nothing any more, and are forgotten when their time is over
    UserSession.objects.filter(user=account).delete()


def forget_old(*, before: datetime, limit: int = 500) -> int:
    """Delete up to `limit` sessions that ran out before this instant, with their place in the list; return how many."""
    old = list(Session.objects.filter(expire_date__lt=before).values_list("session_key", flat=True)[:limit])
    with transaction.atomic():
        UserSession.objects.filter(session_key__in=old).delete()
        return Session.objects.filter(session_key__in=old).delete()[0]

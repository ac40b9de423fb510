"""Sign-up shown within other sites: on which, said by who manages the offering or edits the club."""

import re
from collections.abc import Sequence
from datetime import datetime

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.clubs.models import Club
from lineup.core.foundation.errors import Invalid
from lineup.core.participation.models import Embedding, Offering
from lineup.core.people.actors import Actor

V = Offering.Visibility
# what anybody with the address may join; to show more elsewhere would let it out of its walls
SHOWABLE = (V.PUBLIC, V.UNLISTED)
MOST_ORIGINS = 20
NAME = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
ORIGIN = re.compile(rf"(?:https://{NAME}(?:\.{NAME})+|http://(?:localhost|127\.0\.0\.1))(?::\d{{1,5}})?")


class BadOrigin(Invalid):
    code = "bad_origin"
    sentence = _("“%(origin)s” is not the address of a site; write it like https://example.org, without a path.")
    field = "origins"


class TooManyOrigins(Invalid):
    code = "too_many_origins"
    sentence = _("At most %(limit)s sites; or let it be shown everywhere.")
    field = "origins"


def of(owner: Offering | Club) -> Embedding | None:
    """Return what was said of this offering or club itself, None where nothing was."""
    return Embedding.objects.filter(_of(owner)).first()


def _of(owner: Offering | Club) -> Q:
    return Q(offering=owner) if isinstance(owner, Offering) else Q(club=owner)


def ancestors(offering: Offering) -> Sequence[str]:
    """Return the sites within whose pages it may be shown: origins, or `*` for all; nothing for nowhere. One query."""
    if offering.visibility not in SHOWABLE or offering.state == Offering.State.DRAFT:
        return ()
    rows = Embedding.objects.filter(Q(offering=offering) | Q(club__isnull=False, club=offering.club_id))
    said = rows.order_by(models.F("offering").asc(nulls_last=True)).first()
    if said is None:
        return ()
    return ("*",) if said.anywhere else tuple(said.origins)


@transaction.atomic
def allow(
    owner: Offering | Club, *, anywhere: bool = False, origins: Sequence[str] = (), by: Actor, at: datetime
) -> Embedding:
    """Let sign-up be shown everywhere, on these sites, or (neither) nowhere. Raises BadOrigin, TooManyOrigins."""
    checked = [] if anywhere else check(origins)
    key = {"offering": owner} if isinstance(owner, Offering) else {"club": owner}
    row, _fresh = Embedding.objects.update_or_create(**key, defaults={"anywhere": anywhere, "origins": checked})
    _record(owner, "embedding.allow", by, at, anywhere=anywhere, origins=checked)
    return row


@transaction.atomic
def leave_to_club(offering: Offering, *, by: Actor, at: datetime) -> None:
    """Let what the club says hold for the offering."""
    if Embedding.objects.filter(offering=offering).delete()[0]:
        _record(offering, "embedding.leave", by, at)


def check(origins: Sequence[str]) -> list[str]:
    """Return the origins in one spelling, each once. Raises BadOrigin, TooManyOrigins."""
    checked = list(dict.fromkeys(_checked(origin) for origin in origins))
    if len(checked) > MOST_ORIGINS:
        raise TooManyOrigins(limit=MOST_ORIGINS)
    return checked


def _checked(origin: str) -> str:
    plain = origin.strip().lower().removesuffix("/")
    scheme, _sep, host = plain.partition("://")
    try:
        ascii_host = host.encode("idna").decode()
    except UnicodeError:
        ascii_host = ""
    if not ORIGIN.fullmatch(f"{scheme}://{ascii_host}"):
        raise BadOrigin(origin=origin.strip()[:60])
    return f"{scheme}://{ascii_host}"


def _record(owner: Offering | Club, action: str, by: Actor, at: datetime, **metadata: object) -> None:
    club_id = owner.club_id if isinstance(owner, Offering) else owner.pk
    entries.record(by=by, at=at, action=action, on=owner, club_id=club_id, metadata=metadata)

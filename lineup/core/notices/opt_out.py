"""The link in a mail by which its reader stops such mails, or chooses what to hear: signed, and kept nowhere."""

import base64
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.signing import BadSignature, Signer

from lineup.core.consents import consents
from lineup.core.notices import matters, preferences
from lineup.core.notices.matters import Matter
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.core.people.proofs import LinkUnknown

CHANNEL = "mail"
_signer = Signer(salt="lineup.notices.opt_out", sep=".")


@dataclass(frozen=True)
class OptOut:
    """Whose mails the link is about, and which."""

    person: Person
    matter: Matter


def mint(person: Person, matter: Matter) -> str:
    """Return the secret of the link; it opens this person's choices, and nothing else of theirs."""
    whose = base64.urlsafe_b64encode(person.pk.bytes).decode().rstrip("=")
    return _signer.sign(f"{whose}.{matter.slug}")


def find(secret: str) -> OptOut:
    """Return what the link is about. Raises LinkUnknown, also for a person who is not known any more."""
    try:
        whose, _dot, slug = _signer.unsign(secret).partition(".")
        person = (
            Person.objects.select_related("account")
            .filter(pk=UUID(bytes=base64.urlsafe_b64decode(f"{whose}==")))
            .first()
        )
    except (BadSignature, ValueError):
        raise LinkUnknown from None
    matter = matters.find(slug)
    if person is None or person.anonymised_at or matter is None:
        raise LinkUnknown
    return OptOut(person, matter)


def is_necessary(matter: Matter) -> bool:
    """Whether mails about it can't be stopped; the matter says why."""
    return CHANNEL in matter.fixed


def stop(found: OptOut, *, by: Actor, at: datetime) -> None:
    """Send no more mails about the matter; a second time changes nothing. Raises Necessary, with the reason.

    Of what is sent with consent alone, the consent is withdrawn.
    """
    if found.matter.purpose:
        consents.withdraw(found.person, found.matter.purpose, by=by, at=at)
        return
    preferences.choose(found.person, {(found.matter.slug, CHANNEL): False}, by=by, at=at)


def resume(found: OptOut, *, version: int = 0, by: Actor, at: datetime) -> None:
    """Send mails about the matter again. `version`: of the text they agree to, where that is needed.

    Raises TextChanged for one that is not today's.
    """
    if found.matter.purpose:
        consents.give(found.person, found.matter.purpose, version=version, by=by, at=at)
    preferences.choose(found.person, {(found.matter.slug, CHANNEL): True}, by=by, at=at)

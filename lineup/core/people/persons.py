"""People: found by address, made known, changed, and joined to the account that proves them."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import text
from lineup.core.foundation.errors import Invalid
from lineup.core.people.models import Account, Participant, Person

PROFILE_FIELDS = ("name", "language", "time_zone", "bio", "phone", "birth_date", "avatar")


class NameNeeded(Invalid):
    code = "name_needed"
    sentence = _("Tell us a name, so that the organiser knows whom to expect.")
    field = "name"


def by_address(email: str) -> Person | None:
    """Return the person known under this address in any spelling, or None."""
    return Person.objects.select_related("account").filter(email_folded=text.fold_address(email)).first()


def make_known(*, name: str, email: str = "", language: str = "en", time_zone: str = "UTC") -> Person:
    """Return the person with this address, made known as a guest where there was none.

    Without an address always a new person (a companion). An existing person is returned unchanged.
    Raises NameNeeded.
    """
    if not name.strip():
        raise NameNeeded
    known = by_address(email) if email else None
    if known:
        return known
    try:
        with transaction.atomic():
            return _create(name.strip(), email, language, time_zone)
    except IntegrityError:
        # somebody else made the same person known in this moment
        return Person.objects.get(email_folded=text.fold_address(email))


def _create(name: str, email: str, language: str, time_zone: str) -> Person:
    participant = Participant.objects.create(display_name=name)
    return Person.objects.create(
        participant=participant,
        name=name,
        email=email.strip(),
        email_folded=text.fold_address(email) if email else "",
        language=language,
        time_zone=time_zone,
    )


def make_companions_known(names: Sequence[str], *, language: str, time_zone: str) -> list[Person]:
    """Return new people without an address, one per name."""
    return [make_known(name=name, language=language, time_zone=time_zone) for name in names]


@transaction.atomic
def prove_address(person: Person, *, at: datetime) -> None:
    """Remember that the person reads mail at their address."""
    if person.email_verified_at is None:
        person.email_verified_at = at
        person.save(update_fields=["email_verified_at"])


@transaction.atomic
def claim(account: Account, *, at: datetime, name: str = "", language: str = "en", time_zone: str = "UTC") -> Person:
    """Return the account's person: the guest known under its (proved) address, or a new one.

    Call only once the address is proved: everything the guest holds becomes the account's.
    """
    person = Person.objects.filter(account=account).first() or by_address(account.email)
    person = person or make_known(
        name=name or account.email.partition("@")[0], email=account.email, language=language, time_zone=time_zone
    )
    person.account = account
    person.email_verified_at = person.email_verified_at or at
    person.save(update_fields=["account", "email_verified_at"])
    return person


@transaction.atomic
def change_profile(person: Person, **values: object) -> Person:
    """Set the given PROFILE_FIELDS; the participant's display name follows the name. Raises NameNeeded."""
    unknown = set(values) - set(PROFILE_FIELDS)
    if unknown:
        raise TypeError(f"not profile fields: {sorted(unknown)}")
    if "name" in values and not str(values["name"]).strip():
        raise NameNeeded
    for field, value in values.items():
        setattr(person, field, value)
    person.save(update_fields=list(values))
    if "name" in values:
        Participant.objects.filter(pk=person.pk).update(display_name=person.name, name_folded=text.fold(person.name))
    return person

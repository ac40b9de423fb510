"""People: found by address, made known, changed, and joined to the account that proves them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import inputs, seam, text, zones
from lineup.core.foundation.errors import Invalid
from lineup.core.people import addresses
from lineup.core.people.actors import Actor
from lineup.core.people.models import Account, Participant, Person

LONGEST_NAME = 120
PROFILE_FIELDS = ("name", "language", "time_zone", "bio", "phone", "birth_date", "avatar")


class NameNeeded(Invalid):
    code = "name_needed"
    sentence = _("Tell us a name, so that the organiser knows whom to expect.")
    field = "name"


def by_address(email: str) -> Person | None:
    """Return the person known under this address in any spelling, or None."""
    if inputs.UNSTORABLE.search(email):
        return None
    return Person.objects.select_related("account").filter(email_folded=text.fold_address(email)).first()


def make_known(*, name: str, email: str = "", language: str = "en", time_zone: str = "UTC") -> Person:
    """Return the person with this address, made known as a guest where there was none.

    Without an address always a new person (a companion). An existing person is returned unchanged.
    Raises NameNeeded, TooLong, Unstorable, AddressNeeded.
    """
    name = check_name(name)
    known = by_address(email) if email else None
    if known:
        return known
    try:
        with transaction.atomic():
            return _create(name, addresses.check(email) if email else "", language, time_zone)
    except IntegrityError:
        # somebody else made the same person known in this moment
        return Person.objects.get(email_folded=text.fold_address(email))


def check_name(name: str, *, field: str = "name") -> str:
    """Return the name on one line. Raises NameNeeded, TooLong, Unstorable."""
    name = inputs.line(name, field=field, most=LONGEST_NAME)
    if not name:
        raise NameNeeded(field=field)
    return name


def _create(name: str, email: str, language: str, time_zone: str) -> Person:
    return _create_many([(name, email)], language, time_zone)[0]


def _create_many(guests: Sequence[tuple[str, str]], language: str, time_zone: str) -> list[Person]:
    made = [
        Person(
            participant=Participant(display_name=name),
            name=name,
            email=email,
            email_folded=text.fold_address(email) if email else "",
            language=language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE,
            time_zone=time_zone if zones.is_known(time_zone) else "UTC",
        )
        for name, email in guests
    ]
    Participant.objects.bulk_create([person.participant for person in made])
    return Person.objects.bulk_create(made)


def make_companions_known(names: Sequence[str], *, language: str, time_zone: str) -> list[Person]:
    """Return new people without an address, one per name. Raises NameNeeded, TooLong, Unstorable."""
    checked = [check_name(name, field="companions") for name in names]
    return _create_many([(name, "") for name in checked], language, time_zone)


def make_many_known(guests: Sequence[tuple[str, str]], *, language: str, time_zone: str) -> list[Person]:
    """Return the people of these names and addresses, in their order, as `make_known` does, in three statements.

    Raises what `make_known` raises.
    """
    checked = [(check_name(name), addresses.check(email)) for name, email in guests]
    folded = [text.fold_address(email) for _name, email in checked]
    known = {person.email_folded: person for person in Person.objects.filter(email_folded__in=folded)}
    missing = {key: guest for key, guest in zip(folded, checked, strict=True) if key not in known}
    try:
        with transaction.atomic():
            made = _create_many(list(missing.values()), language, time_zone)
            known |= {person.email_folded: person for person in made}
    except IntegrityError:
        # somebody else made one of them known in this moment: one by one, each finds out for itself
        return [make_known(name=name, email=email, language=language, time_zone=time_zone) for name, email in checked]
    return [known[key] for key in folded]


@transaction.atomic
def from_elsewhere(people: Sequence[Mapping[str, Any]]) -> dict[UUID, UUID]:
    """Return, by the id that each has in another installation, the id they have here; who is unknown is made known.

    `people`: pk, name, email, language, time_zone, anonymised_at. Somebody is known by id or by address. Nothing is
    proved here yet: a new person is a guest, until they open an account under their address. Three statements.
    """
    here = set(Person.objects.filter(pk__in=[one["pk"] for one in people]).values_list("pk", flat=True))
    addressed = {text.fold_address(one["email"]): one["pk"] for one in people if one["email"] and one["pk"] not in here}
    known = Person.objects.filter(email_folded__in=addressed).values_list("email_folded", "pk")
    becomes = {addressed[folded]: pk for folded, pk in known}
    new = [one for one in people if one["pk"] not in here and one["pk"] not in becomes]
    Participant.objects.bulk_create([Participant(pk=one["pk"], display_name=one["name"]) for one in new])
    folded = {pk: address for address, pk in addressed.items()}
    Person.objects.bulk_create(
        [
            Person(
                participant_id=one["pk"],
                name=one["name"],
                email=one["email"],
                email_folded=folded.get(one["pk"], ""),
                language=one["language"],
                time_zone=one["time_zone"],
                anonymised_at=one["anonymised_at"],
            )
            for one in new
        ]
    )
    return {one["pk"]: becomes.get(one["pk"], one["pk"]) for one in people}


def name_of(email: str) -> str:
    """Return what to call somebody of whom only the address is known."""
    return email.partition("@")[0][:LONGEST_NAME]


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
        name=name or name_of(account.email), email=account.email, language=language, time_zone=time_zone
    )
    person.account = account
    person.email_verified_at = person.email_verified_at or at
    person.save(update_fields=["account", "email_verified_at"])
    return person


@transaction.atomic
def readdress(person: Person, *, email: str, at: datetime) -> Person:
    """Give the person another address, which was proved; nobody else may be known under it."""
    person.email, person.email_folded, person.email_verified_at = email, text.fold_address(email), at
    person.save(update_fields=["email", "email_folded", "email_verified_at"])
    return person


@transaction.atomic
def change_profile(person: Person, *, by: Actor, at: datetime, **values: object) -> Person:
    """Set the given PROFILE_FIELDS; the participant's display name follows the name.

    The record names the fields that changed, never what they hold. Raises NameNeeded, and TooLong, Unstorable,
    UnknownTimeZone or UnknownChoice for what no column holds.
    """
    unknown = set(values) - set(PROFILE_FIELDS)
    if unknown:
        raise TypeError(f"not profile fields: {sorted(unknown)}")
    changed = {field: value for field, value in _checked(values).items() if getattr(person, field) != value}
    if not changed:
        return person
    for field, value in changed.items():
        setattr(person, field, value)
    person.save(update_fields=list(changed))
    if "name" in changed:
        Participant.objects.filter(pk=person.pk).update(display_name=person.name, name_folded=text.fold(person.name))
    seam.record(by=by, at=at, action="profile.change", on=person, metadata={"fields": sorted(changed)})
    return person


def _checked(values: Mapping[str, object]) -> dict[str, object]:
    checked = dict(values)
    if "name" in values:
        checked["name"] = check_name(str(values["name"]))
    if "bio" in values:
        checked["bio"] = inputs.prose(str(values["bio"]), field="bio", most=2000)
    if "phone" in values:
        checked["phone"] = inputs.line(str(values["phone"]), field="phone", most=32)
    if "language" in values:
        inputs.choice(str(values["language"]), dict(settings.LANGUAGES), field="language")
    if "time_zone" in values:
        inputs.zone(str(values["time_zone"]))
    return checked

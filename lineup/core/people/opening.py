"""Accounts whose address needs no proof: the first admin, a demo, an import."""

from datetime import datetime

from django.db import transaction

from lineup.core.people import persons
from lineup.core.people.actors import HOUSE
from lineup.core.people.models import Account, Person


@transaction.atomic
def open_proved(
    *, email: str, password: str, name: str, role: str, language: str = "en", time_zone: str = "UTC", at: datetime
) -> Person:
    """Return the person of a new account that can sign in at once."""
    account = Account.objects.create_user(email, password, role=role)
    person = persons.claim(account, at=at, name=name, language=language, time_zone=time_zone)
    # a guest of that address may have been known under other settings
    return persons.change_profile(person, name=name, language=language, time_zone=time_zone, by=HOUSE, at=at)

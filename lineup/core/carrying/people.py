"""People made of the users of another system."""

from django.utils.translation import gettext as _

from lineup.core.carrying.luggage import Left, Luggage
from lineup.core.carrying.records import Record
from lineup.core.people import persons
from lineup.core.people.models import Person


def user(luggage: Luggage, record: Record) -> Person:
    """Make the person under this address known; an account they open by proving it."""
    email = record.text("email")
    if not email:
        raise Left(_("it has no e-mail address"))
    name = " ".join(filter(None, (record.text("first_name"), record.text("last_name"))))
    name = record.text("name") or name or record.text("username") or persons.name_of(email)
    return persons.make_known(name=name[: persons.LONGEST_NAME], email=email, time_zone=luggage.zone)

"""What erasing somebody leads to, said before it is done."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lineup.core.foundation.errors import Refusal
from lineup.core.participation.models import Place
from lineup.core.participation.transitions import LIVE
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.core.privacy import erasure


def shown(person: Person, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Return the consequences as sentences, or why it can't be done now."""
    try:
        erasure.check(person, by=by, at=at)
    except Refusal as refusal:
        return {"refusal": refusal}
    return {"consequences": _sentences(person)}


def _sentences(person: Person) -> list[str]:
    places = Place.objects.filter(contact=person, state__in=LIVE).count()
    given_up = ngettext(
        "%(n)d place is given up; who is next in line gets it.",
        "%(n)d places are given up; who is next in line gets them.",
        places,
    )
    return [
        *([given_up % {"n": places}] if places else []),
        *([_("The account is closed for good; nobody can sign in to it any more.")] if person.account_id else []),
        _("Your name, addresses, picture, answers and messages are deleted."),
        _("Totals stay: where you took part, a former participant did."),
        _("This can’t be undone."),
    ]

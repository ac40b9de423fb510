"""Places and offerings of somebody who is erased."""

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lineup.core.foundation.errors import Refusal
from lineup.core.participation import places
from lineup.core.participation.models import Offering, Place
from lineup.core.participation.transitions import LIVE
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person


class OrganisesAhead(Refusal):
    code = "organises_ahead"
    sentence = gettext_lazy("People count on %(offerings)s: cancel or finish it first.")


def leave(person: Person, *, by: Actor, at: datetime) -> None:
    """Give up every live place of the person, in the caller's transaction; what they held goes to the next in line.

    Raises OrganisesAhead, which names what the person offers alone and has published.
    """
    ahead = Offering.objects.filter(organiser=person, club=None, state=Offering.State.PUBLISHED, binned_at=None)
    titles = list(ahead.order_by("starts_at", "pk").values_list("title", flat=True)[:5])
    if titles:
        raise OrganisesAhead(offerings=", ".join(f"“{title}”" for title in titles))
    mine = Place.objects.filter(Q(participant=person.pk) | Q(contact=person), state__in=LIVE)
    # in the order of their pools, so that two of these never wait for each other
    for place in mine.select_related("pool__offering").order_by("pool", "pk"):
        places.withdraw(place, by=by, at=at, reason=_("Asked to be erased."))

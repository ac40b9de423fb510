"""Guests entered by hand: others see of them what was entered, and nothing that their address would tell besides.

The row goes with the first thing that its guest does with the place (decision 9).
"""

from collections.abc import Iterable, Sequence

from django.db.models import CharField
from django.db.models.functions import Coalesce

from lineup.core.foundation import text
from lineup.core.participation.models import EnteredGuest, Place
from lineup.core.people.actors import Actor

# how a place's guest is called, found and sorted by everybody but themselves, as columns of places
NAME = Coalesce("entered__name", "participant__display_name")
NAME_FOLDED = Coalesce("entered__name_folded", "participant__name_folded")
EMAIL = Coalesce("entered__email", "contact__email")
EMAIL_FOLDED = Coalesce("entered__email_folded", "contact__email_folded", output_field=CharField())
CONTACT_NAME = Coalesce("entered__name", "contact__name")


def keep(places: Sequence[tuple[Place, str, str]], *, by: Actor) -> None:
    """Remember names and addresses that were entered of new places' guests, but for who entered themselves."""
    rows = [
        EnteredGuest(place=place, name=name, email=email, email_folded=text.fold_address(email))
        for place, name, email in places
        if by.person is not None and by.person.pk != place.contact_id
    ]
    EnteredGuest.objects.bulk_create(rows)
    for row in rows:
        row.place.entered = row


def forget(places: Iterable[Place], *, by: Actor) -> None:
    """Let the guest be seen as they are, where it is them who act; call it in the transaction of the act."""
    acted = [place for place in places if by.person and place.contact_id == by.person.pk]
    known = [place for place in acted if getattr(place, "entered", None)]
    if known:
        EnteredGuest.objects.filter(place__in=known).delete()
    for place in known:
        place.entered = None

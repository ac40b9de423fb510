"""Who may make events, mark where they come from, and use which venue."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lineup.core.clubs import permissions
from lineup.core.clubs.models import Club
from lineup.core.foundation.errors import Forbidden, Invalid
from lineup.core.participation import offerings
from lineup.core.participation.models import Offering
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.events import venues
from lineup.domains.events.models import Event


class MayNotOrganise(Forbidden):
    code = "may_not_organise"
    sentence = _("Your account may take part but not organise events; ask a platform admin.")


class NotLeading(Forbidden):
    code = "not_leading"
    sentence = _("Only its organiser and its president decide this; ask one of them.")


class ForeignVenue(Invalid):
    code = "foreign_venue"
    sentence = _("This venue is not yours or your club's; choose another, or create it.")
    field = "venue"


class SourceNotYours(Invalid):
    code = "source_not_yours"
    sentence = _("Only platform admins mark events as official or imported; a club's and a person's go by theirs.")
    field = "source"


def may_organise(person: Person | None) -> bool:
    """Whether this person's account may make events of its own."""
    return bool(person and person.account and person.account.may_organise)


def check_may(club: Club | None, by: Actor) -> None:
    """Raise MayNotOrganise, or SecondFactorNeeded or NotAllowed without the right to manage the club's events."""
    if club is not None:
        permissions.check(by.person, club.pk, permissions.MANAGE_EVENTS)
    elif not may_organise(by.person):
        raise MayNotOrganise


def presided_by(person_id: Any) -> Q:
    """Return the condition for offerings over whose event this person presides."""
    return Q(pk__in=Event.objects.filter(president=person_id).values("pk"))


def leads(event: Event, person: Person | None) -> bool:
    """Whether this person decides about the whole event: as its organiser, for its club, or as its president."""
    if person is not None and event.president_id == person.pk:
        return True
    return offerings.offers(event.offering, person)


def check_leads(event: Event, by: Actor) -> None:
    """Raise NotLeading for somebody who does not lead the event; the house may."""
    if by.person is not None and not leads(event, by.person):
        raise NotLeading


def venue_fits(venue: object, club: Club | None, by: Actor) -> bool:
    """Whether an event of this club, or of the actor, may take place there."""
    return venue is None or venues.usable(club=club, person=by.person).filter(pk=venue.pk).exists()  # type: ignore[attr-defined]


def check_source(source: object, club: Club | None, by: Actor) -> None:
    """Raise SourceNotYours where the source says more than the actor may."""
    own = {Offering.Source.CLUB, Offering.Source.SERIES} if club else {Offering.Source.USER}
    if source and source not in own and not by.is_admin and by.channel != "import":
        raise SourceNotYours

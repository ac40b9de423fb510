"""SimLane's data carried over: what is made of which of its records, and what is left with which reason."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lineup.core.carrying import carrying, records
from lineup.core.carrying.carrying import Makers, Report
from lineup.core.carrying.luggage import Left
from lineup.core.carrying.records import Record
from lineup.core.clubs.models import Club
from lineup.core.foundation import inputs
from lineup.core.people.actors import Actor
from lineup.domains.racing.simlane import catalogue, entering, participations, people, races, teams
from lineup.domains.racing.simlane.luggage import Luggage

# looked up by others, and no loss: the catalogue is kept here, and what a series says its events say
ASIDE = ("carmodel", "carclass", "trackmodel", "simtrack", "series", "ratingsystem")
PLANS = gettext_lazy("stint plans are made here anew, from the entry's page")
LEFT_OUT: Mapping[str, Any] = {
    "laptime": gettext_lazy("lap times of iRacing are wrong there by a factor of ten: read the results themselves"),
    "predictedstint": PLANS,
    "stintassignment": PLANS,
    "teameventstrategy": PLANS,
}


def invitation(luggage: Luggage, record: Record) -> Any:
    """Leave an invitation or a request, with what there is to do about it."""
    status = record.text("status").lower()
    if status in ("accepted", "approved") or record.text("accepted_at"):
        raise Left(_("it was accepted: who came is carried over as a member or by their participation"))
    if status in ("declined", "rejected", "cancelled", "expired") or record.text("declined_at"):
        raise Left(_("it is over"))
    raise Left(_("a link opens where it was made alone: invite, or ask, here anew"))


def _left_out(why: Any) -> Callable[[Luggage, Record], Any]:
    def leave(luggage: Luggage, record: Record) -> Any:
        raise Left(str(why))

    return leave


MAKERS: Makers = {
    "user": people.user,
    "simulator": catalogue.simulator,
    "club": people.club,
    "clubmember": people.club_member,
    "simprofile": people.profile,
    "profilerating": people.rating,
    "simcar": catalogue.car,
    "simlayout": catalogue.layout,
    "event": races.event,
    "eventsession": races.session,
    "eventclass": races.race_class,
    "eventinstance": races.slot,
    "clubevent": races.sheet,
    "clubeventsignupsheet": races.sheet,
    "team": teams.team,
    "teammember": teams.member,
    "eventparticipation": participations.participation,
    "availabilitywindow": participations.window,
    "eventsignup": participations.old_signup,
    "teamallocation": entering.allocation,
    "teamallocationmember": entering.allocated,
    "eventsignupavailability": participations.old_availability,
    "evententry": participations.old_entry,
    "driveravailability": participations.old_availability,
    "clubinvitation": invitation,
    "clubjoinrequest": invitation,
    "eventinvitation": invitation,
    "eventsignupinvitation": invitation,
    **{model: _left_out(why) for model, why in LEFT_OUT.items()},
}


def carry(
    content: bytes,
    *,
    source: str,
    club: Club | None = None,
    zone: str = "UTC",
    dry_run: bool = False,
    by: Actor,
    at: datetime,
) -> Report:
    """Make of a dump what is not there yet, all in one transaction; return what became of each record.

    `by` acts through the channel "import", and founds the clubs that the dump has; `club` given, it is the dump's club,
    and its others are left. Nobody is told anything. `source` names the installation the dump is of: a record of it is
    carried once. Raises NotADump, DumpTooLarge, UnknownTimeZone.
    """
    inputs.zone(zone, field="zone")
    found = records.read(content)
    aside = {model: found.pop(model) for model in ASIDE if model in found}
    # who signed up comes before the teams in which they sit
    found["eventparticipation"] = sorted(found.get("eventparticipation", ()), key=lambda record: not record.key("user"))
    luggage = Luggage(source=source, club=club, zone=zone, by=by, at=at, records=found, aside=aside)
    return carrying.carry(luggage, MAKERS, dry_run=dry_run)

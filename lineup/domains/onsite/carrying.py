"""The old backend's data carried over: what is made of which of its records."""

from datetime import datetime

from lineup.core.carrying import carrying, people, records
from lineup.core.carrying.carrying import Makers, Report
from lineup.core.clubs.models import Club
from lineup.core.people.actors import Actor
from lineup.domains.onsite import carried_events, carried_people
from lineup.domains.onsite.carried_rows import Luggage

MAKERS: Makers = {
    "user": people.user,
    "event": carried_events.event,
    "usereventassignment": carried_people.assignment,
    "room": carried_events.room,
    "session": carried_events.session,
    "participant": carried_people.participant,
    "sessionaccess": carried_people.access,
    "roomassignment": carried_events.duty,
    "annonce": carried_events.announcement,
    "sessionquestion": carried_events.question,
    "exposantscan": carried_people.visit,
    "roomaccess": carried_people.scan,
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

    `by` acts through the channel "import" and becomes the organiser, or the club is; nobody is told anything.
    `source` names the installation the dump is of: a record of it is carried once. Raises NotADump, DumpTooLarge.
    """
    luggage = Luggage(source=source, club=club, zone=zone, by=by, at=at, records=records.read(content))
    return carrying.carry(luggage, MAKERS, dry_run=dry_run)

"""Who has access to a session, and who keeps it: the organisers, those on duty in its room, and its speakers."""

from lineup.core.participation import offerings
from lineup.core.participation.models import Place
from lineup.core.participation.transitions import State
from lineup.core.people.models import Person
from lineup.domains.events import attendees
from lineup.domains.onsite import rights
from lineup.domains.onsite.models import Session


def has_access(session: Session, person: Person | None) -> bool:
    """Whether the person takes part: by a place in the atelier; in a conference by one among those who come."""
    if person is None:
        return False
    if session.pool_id is None:
        return attendees.comes(person, session.event)
    return Place.objects.filter(participant=person.pk, state=State.CONFIRMED, pool=session.pool_id).exists()


def may_answer(session: Session, person: Person | None) -> bool:
    """Whether the person keeps the session's questions: manages it, or speaks there."""
    if person is None:
        return False
    return _looks_after(session, person) or speaks(session, person)


def _looks_after(session: Session, person: Person) -> bool:
    """Who manages the event; a room manager in rooms of any slot of theirs: what was asked is also answered later."""
    if not offerings.may_manage(session.event.offering, person):
        return False
    rooms = rights.rooms_seen(session.event, person)
    return rooms is None or session.room_id in rooms


def speaks(session: Session, person: Person) -> bool:
    """Whether one of the session's speakers has the proved address of this person's account."""
    if person.account is None or not person.email_folded:
        return False
    return session.speakers.filter(email_folded=person.email_folded).exists()

"""Where a session stands: by the clock, or as somebody has said until the clock knows better."""

from datetime import datetime, timedelta

from lineup.domains.onsite.models import Session

S = Session.Status
# somebody who said that it goes on longer will hardly mean tomorrow
LONGEST_AFTER_THE_END = timedelta(hours=12)


def by_clock(session: Session, *, at: datetime) -> Session.Status:
    """Return where the session stands by its times alone; one without times is ahead."""
    if session.starts_at is None or session.ends_at is None or at < session.starts_at:
        return S.AHEAD
    return S.RUNNING if at < session.ends_at else S.OVER


def of(session: Session, *, at: datetime) -> Session.Status:
    """Return where the session stands at this instant: pas_encore, en_cours or termine.

    A mark holds until the next of its two times comes, after which the clock is right again; one made after the
    end holds for twelve hours.
    """
    if session.marked and session.marked_at and session.marked_at <= at < _mark_ends(session):
        return S(session.marked)
    return by_clock(session, at=at)


def _mark_ends(session: Session) -> datetime:
    assert session.marked_at
    ahead = [moment for moment in (session.starts_at, session.ends_at) if moment and moment > session.marked_at]
    if ahead:
        return min(ahead)
    return session.marked_at + LONGEST_AFTER_THE_END


def running(session: Session) -> tuple[datetime, datetime] | None:
    """Return from when to when the session runs, by its times or as somebody said of it; None without times.

    One that was to begin and is said to be still ahead keeps its times: people wait before its door.
    """
    if session.starts_at is None or session.ends_at is None:
        return None
    starts_at, ends_at, said_at = session.starts_at, session.ends_at, session.marked_at
    if session.marked == S.RUNNING and said_at:
        if said_at >= ends_at:
            return starts_at, said_at + LONGEST_AFTER_THE_END
        return min(said_at, starts_at), ends_at
    if session.marked == S.OVER and said_at and starts_at <= said_at < ends_at:
        return starts_at, max(said_at, starts_at + timedelta(microseconds=1))
    return starts_at, ends_at

"""Those who work at a demo event: its president, who looks after which room, and what was announced."""

from datetime import datetime, timedelta
from typing import Any

from lineup.core.people.actors import Actor
from lineup.domains.events.models import Event
from lineup.domains.onsite import announcements, duties, rooms, team
from lineup.interfaces.command.demo.made import Community


def put_to_work(
    row: dict[str, Any], event: Event, made: Community, by: Actor, *, at: datetime, starts_at: datetime
) -> None:
    """Set the president, the duties and the announcements of this row of the data file; minutes from the start."""
    if "president" in row:
        team.set_president(event, made.sign_in[row["president"]], by=by, at=at)
    halls = {room.name: room for room in rooms.of(event)} if "duty" in row else {}
    for duty in row.get("duty", []):
        begins = starts_at + timedelta(minutes=duty["from"])
        duties.assign(
            event,
            made.sign_in[duty["who"]],
            role=duty["role"],
            room=halls[duty["room"]],
            starts_at=begins,
            ends_at=begins + timedelta(minutes=duty["minutes"]),
            by=by,
            at=at,
        )
    for said in row.get("announcement", []):
        words = {"title": said["title"], "description": said["text"], "target": said["target"]}
        announcements.make(event, by=by, at=at, **words)

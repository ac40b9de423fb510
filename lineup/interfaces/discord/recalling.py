"""What a guild holds of ours that we know of no more, as after a backup was put back: read before it is made anew."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from lineup.domains.guilds.shape.snapshot import Channel, Snapshot, Thread
from lineup.domains.guilds.shape.things import Kind, Known, Lane, Wanted, marked
from lineup.interfaces.discord import reading
from lineup.interfaces.discord.rest import Rest, TurnedDown

MOST = 100


def recall(
    rest: Rest, seen: Snapshot, known: Mapping[str, Known], wanted: Iterable[Wanted], *, everything: bool
) -> Snapshot:
    """Return the guild with what the bot said and opened in channels that are marked as ours and not known.

    `everything`: also in those that are, since some of what is in them may be forgotten. Nothing is asked where
    no such channel is. Raises as `Rest.get`, but for places in which the bot may read nothing.
    """
    texts = _texts(seen, known, wanted, everything=everything)
    ids = {one.id for one in texts}
    asleep = [one for text in texts for one in _asleep(rest, text) if one.owner_id == seen.bot_id]
    threads = [one for one in (*seen.threads, *asleep) if one.parent_id in ids and one.owner_id == seen.bot_id]
    told = [one for text in texts for one in _pinned(rest, text)]
    told += [one for pk in (*ids, *(thread.id for thread in threads)) for one in _said(rest, pk)]
    return replace(seen, asleep=tuple(asleep), messages=(*seen.messages, *reading.read_messages(told, by=seen.bot_id)))


def _texts(
    seen: Snapshot, known: Mapping[str, Known], wanted: Iterable[Wanted], *, everything: bool
) -> Sequence[Channel]:
    remembered = {row.id for row in known.values()}
    keys = {one.key for one in wanted if one.kind is Kind.TEXT}
    ours = [one for one in seen.channels if one.kind is Kind.TEXT and keys & marked(one.topic)]
    return [one for one in ours if everything or one.id not in remembered]


def _asleep(rest: Rest, text: Channel) -> Sequence[Thread]:
    told = _asked(rest, f"/channels/{text.id}/threads/archived/private", limit=MOST)
    return [reading.thread(one) for one in told.get("threads", ())]


def _pinned(rest: Rest, text: Channel) -> Sequence[Mapping[str, Any]]:
    told = _asked(rest, f"/channels/{text.id}/messages/pins")
    return [one["message"] for one in told.get("items", ())]


def _said(rest: Rest, channel_id: int) -> Sequence[Mapping[str, Any]]:
    return list(_asked(rest, f"/channels/{channel_id}/messages", limit=MOST))


def _asked(rest: Rest, path: str, **query: object) -> Any:
    try:
        return rest.get(path, lane=Lane.CHANGE, **query)
    except TurnedDown:
        return {}

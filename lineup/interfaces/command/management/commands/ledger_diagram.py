"""`manage.py ledger_diagram > docs/ledger.md`: what may happen to a place, drawn from the table itself."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.management.base import BaseCommand

from lineup.core.participation.transitions import LIVE, NEW, OCCUPYING, TABLE, UNDOABLE, Action, State

WHO: Mapping[Action, str] = {
    Action.JOIN: "participant (open pool) or organiser",
    Action.REQUEST: "participant (approval pool)",
    Action.OFFER: "the queue, organiser, invitation",
    Action.PROMOTE: "the queue, organiser",
    Action.APPROVE: "organiser",
    Action.REJECT: "organiser",
    Action.ACCEPT: "participant",
    Action.DECLINE: "participant",
    Action.LAPSE: "time",
    Action.WITHDRAW: "participant",
    Action.REVOKE: "organiser",
    Action.UNDO: "organiser, within ten minutes",
}

HEAD = """# The ledger: what may happen to a place

Written by `manage.py ledger_diagram > docs/ledger.md` from `lineup/core/participation/transitions.py`;
a test holds the two together. Every other pair of act and state is refused with `wrong_state`.
"""


class Command(BaseCommand):
    help = "Print docs/ledger.md, made from the table of transitions."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(document(), ending="")


def document() -> str:
    """Return docs/ledger.md: the states, the diagram and the table."""
    return "\n".join([HEAD, *_states(), "", *_diagram(), "", *_rows(), ""])


def _states() -> Iterator[str]:
    yield f"- Occupying (they count against the capacity): {_named(OCCUPYING)}."
    yield f"- Live (one for each participant and pool): {_named(LIVE)}."
    yield f"- Ended (never deleted; whoever comes back gets a new place): {_named(set(State) - LIVE)}."
    yield f"- Acts of the organiser that can be undone: {_named(UNDOABLE)}."


def _named(some: Any) -> str:
    return ", ".join(f"`{one}`" for one in [*State, *Action] if one in some)


def _diagram() -> Iterator[str]:
    """Without `undo`, which goes against every arrow and hides them; the table has it."""
    yield "```mermaid"
    yield "stateDiagram-v2"
    for (action, before), after in TABLE.items():
        if action is not Action.UNDO:
            yield from (f"    {before or '[*]'} --> {state}: {action}" for state in after)
    yield from (f"    {state} --> [*]" for state in State if state not in LIVE)
    yield "```"


def _rows() -> Iterator[str]:
    yield "| from | act | to (the first while there is room) | by |"
    yield "| --- | --- | --- | --- |"
    for (action, before), after in TABLE.items():
        yield f"| {'–' if before == NEW else before} | {action} | {', '.join(after)} | {WHO[action]} |"

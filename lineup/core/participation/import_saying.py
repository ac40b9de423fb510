"""What became of a line, or would: where it stands, and what is wrong with which column."""

from django.utils.translation import gettext as _

from lineup.core.foundation.errors import Refusal
from lineup.core.participation import import_lines
from lineup.core.participation.import_lines import Group, NotComing, SaidTwice
from lineup.core.participation.models import ImportLine, PeopleImport

State = ImportLine.State


def refuse(line: ImportLine, refusal: Refusal, batch: PeopleImport) -> None:
    """Note on the line why its people are not entered; what it says stays, to be put right."""
    left_out = isinstance(refusal, NotComing | SaidTwice)
    settle(line, State.SKIPPED if left_out else State.REFUSED)
    line.code, line.reason = refusal.code, str(refusal)[:300]
    column = batch.mapping.get(refusal.field or "")
    line.column = "" if column is None else batch.titles[column]


def settle(line: ImportLine, state: str) -> None:
    """Note where the line stands; what it says goes, unless it has to be put right."""
    line.state = str(state)
    if state != State.REFUSED:
        line.cells, line.email_folded = [], ""


def say_held(group: Group) -> None:
    """Note on the lines of who comes with somebody who has a place already that they are not added to it."""
    for said in group.said[1:]:
        said.line.reason = _("They would come with %(name)s, who has a place already; add them by hand.") % {
            "name": group.contact.name
        }
        said.line.reason = said.line.reason[:300]


def who(line: ImportLine, batch: PeopleImport) -> tuple[str, str]:
    """Return whom the line is about, and their address: by the place they have, read along, else as it is written."""
    if line.place is None:
        return import_lines.shown(line.cells, batch.mapping)
    return line.place.shown_name, line.place.shown_email

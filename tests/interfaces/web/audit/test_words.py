"""The record speaks in words, never in the names of acts."""

import re
from pathlib import Path

import pytest

from lineup.core.clubs.models import MembershipRequest
from lineup.core.participation import bulk, fees
from lineup.core.participation.models import Offering
from lineup.core.people import told
from lineup.domains.racing import signup_states
from lineup.domains.racing.entry_states import EntryAct
from lineup.interfaces.web.audit import words

LINEUP = Path(words.__file__).parents[3]
NAMED = re.compile(r'"((?:account|second_factor|session|person|flag|profile|token|club|membership|event|venue|file|'
                   r'category|pool|place|invitation|feed|attendance|offering|outbox|webhook|repetition|embedding|'
                   r'question|answers|consent|import|notices|room|programme_session|speaker|'
                   r'staff_role|duty|announcement|badge|signing_key|exhibitors|booth|booth_sharing|'
                   r'session_question|course|instructor|module|lesson|item|quiz|quiz_question|assignment|work|enrolment|'
                   r'certificate|catalogue|simprofile|rating|lap|race|team|signup|entry|proposal|stint_plan|results|series|guild|'
                   r'qualification|holding|advert)'
                   r'\.[a-z_]+)"')  # fmt: skip
RECORDED = re.compile(
    r"(?:action=|_?record\([a-z_.]+, |_purge\(|_(?:advance|store)\([a-z]+, |"
    r"_?set_binned\([^)]*?|_set(?:_paused)?\([^)]*?|_note\([^)]*?)(?=\")"
)


def acts() -> set[str]:
    """Every act that the source records by name, and those put together."""
    sources = [path.read_text() for room in ("core", "domains", "config") for path in (LINEUP / room).rglob("*.py")]
    found = {NAMED.match(text, act.end()) for text in sources for act in RECORDED.finditer(text)}
    moves = ["create", "change", "discard", "restore", "purge", *set(Offering.State.values) - {"draft"}]
    decided = set(MembershipRequest.Decision.values) - {"open"}
    return {
        *(act[1] for act in found if act),
        *(f"{kind}.{move}" for kind in ("event", "course") for move in moves),
        *(f"import.{state}" for state in ("done", "undone")),
        *(f"membership.{decision}" for decision in decided),
        *(f"signup.{act}" for act in signup_states.Act if act not in signup_states.THE_LEDGER),
        *(f"entry.{act}" for act in EntryAct),
        *(f"places.{verb}" for verb in bulk.VERBS),
        *(f"fees.{act}" for act in [*fees.TABLE, "undo"]),
        *(("account." if what.startswith("discord") else "second_factor.") + what for what in told.TITLES),
    }


@pytest.mark.req("P07")
def test_every_act_that_is_recorded_has_words_and_no_other():
    assert acts() == set(words.ACTS)

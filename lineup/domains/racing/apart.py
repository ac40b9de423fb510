"""Plans and proposals made in a process of their own: a search keeps Python busy, and CP-SAT takes 95 MB.

Whoever asks imports nothing that solves. The child (`solver.py`) reads what is asked from its standard input and writes
progress and the answer to its output; one more byte on its input asks it for the best so far.
"""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from typing import IO, Any

from django.utils.translation import gettext_lazy as _

from lineup.core.foundation.errors import Refusal
from lineup.domains.racing import frames
from lineup.domains.racing.formation import answers as of_teams
from lineup.domains.racing.formation.club import Club, Proposal, Team
from lineup.domains.racing.formation.course import Course
from lineup.domains.racing.stints import answers as of_stints
from lineup.domains.racing.stints.answers import Conflict
from lineup.domains.racing.stints.plan import Plan
from lineup.domains.racing.stints.problem import Problem

# what starting, bounds and proofs may take beyond the seconds of a search, before the child is ended
GRACE_SECONDS = 60.0
COMMAND = (sys.executable, "-m", "lineup.domains.racing.solver")


class SolverDied(Refusal):
    code = "solver_died"
    sentence = _("The search broke off before it found anything: try again, or allow less time.")
    status = 503


def plan(
    problem: Problem, limits: of_stints.Limits = of_stints.USUAL, watch: of_stints.Watch = of_stints.go_on
) -> Plan | Conflict:
    """Return the best stint plan, or why there is none. Raises what `solving.solve` raises, and SolverDied."""
    found = _asked(("plan", problem, limits), watch, 3 * limits.seconds)
    assert isinstance(found, Plan | Conflict)
    return found


def propose(
    club: Club,
    limits: of_teams.Limits = of_teams.USUAL,
    watch: of_teams.Watch = of_teams.go_on,
    *,
    begin: Sequence[Team] | None = None,
    course: Course | None = None,
) -> Proposal:
    """Return the best split; where there is a course, with the proof that each team can drive it.

    Raises what `proposing.propose` raises, and SolverDied.
    """
    found = _asked(("propose", club, limits, begin, course), watch, 3 * limits.seconds)
    assert isinstance(found, Proposal)
    return found


def _asked(question: tuple[Any, ...], watch: Callable[[Any], bool], seconds: float) -> object:
    places = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=places) as child:
        assert child.stdin
        assert child.stdout
        ending = threading.Timer(seconds + GRACE_SECONDS, child.kill)
        ending.start()
        try:
            frames.write(child.stdin, question)
            return _heard(child.stdin, child.stdout, watch)
        except (EOFError, BrokenPipeError):
            raise SolverDied from None
        finally:
            ending.cancel()
            child.kill()


def _heard(to: IO[bytes], answers: IO[bytes], watch: Callable[[Any], bool]) -> object:
    """Tell whoever watches of each progress, until the answer is there."""
    is_wanted = True
    while True:
        what, content = frames.read(answers)
        if what == "answer":
            return content
        if what == "refusal":
            raise frames.refusal(content)
        if is_wanted and not watch(content):
            is_wanted = False
            to.write(b".")
            to.flush()

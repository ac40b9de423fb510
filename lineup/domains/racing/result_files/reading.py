"""A file of results of a simulator that we know, told apart by what is in it and not by its name."""

from lineup.domains.racing.result_files import acc, iracing
from lineup.domains.racing.result_files.opening import opened
from lineup.domains.racing.result_files.refusals import NobodyDrove, SessionNotInFile, UnknownFormat
from lineup.domains.racing.result_files.shape import SessionResult

FORMATS = (acc, iracing)


def read(content: bytes) -> list[SessionResult]:
    """Return the sessions that the file has results of, at least one. Raises an UnreadableResults, and nothing else."""
    said = opened(content)
    for form in FORMATS:
        if form.looks_so(said):
            found = [one for one in form.sessions(said) if one.lines]
            if not found:
                raise NobodyDrove
            return found
    raise UnknownFormat


def read_session(content: bytes, kind: str) -> SessionResult:
    """Return the results of the session of this kind. Raises SessionNotInFile, and what `read` raises."""
    for one in read(content):
        if one.kind == kind:
            return one
    raise SessionNotInFile

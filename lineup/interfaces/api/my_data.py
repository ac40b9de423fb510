"""What is held on oneself: how much of what, all of it as an archive, and having it erased."""

from typing import Any, Self

from django.contrib.auth import logout
from django.http import FileResponse, HttpRequest
from ninja import Router

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Refusal
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.core.privacy import erasure, export, held
from lineup.core.privacy.erasure import Certificate
from lineup.interfaces.api import files, keys, once
from lineup.interfaces.api.sessions import account_of
from lineup.interfaces.api.shapes import Shown

router = Router(tags=["me"])


class PartHeld(Shown):
    """A part of the archive, by the name of its file there, and how many rows it has."""

    part: str
    rows: int


class Held(Shown):
    parts: list[PartHeld]


class Erasable(Shown):
    """Whether I can be erased now; else `code` and `reason` say what is to be done first."""

    possible: bool
    code: str
    reason: str

    @classmethod
    def of(cls, refusal: Refusal | None) -> Self:
        return cls.made(
            possible=refusal is None, code=refusal.code if refusal else "", reason=str(refusal) if refusal else ""
        )


class Erased(Shown):
    """What was deleted and cleared, in rows of each table. `digest` stands in the record of acts too."""

    person: str
    at: str
    deleted: dict[str, int]
    cleared: dict[str, int]
    digest: str

    @classmethod
    def of(cls, done: Certificate) -> Self:
        return cls.made(**done.facts(), digest=done.digest)


@router.get("/me/data", response=Held, summary="Count what is held on me")
def show(request: HttpRequest) -> Any:
    """How many rows of what; the rows themselves are in the archive."""
    return counted(_me(request))


def counted(person: Person) -> Held:
    """Return how many rows of each part are held on the person."""
    counts = held.counts(person)
    return Held.made(parts=[PartHeld.made(part=part, rows=number) for part, number in sorted(counts.items())])


@router.post(
    "/me/data/export", summary="Take what is held on me along", openapi_extra=files.as_download("application/zip")
)
@once.nobody_repeats
def take_along(request: HttpRequest) -> Any:
    """A ZIP of JSON and files, written while it is answered, kept nowhere. Signed in, with the password given again."""
    keys.check_session(request)
    keys.check_given_again(request)
    return archive_of(_me(request), by=keys.actor(request))


def archive_of(person: Person, *, by: Actor) -> FileResponse:
    """Return all that is held on the person, to be kept by nobody between."""
    archive = export.archive(person, by=by, at=clock.now())
    answer = FileResponse(archive, as_attachment=True, filename=export.NAME, content_type="application/zip")
    answer.headers["Cache-Control"] = "no-store"
    return answer


@router.get("/me/erasure", response=Erasable, summary="Ask whether I can be erased")
def look(request: HttpRequest) -> Any:
    """Nothing is changed. Who owns a club, or alone offers something published, hands it over first.

    Signed in, with the password given again, as for the erasure itself: it tries all that the erasure would do.
    """
    keys.check_session(request)
    keys.check_given_again(request)
    try:
        erasure.check(_me(request), by=keys.actor(request), at=clock.now())
    except Refusal as refusal:
        return Erasable.of(refusal)
    return Erasable.of(None)


@router.post("/me/erasure", response=Erased, summary="Erase me")
@once.nobody_repeats
def erase(request: HttpRequest) -> Any:
    """At once and for good: my places are given up, my account is closed. Signed in, with the password given again."""
    keys.check_session(request)
    keys.check_given_again(request)
    done = erasure.erase(_me(request), by=keys.actor(request), at=clock.now())
    logout(request)
    return Erased.of(done)


def _me(request: HttpRequest) -> Person:
    return account_of(request).person

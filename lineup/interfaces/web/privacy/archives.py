"""The archive of what is held on somebody, handed out as it is written."""

from datetime import datetime

from django.http import FileResponse

from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.core.privacy import export


def of(person: Person, *, by: Actor, at: datetime) -> FileResponse:
    """Return the person's archive as a download that is kept nowhere."""
    file = export.archive(person, by=by, at=at)
    response = FileResponse(file, as_attachment=True, filename=export.NAME, content_type="application/zip")
    response.headers["Cache-Control"] = "no-store"
    return response

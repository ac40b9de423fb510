"""The archive of what is held on somebody, handed out as it is written."""

import tempfile
from datetime import datetime

from django.http import FileResponse

from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.core.privacy import export

IN_MEMORY_BYTES = 5 * 1024 * 1024


def of(person: Person, *, by: Actor, at: datetime) -> FileResponse:
    """Return the person's archive as a download that is kept nowhere."""
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY_BYTES)  # noqa: SIM115 - closed with the response
    export.write(person, file, by=by, at=at)  # type: ignore[arg-type]
    file.seek(0)
    response = FileResponse(file, as_attachment=True, filename="lineup-my-data.zip", content_type="application/zip")
    response.headers["Cache-Control"] = "no-store"
    return response

"""The picture that other sites show beside a link to an event: drawn when first asked for, kept by its content."""

import hashlib

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from lineup.core.foundation import moments
from lineup.core.foundation.errors import Missing
from lineup.core.participation.models import Offering
from lineup.domains.events import calendar, events
from lineup.domains.events.models import Event
from lineup.interfaces.web import poster
from lineup.interfaces.web.poster import Poster
from lineup.interfaces.web.shared import AT_LARGE

FRESH_SECONDS = 3600
FOLDER = "posters"


@require_safe
def picture(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer the picture of an event whose page is for everybody."""
    event = events.find_visible(None, slug=slug)
    if event.offering.visibility not in AT_LARGE:
        raise Missing
    said = of(event)
    etag = f'"{name_of(said)}"'
    unchanged = get_conditional_response(request, etag=etag)
    response = unchanged or HttpResponse(_drawn(said), content_type="image/png")
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = f"public, max-age={FRESH_SECONDS}"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def of(event: Event) -> Poster:
    """Return what the picture says: nobody's name, so that nothing has to be forgotten with them."""
    offering = event.offering
    with translation.override(offering.club.language if offering.club else settings.LANGUAGE_CODE):
        when = moments.span(offering.starts_at, offering.ends_at, event.time_zone) if offering.starts_at else ""
    return Poster(
        title=offering.title,
        when=when,
        where=calendar.location(event) if event.venue else "",
        by=offering.club.name if offering.club else "",
        hue=offering.club.hue if offering.club else "petrol",
        is_off=offering.state == Offering.State.CANCELLED,
    )


def name_of(said: Poster) -> str:
    """Return the name under which the picture is kept: another one for every other content."""
    return hashlib.sha256(f"{poster.VERSION}\n{said!r}".encode()).hexdigest()[:32]


def _drawn(said: Poster) -> bytes:
    """From where it is kept, else drawn now; no transaction is open."""
    path = f"{FOLDER}/{name_of(said)}.png"
    try:
        with default_storage.open(path) as kept:
            return bytes(kept.read())
    except FileNotFoundError:
        drawn = poster.draw(said)
        default_storage.save(path, ContentFile(drawn))
        return drawn

"""The picture beside a link to an event whose page is for everybody."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.http import require_safe

from lineup.core.foundation import moments
from lineup.core.foundation.errors import Missing
from lineup.core.participation.models import Offering
from lineup.domains.events import calendar, events
from lineup.domains.events.models import Event
from lineup.interfaces.web import posters
from lineup.interfaces.web.poster import Poster
from lineup.interfaces.web.shared import is_for_everybody


@require_safe
def picture(request: HttpRequest, slug: str) -> HttpResponse:
    event = events.find_visible(None, slug=slug)
    if not is_for_everybody(event.offering):
        raise Missing
    return posters.answered(request, of(event))


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

"""The picture beside a link to a course whose page is for everybody."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.http import require_safe

from lineup.core.foundation.errors import Missing
from lineup.domains.courses import courses
from lineup.domains.courses.models import Course
from lineup.interfaces.web import posters
from lineup.interfaces.web.poster import Poster
from lineup.interfaces.web.shared import is_for_everybody


@require_safe
def picture(request: HttpRequest, slug: str) -> HttpResponse:
    course = courses.find_visible(None, slug=slug)
    if not is_for_everybody(course.offering):
        raise Missing
    return posters.answered(request, of(course))


def of(course: Course) -> Poster:
    """Return what the picture says: nobody's name, so that nothing has to be forgotten with them."""
    club = course.offering.club
    with translation.override(club.language if club else settings.LANGUAGE_CODE):
        subject = str(course.subject)
    return Poster(
        title=course.offering.title,
        when=subject,
        by=club.name if club else "",
        hue=club.hue if club else "petrol",
    )

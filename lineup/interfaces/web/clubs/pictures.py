"""The picture beside a link to a club that is open to everybody."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from lineup.core.clubs import clubs
from lineup.interfaces.web import posters
from lineup.interfaces.web.poster import Poster


@require_safe
def picture(request: HttpRequest, slug: str) -> HttpResponse:
    club = clubs.find_visible(None, slug=slug)
    return posters.answered(request, Poster(title=club.name, where=club.city, hue=club.hue))

"""The picture beside a link to a series that is for everybody."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from lineup.domains.racing import series
from lineup.domains.racing.models import Series
from lineup.interfaces.web import posters
from lineup.interfaces.web.poster import Poster


@require_safe
def picture(request: HttpRequest, pk: Any) -> HttpResponse:
    return posters.answered(request, of(series.find_visible(None, pk)))


def of(found: Series) -> Poster:
    """Return what the picture says: the name, how many races, whose."""
    number = len(series.rounds(found))
    with translation.override(found.club.language):
        races = ngettext("%(n)s race", "%(n)s races", number) % {"n": number} if number else ""
    return Poster(title=found.name, when=races, by=found.club.name, hue=found.club.hue)

"""Videos watched: what the script of a lesson's page tells of it."""

import re
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from lineup.core.foundation import clock
from lineup.domains.courses import outline, watching
from lineup.interfaces.web.courses import filmed, learning

# spans of seconds as 0-15,30-42
SPAN = re.compile(r"(\d{1,6})-(\d{1,6})", re.ASCII)
LONGEST = 10_000


@require_POST
@login_required
def report(request: HttpRequest, slug: str, pk: Any, item: Any) -> JsonResponse:
    """Take what the script of a lesson's page says was played of a video; answered with how much that is."""
    enrolment = learning.own(request, slug)
    found = outline.find_item(outline.find_lesson(enrolment.course, pk), item)
    played = [(int(first), int(last)) for first, last in SPAN.findall(request.POST.get("played", "")[:LONGEST])]
    share = watching.report(enrolment, found, played=played, at=clock.now())
    return JsonResponse({"percent": share.percent, "sentence": filmed.watched(share)})

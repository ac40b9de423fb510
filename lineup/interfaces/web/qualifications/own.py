"""What somebody holds, and until when."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lineup.core.foundation import clock, cursors
from lineup.core.participation import holdings

PAGE = 30


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    rows = holdings.of(request.person)  # type: ignore[attr-defined]
    page = cursors.page(rows, order=holdings.ORDER, cursor=request.GET.get("cursor", ""), size=PAGE)
    at = clock.now()
    shown = {"page": page, "rows": [(row, row.status(at)) for row in page.items]}
    return render(request, "qualifications/mine.html", shown)

"""A page that shows work under way looks again by itself: told in a header, so that nothing runs in the browser."""

from django.http import HttpResponse

SECONDS = 2


def looks_again(answer: HttpResponse) -> HttpResponse:
    """Have the browser ask for the page again in SECONDS."""
    answer.headers["Refresh"] = str(SECONDS)
    return answer

"""On what sort of device somebody learns, as far as the browser says; nothing of what it says is kept."""

from django.http import HttpRequest

from lineup.domains.courses.models import StudySession

D = StudySession.Device
TABLETS, PHONES, COMPUTERS = ("ipad", "tablet"), ("iphone", "mobile"), ("windows", "macintosh", "x11", "cros")


def sort_of(request: HttpRequest) -> str:
    """Return desktop, tablet, mobile or unknown."""
    agent = request.headers.get("User-Agent", "").lower()
    for words, device in ((TABLETS, D.TABLET), (PHONES, D.MOBILE), (COMPUTERS, D.DESKTOP)):
        if any(word in agent for word in words):
            return device
    return D.TABLET if "android" in agent else D.UNKNOWN

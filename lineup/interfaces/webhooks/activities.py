"""What statements say of: verbs and activities in the words of ADL, named in each language of the house."""

from collections.abc import Mapping

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from lineup.core.participation import kinds
from lineup.core.participation.models import Offering
from lineup.domains.courses.models import Lesson, QuizAttempt
from lineup.domains.courses.progress import TO_PASS

Said = dict[str, object]

TYPES = "http://adlnet.gov/expapi/activities/"
FIRST_VERBS = "http://adlnet.gov/expapi/verbs/"
# where ADL puts the verbs that it has named since 2015
LATER_VERBS = "https://w3id.org/xapi/adl/verbs/"

VERBS: Mapping[str, tuple[str, str | Promise]] = {
    "registered": (FIRST_VERBS, pgettext_lazy("statement", "registered")),
    "completed": (FIRST_VERBS, pgettext_lazy("statement", "completed")),
    "passed": (FIRST_VERBS, pgettext_lazy("statement", "passed")),
    "failed": (FIRST_VERBS, pgettext_lazy("statement", "failed")),
    "interacted": (FIRST_VERBS, pgettext_lazy("statement", "interacted")),
    # ADL has no verb for earning
    "satisfied": (LATER_VERBS, pgettext_lazy("statement", "satisfied")),
}


def verb(name: str) -> Said:
    """Return one of VERBS."""
    where, words = VERBS[name]
    return {"id": f"{where}{name}", "display": _in_each_language(words)}


def course(offering: Offering) -> Said:
    """Return the course, by the address of its page."""
    return _activity(_address(offering), "course", {"und": offering.title})


def lesson(offering: Offering, one: Lesson) -> Said:
    """Return a lesson of the course; one that is done by passing is an assessment."""
    sort = "assessment" if one.completion in TO_PASS else "lesson"
    return _activity(_lesson(offering, one), sort, {"und": one.title})


def attempt(offering: Offering, one: QuizAttempt) -> Said:
    """Return an attempt at a quiz of the course."""
    words = _in_each_language(gettext_lazy("Attempt %(n)s"), n=one.number)
    return _activity(f"{_lesson(offering, one.quiz.lesson)}/attempts/{one.pk}", "attempt", words)


def certificate(offering: Offering) -> Said:
    """Return what the course's certificate stands for; its number, which leads to a name, is not in it."""
    words = _in_each_language(gettext_lazy("Certificate: %(title)s"), title=offering.title)
    return _activity(f"{_address(offering)}/certificate", "objective", words)


def service() -> Said:
    """Return this service, of which a test tells."""
    return _activity(settings.BASE_URL, "interaction", _in_each_language(gettext_lazy("Test")))


def _lesson(offering: Offering, one: Lesson) -> str:
    return f"{_address(offering)}/lessons/{one.pk}"


def _address(offering: Offering) -> str:
    return str(settings.BASE_URL + kinds.of(offering).path(offering))


def _activity(address: str, sort: str, name: Mapping[str, str]) -> Said:
    return {"objectType": "Activity", "id": address, "definition": {"type": f"{TYPES}{sort}", "name": name}}


def _in_each_language(words: str | Promise, **values: object) -> dict[str, str]:
    said = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            said[code] = str(words) % values if values else str(words)
    return said

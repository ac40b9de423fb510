"""What is said beside a video: how long it is, how much of it was watched, in which languages its captions may be."""

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext as _

from lineup.domains.courses import items
from lineup.domains.courses.watched import Share


def length(seconds: int) -> str:
    """Return so many seconds as a clock shows them: 4:05, or 1:04:05."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def own_name(language: str) -> str:
    """Return what the language is called in itself; "" for none."""
    found = LANG_INFO.get(language, {})
    return str(found.get("name_local", language)).capitalize()


def languages() -> list[tuple[str, str]]:
    """Return the languages that captions may have, by their own names."""
    return sorted(((code, own_name(code)) for code in items.LANGUAGES), key=lambda pair: pair[1])


def watched(share: Share) -> str:
    """Return how much of a video was watched, and how much is asked for."""
    said = {"percent": share.percent, "wanted": share.wanted}
    if share.is_enough:
        return _("Watched: %(percent)s %%, that is enough.") % said
    return _("Watched: %(percent)s %% of %(wanted)s %%.") % said

"""What is said beside a video: how long it is, and in which languages its captions may be."""

from django.conf.locale import LANG_INFO

from lineup.domains.courses import items


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

"""The languages we write in."""

from django.conf import settings


def known(language: str) -> str:
    """Return the language if letters are written in it, else the house's own."""
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE

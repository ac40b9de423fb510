"""Every kind of letter in French: whatever is marked for translation is translated."""

import polib
import pytest
from django.conf import settings

ROOMS = (
    "lineup/interfaces/mail/",
    "lineup/core/participation/told",
    "lineup/core/clubs/told",
    "lineup/core/foundation/moments",
)


def messages():
    found = polib.pofile(str(settings.LOCALE_PATHS[0] / "fr" / "LC_MESSAGES" / "django.po"))
    return [entry for entry in found if any(place.startswith(ROOMS) for place, _ in entry.occurrences)]


@pytest.mark.req("Q22", "P11")
def test_no_word_of_a_letter_is_untranslated():
    assert [entry.msgid for entry in messages() if not entry.translated()] == []


@pytest.mark.req("Q22")
def test_the_letters_words_are_among_the_messages():
    assert {"You are number %(position)s in line.", "Open your account"} <= {entry.msgid for entry in messages()}

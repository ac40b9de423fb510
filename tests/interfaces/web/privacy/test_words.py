"""Every part of an export is called something people understand."""

import pytest

from lineup.core.foundation.personal import OF_A_PERSON
from lineup.core.privacy import classification, retention
from lineup.interfaces.web.privacy import words


@pytest.mark.req("P09", "Q22")
def test_every_part_has_words_and_no_other():
    parts = {table.export for table in classification.installed().values() if table.export}
    assert set(words.PARTS) == parts


def test_every_sort_that_tells_of_somebody_has_words():
    assert set(words.SORTS) == OF_A_PERSON


def test_what_goes_by_itself_has_words_unless_it_tells_of_nobody():
    assert set(retention.installed()) - set(words.KEPT) == {"processes", "ticks"}
    assert set(words.KEPT) - set(retention.installed()) == set()

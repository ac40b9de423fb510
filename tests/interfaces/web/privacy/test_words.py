"""Every part of an export is called something people understand."""

import pytest

from lineup.core.privacy import classification
from lineup.interfaces.web.privacy import words


@pytest.mark.req("P09", "Q22")
def test_every_part_has_words_and_no_other():
    parts = {table.export for table in classification.installed().values() if table.export}
    assert set(words.PARTS) == parts

from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from lineup.core.foundation import clock, pictures, stored
from lineup.core.people import persons
from tests.support import factories


@pytest.mark.django_db
@pytest.mark.req("Q26")
def test_a_row_whose_file_is_gone_is_named():
    drawn = BytesIO()
    Image.new("RGB", (8, 8)).save(drawn, "PNG")
    ada = factories.member("Ada")
    persons.change_profile(ada, avatar=pictures.square(drawn.seek(0) or drawn), by=factories.actor(ada), at=clock.now())
    factories.club()
    assert list(stored.faults()) == []
    default_storage.delete(ada.avatar.name)
    [fault] = stored.faults()
    assert (fault.code, str(ada.pk) in fault.sentence) == ("file_missing", True)

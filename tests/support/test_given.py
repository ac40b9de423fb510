"""A page that names what nobody gives it."""

import pytest
from django.template import engines
from django_cotton.compiler_regex import CottonCompiler

from tests.support.given import NotGiven


@pytest.mark.parametrize("page", ["{{ nobody }}", "{{ event.nobody }}", '<c-copy :value="nobody" label="It" />'])
def test_a_page_that_names_what_nobody_gives_fails(page):
    with pytest.raises(NotGiven):
        engines["django"].from_string(CottonCompiler().process(page)).render({"event": {}})


@pytest.mark.parametrize("page", ["{{ nobody|default:'here' }}", "{% if nobody %}{% else %}here{% endif %}"])
def test_what_may_be_missing_is_asked_for_as_such(page):
    assert engines["django"].from_string(page).render({}) == "here"

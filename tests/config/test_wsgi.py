"""What a process of the server has at hand before it answers."""

import importlib

import pytest
from django.urls import clear_url_caches, get_resolver

from lineup.config import wsgi


@pytest.mark.req("D07", "P15")
def test_whoever_comes_first_to_a_process_does_not_wait_for_its_routes():
    clear_url_caches()
    assert "url_patterns" not in vars(get_resolver())
    importlib.reload(wsgi)
    assert "url_patterns" in vars(get_resolver())

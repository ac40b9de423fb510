"""A record of acts to tamper with, and a place of its own for its key and its file."""

import pytest


@pytest.fixture(autouse=True)
def own_place(settings, tmp_path):
    settings.VAR = tmp_path

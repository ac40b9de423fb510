"""After an upgrade the pages are sent with the stylesheets and scripts of the new version."""

import pytest
from django.core.management import call_command

from lineup.interfaces.command import collected

pytestmark = [pytest.mark.req("Q27"), pytest.mark.filterwarnings("ignore:No directory at")]


@pytest.fixture
def source(settings, tmp_path):
    """A folder with one stylesheet, and where it is collected."""
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "look.css").write_text("a { color: red }")
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS = [folder]
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "lineup.config.static.Storage"}}
    return folder


def collect(**options):
    call_command("collectstatic", interactive=False, verbosity=0, **options)


def test_nothing_was_collected_at_first(source):
    collect(dry_run=True)
    assert not collected.is_current()


def test_what_was_collected_is_current_until_a_file_changes(source):
    collect()
    assert collected.is_current()
    (source / "look.css").write_text("a { color: blue; }")
    assert not collected.is_current()
    collect()
    assert collected.is_current()


def test_a_file_more_or_less_is_another_version(source):
    collect()
    (source / "new.css").write_text("")
    assert not collected.is_current()
    (source / "new.css").unlink()
    assert collected.is_current()


def test_a_folder_that_was_emptied_is_filled_anew(source):
    collect()
    (source.parent / "static" / "staticfiles.json").unlink()
    assert not collected.is_current()

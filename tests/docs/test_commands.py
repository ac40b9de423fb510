"""The commands that the guides mark as tested do what they say, in a Lineup of their own, one after the other."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.support import lineups

FOUND = """
from tests.support import factories
factories.club("Northside Runners")
"""
# what a guide takes for granted: commands of manage.py, run before
GIVEN = {
    "privacy": ["open_account", "somebody@example.org", "--role", "member"],
    "moving-a-club": ["shell", "-v0", "-c", FOUND],
}
ROOT = Path(__file__).resolve().parents[2]
GUIDES = sorted(path for path in (ROOT / "docs").rglob("*.md") if "```sh tested" in path.read_text())


def blocks(guide):
    """Its commands, each with the Lineup in which they are typed: "" for here, or "there"."""
    return re.findall(r"^```sh tested ?(\w*)\n(.*?)^```$", guide.read_text(), flags=re.DOTALL | re.MULTILINE)


@pytest.mark.embedded
@pytest.mark.slow
@pytest.mark.req("Q26")
@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_what_a_guide_says_can_be_typed(guide, tmp_path):
    for name in (".venv", "manage.py"):
        (tmp_path / name).symlink_to(ROOT / name)
    with lineups.empty(tmp_path / "var") as here, lineups.empty(tmp_path / "there") as there:
        here.migrate()
        there.migrate()
        if guide.stem in GIVEN:
            here.manage(*GIVEN[guide.stem])
        typed = {"": {**here.environment, "LINEUP_VAR": "var"}, "there": {**there.environment, "LINEUP_VAR": "there"}}
        for where, block in blocks(guide):
            done = subprocess.run(
                ["sh", "-e", "-c", block],
                cwd=tmp_path,
                env=typed[where],
                capture_output=True,
                text=True,
                timeout=300,
                check=False,
            )
            assert (block, done.returncode, done.stderr) == (block, 0, "")


def test_the_guides_of_operating_have_tested_commands():
    assert {"backup", "install", "moving-a-club", "privacy", "simlane"} == {guide.stem for guide in GUIDES}

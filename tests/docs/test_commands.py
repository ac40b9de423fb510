"""The commands that the guides mark as tested do what they say, in a Lineup of their own, one after the other."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.support import lineups

ROOT = Path(__file__).resolve().parents[2]
GUIDES = sorted(path for path in (ROOT / "docs").rglob("*.md") if "```sh tested" in path.read_text())


def blocks(guide):
    return re.findall(r"^```sh tested\n(.*?)^```$", guide.read_text(), flags=re.DOTALL | re.MULTILINE)


@pytest.mark.embedded
@pytest.mark.slow
@pytest.mark.req("Q26")
@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_what_a_guide_says_can_be_typed(guide, tmp_path):
    for name in (".venv", "manage.py"):
        (tmp_path / name).symlink_to(ROOT / name)
    with lineups.empty(tmp_path / "var") as lineup:
        lineup.migrate()
        environment = {**lineup.environment, "LINEUP_VAR": "var"}
        for block in blocks(guide):
            done = subprocess.run(
                ["sh", "-e", "-c", block], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=300
            )
            assert (block, done.returncode, done.stderr) == (block, 0, "")


def test_the_guides_of_backup_and_privacy_have_tested_commands():
    assert {"backup", "privacy"} <= {guide.stem for guide in GUIDES}

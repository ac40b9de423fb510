"""What the house leaves out, and how large its pieces may grow."""

import ast
import statistics
from pathlib import Path

import pytest

from tests.architecture import source

pytestmark = pytest.mark.embedded

JUNK_DRAWERS = {
    "base",
    "common",
    "helper",
    "helpers",
    "manager",
    "managers",
    "misc",
    "service",
    "services",
    "util",
    "utils",
}
NAMED_BY_DJANGO = {"lineup/config/sqlite/base.py", "lineup/config/postgres/base.py"}
TELLTALE = ("Manager", "Service", "Helper", "Util", "Utils", "Handler", "Processor")
LARGEST_FILE = 400
LARGEST_FUNCTION = 60
TYPING_ONLY = "TYPE_CHECKING"


def test_no_signals():
    found = [
        f"{path}: {name}"
        for path, tree in source.modules().items()
        for name in source.imported(tree)
        if name.startswith(("django.db.models.signals", "django.dispatch"))
    ]
    assert found == []


def test_no_junk_drawers():
    drawers = [path for path in source.modules() if Path(path).stem in JUNK_DRAWERS and path not in NAMED_BY_DJANGO]
    named = [
        f"{path}: {node.name}"
        for path, tree in source.modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and node.name.endswith(TELLTALE) and not node.name.startswith("Not")
    ]
    assert drawers + named == []


def test_core_and_domains_do_not_read_the_clock():
    clocks = {
        "timezone.now",
        "datetime.now",
        "datetime.utcnow",
        "datetime.today",
        "date.today",
        "time.time",
        "clock.now",
    }
    found = [
        f"{path}:{call.lineno}"
        for room in ("lineup/core", "lineup/domains")
        for path, call in source.calls(room)
        if ast.unparse(call.func) in clocks and path != "lineup/core/foundation/clock.py"
    ]
    assert found == []


def test_no_imports_inside_functions():
    found = [
        f"{path}:{inner.lineno}"
        for path, function in source.functions()
        for inner in ast.walk(function)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert found == []


def test_core_knows_no_kind():
    found = [
        f"{path}:{node.lineno}"
        for path, tree in source.modules("lineup/core").items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Compare) and ast.unparse(node.left).endswith(".kind")
        if not path.startswith("lineup/core/people")
        if "offering" in ast.unparse(node.left)
    ]
    assert found == []


def test_files_and_functions_stay_small():
    files = {path: len(Path(source.ROOT / path).read_text().splitlines()) for path in source.modules()}
    functions = {
        f"{path}:{one.name}": (one.end_lineno or one.lineno) - one.lineno + 1 for path, one in source.functions()
    }
    print(f"files     {summary(files)}\nfunctions {summary(functions)}")
    assert {path: lines for path, lines in files.items() if lines > LARGEST_FILE} == {}
    assert {name: lines for name, lines in functions.items() if lines > LARGEST_FUNCTION} == {}


def summary(sizes):
    ordered = sorted(size for size in sizes.values() if size)
    p95 = ordered[int(len(ordered) * 0.95)]
    return f"{len(ordered):5}   lines: median {statistics.median(ordered):g}, p95 {p95}, max {ordered[-1]}"

"""The source as syntax trees, for rules that no linter knows."""

import ast
import functools
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@functools.cache
def modules(under: str = "lineup") -> dict[str, ast.Module]:
    """Path from the root → tree, without migrations."""
    return {
        str(path.relative_to(ROOT)): ast.parse(path.read_text(), filename=str(path))
        for path in sorted((ROOT / under).rglob("*.py"))
        if "migrations" not in path.parts
    }


def calls(under: str) -> Iterator[tuple[str, ast.Call]]:
    for path, tree in modules(under).items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                yield path, node


def functions(under: str = "lineup") -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for path, tree in modules(under).items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield path, node


def imported(tree: ast.Module) -> Iterator[str]:
    """Dotted names of everything imported, wherever it stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)

"""Interfaces call operations; they never write to the database themselves."""

import ast

from tests.architecture import source

BULK = {"acreate", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "in_bulk_update"}
SOMETIMES = {"create", "update", "delete", "save"}
# Rows that belong to the way in itself, and no rule of the house speaks of them.
OWN_ROWS: set[str] = {"lineup/interfaces/api/once.py"}
# Many operations that together are one act of nobody but this way in.
WHOLE_ACTS: set[str] = {"lineup/interfaces/command/management/commands/demo.py"}


def test_interfaces_do_not_write():
    found = [
        f"{path}:{call.lineno} {ast.unparse(call)[:80]}"
        for path, call in source.calls("lineup/interfaces")
        if path not in OWN_ROWS and writes(call)
    ]
    assert found == []


def test_interfaces_open_no_transactions():
    found = [
        f"{path}:{call.lineno}"
        for path, call in source.calls("lineup/interfaces")
        if ast.unparse(call.func) in {"transaction.atomic", "connection.cursor"} and path not in OWN_ROWS | WHOLE_ACTS
    ]
    assert found == []


def writes(call: ast.Call) -> bool:
    """Whether it looks like a write: `row.save()`, `Model.objects.create(…)`, `rows.filter(…).update(…)`."""
    if not isinstance(call.func, ast.Attribute):
        return False
    name, owner = call.func.attr, call.func.value
    if name in BULK:
        return True
    if name not in SOMETIMES:
        return False
    chain = ast.unparse(owner)
    if ".objects" in chain or "_set." in chain or ".filter(" in chain or ".exclude(" in chain:
        return True
    return name in {"save", "delete"} and not call.args and not isinstance(owner, ast.Constant)

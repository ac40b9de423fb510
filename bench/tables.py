"""A table as Markdown, so that what is printed can be kept."""

import os
import platform
from collections.abc import Sequence
from pathlib import Path


def show(title: str, head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print the table with the machine it was measured on."""
    print(f"\n### {title}\n\n{machine()}\n")
    print("| " + " | ".join(head) + " |")
    print("| " + " | ".join("---" if column == 0 else "--:" for column in range(len(head))) + " |")
    for row in rows:
        print("| " + " | ".join(_cell(value) for value in row) + " |")


def _cell(value: object) -> str:
    return f"{value:,.2f}" if isinstance(value, float) else f"{value:,}" if isinstance(value, int) else str(value)


def machine() -> str:
    """Return processor, cores and versions in a line."""
    model = "unknown processor"
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
            break
    return f"{model}, {os.cpu_count()} cores, Python {platform.python_version()}"

"""A document set with typst: a template of ours, and data that is never read as markup."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources.abc import Traversable
from typing import Any

import fontpkg_source_sans_3
import typst

# what the machine may have for signs that Source Sans 3 lacks
FALLBACK = ("Noto Sans", "Noto Sans CJK JP", "Noto Sans Arabic", "DejaVu Sans")


def pdf(template: Traversable, data: Mapping[str, Any], *, tagged: bool = False) -> bytes:
    """Return the document as PDF. `template`: a file of the caller's; it finds the data in `sys.inputs.data`.

    `tagged`: what is read in order is so by a screen reader too.
    """
    return _made(template, data, {"format": "pdf", "pdf_tags": tagged})


def pictures(template: Traversable, data: Mapping[str, Any], *, dots_per_inch: int) -> list[bytes]:
    """Return each page of the document as PNG."""
    made: Any = _made(template, data, {"format": "png", "ppi": dots_per_inch})
    return made if isinstance(made, list) else [made]


def _made(template: Traversable, data: Mapping[str, Any], how: dict[str, Any]) -> bytes:
    known = {"fonts": [name for name in FALLBACK if name in _fonts().families()], **data}
    compiler = typst.Compiler(template.read_bytes(), font_paths=_fonts())
    made: Any = compiler.compile(sys_inputs={"data": json.dumps(known)}, **how)
    return made  # type: ignore[no-any-return]


@cache
def _fonts() -> typst.Fonts:
    """Looked for once in a process: the machine may have many."""
    return typst.Fonts(include_embedded_fonts=False, font_paths=[str(fontpkg_source_sans_3.ROOT / "files")])

"""Words that people write in Markdown, as words alone."""

from functools import lru_cache

import nh3
from markdown_it import MarkdownIt

MARKDOWN = MarkdownIt("js-default", {"html": False, "linkify": False, "breaks": True}).disable("image")


@lru_cache(maxsize=512)
def plain(text: str, *, most: int = 200) -> str:
    """Return the beginning of the text as words in one line, at most `most` characters."""
    words = " ".join(nh3.clean(MARKDOWN.render(text), tags=set()).split())
    unescaped = words.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    return unescaped if len(unescaped) <= most else unescaped[: most - 1].rsplit(" ", 1)[0] + "…"

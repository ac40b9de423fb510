"""Words that people write, in Markdown, made safe to show: no pictures from elsewhere, no scripts, no styles."""

from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

TAGS = {"p", "br", "em", "strong", "s", "a", "ul", "ol", "li", "blockquote", "code", "pre", "hr", "h3", "h4"}
# a page's own headings come first
LOWER = {"h1": "h3", "h2": "h3", "h5": "h4", "h6": "h4"}

_markdown = MarkdownIt("js-default", {"html": False, "linkify": False, "breaks": True}).disable("image")


# the same words are asked for again and again while an event is looked at
@lru_cache(maxsize=256)
def shown(text: str) -> SafeString:
    """Return the text as HTML that cannot run, load or restyle anything."""
    tokens = _markdown.parse(text)
    for token in tokens:
        token.tag = LOWER.get(token.tag, token.tag)
    html = _markdown.renderer.render(tokens, _markdown.options, {})
    clean = nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener ugc",
    )
    return mark_safe(clean)


@lru_cache(maxsize=512)
def plain(text: str, *, most: int = 200) -> str:
    """Return the beginning of the text as words in one line, at most `most` characters."""
    words = " ".join(nh3.clean(_markdown.render(text), tags=set()).split())
    unescaped = words.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    return unescaped if len(unescaped) <= most else unescaped[: most - 1].rsplit(" ", 1)[0] + "…"

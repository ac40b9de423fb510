"""Words that people write, in Markdown, made safe to show: no pictures from elsewhere, no scripts, no styles."""

from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe

from lineup.core.foundation.marked import MARKDOWN, plain

__all__ = ["plain", "shown"]

TAGS = {"p", "br", "em", "strong", "s", "a", "ul", "ol", "li", "blockquote", "code", "pre", "hr", "h3", "h4"}
# a page's own headings come first
LOWER = {"h1": "h3", "h2": "h3", "h5": "h4", "h6": "h4"}


# the same words are asked for again and again while an event is looked at
@lru_cache(maxsize=256)
def shown(text: str) -> SafeString:
    """Return the text as HTML that cannot run, load or restyle anything."""
    tokens = MARKDOWN.parse(text)
    for token in tokens:
        token.tag = LOWER.get(token.tag, token.tag)
    html = MARKDOWN.renderer.render(tokens, MARKDOWN.options, {})
    clean = nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener ugc",
    )
    return mark_safe(clean)

"""Pages of a cartridge: their words as Markdown, and the pictures and files of the cartridge that they name."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape, unescape
from html.parser import HTMLParser
from posixpath import basename, dirname, join
from typing import Any
from urllib.parse import urlsplit

import nh3
from bs4 import BeautifulSoup
from django.utils.translation import gettext_lazy as _
from markdownify import MarkdownConverter

from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Refusal
from lineup.domains.courses import items
from lineup.domains.courses.packages.archives import Archive, said
from lineup.domains.courses.packages.cartridges import manifest

LARGEST = 1024 * 1024
# of one page, and of all that is read of a cartridge: each takes its time
MOST_TAGS, MOST_TAGS_IN_ALL = 20_000, 60_000
DEEPEST = 100
# each of these pushes in every line within, those of others within it too: how many, squared, by the signs of the page
PUSHING, MOST_PUSHED = ("li", "blockquote", "dd"), 10_000_000
# where cartridges put what their pages name
ROOT, FOLDER = "$IMS-CC-FILEBASE$", "web_resources"
PAGES = (".html", ".htm", ".xhtml")
SHOWN_ELSEWHERE = {"iframe", "video", "audio", "source"}
TAGS = {
    *("a", "p", "div", "span", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "code", "img"),
    *("ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "th", "td"),
    *("b", "strong", "i", "em", "del", "s", *SHOWN_ELSEWHERE),
}
ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt"}, **{name: {"src", "title"} for name in SHOWN_ELSEWHERE}}
SILENT = {"script", "style", "title", "noscript", "template", "object", "svg", "math"}
SCHEMES = {"http", "https", "mailto", "data"}
WEB = ("http", "https")


class PageUnread(Refusal):
    code = "cartridge_page_unread"
    sentence = _("“%(title)s” is a page that can't be read; write its lesson here.")


class TooManyPages(Refusal):
    code = "cartridge_too_many_pages"
    sentence = _("What comes from here on is more than can be read at once; split the cartridge.")


@dataclass
class Page:
    """`pictures`: a part and what it shows; `files`: a part and its name; `missing`: what is named and not there."""

    text: str = ""
    pictures: list[tuple[str, str]] = field(default_factory=list)
    files: list[tuple[str, str]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


class Reader:
    """Reads the pages of one cartridge, up to MOST_TAGS_IN_ALL tags of them."""

    def __init__(self, archive: Archive) -> None:
        self._archive, self._tags = archive, 0

    def read(self, name: str, title: str) -> Page:
        """Return the page of this name. Raises PageUnread, TooManyPages, and of `Archive`."""
        try:
            return self.of(self._archive.read(name, most=LARGEST).decode("utf-8", "replace"), name)
        except (RecursionError, ValueError):
            raise PageUnread(title=title) from None

    def of(self, html: str, name: str) -> Page:
        """Return HTML of the part `name` as a page, without what could run or load anything.

        Raises TooManyPages, and RecursionError, ValueError for what no page needs.
        """
        soup = BeautifulSoup(self._clean(html), "html.parser")
        page = Page()
        for tag in soup.find_all(("img", "a", *SHOWN_ELSEWHERE)):
            _Within(tag, page, self._archive, name).settle()
        written = MarkdownConverter(heading_style="ATX", bullets="-", strip=["img"]).convert_soup(soup)
        page.text = inputs.UNSTORABLE.sub("", written).strip()
        return page

    def _clean(self, html: str) -> str:
        """Each tag closed and known, by a parser that no page keeps busy; some keep the one of Python for hours."""
        self._spend(html)
        clean = nh3.clean(
            html,
            tags=TAGS,
            clean_content_tags=SILENT,
            attributes=ATTRIBUTES,
            url_schemes=SCHEMES,
            link_rel=None,
        )
        depth = _Depth()
        depth.feed(clean)
        if depth.pushed**2 * len(clean) > MOST_PUSHED:
            raise ValueError("lists within lists, and much in them")
        return clean

    def words(self, html: str) -> str:
        """Return what the HTML says, as plain words on one line. Raises TooManyPages, ValueError."""
        self._spend(html)
        apart = html.replace("</p>", "</p> ").replace("<br", " <br")
        return " ".join(unescape(nh3.clean(apart, tags=set(), clean_content_tags=SILENT)).split())

    def _spend(self, html: str) -> None:
        tags = html.count("<")
        if tags > MOST_TAGS:
            raise ValueError("more tags than a page has")
        self._tags += tags
        if self._tags > MOST_TAGS_IN_ALL:
            raise TooManyPages


class _Depth(HTMLParser):
    """Raises ValueError for tags within tags that no page needs; `pushed` is how deep lists are within lists."""

    def __init__(self) -> None:
        super().__init__()
        self._open = self._pushing = self.pushed = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._open += tag not in ("br", "hr", "img", "source")
        self._pushing += tag in PUSHING
        self.pushed = max(self.pushed, self._pushing)
        if self._open > DEEPEST:
            raise ValueError(tag)

    def handle_endtag(self, tag: str) -> None:
        self._open -= 1
        self._pushing -= tag in PUSHING


class _Within:
    """A tag that names something: what of it the page keeps."""

    def __init__(self, tag: Any, page: Page, archive: Archive, name: str) -> None:
        self._tag, self._page = tag, page
        self._target = str(tag.get("src" if tag.name != "a" else "href") or "").strip()
        self._part = _part(self._target, archive, name)
        shows = tag.get("alt") or tag.get("title") or ""
        self._words = " ".join(str(shows).split())

    def settle(self) -> None:
        """Note what it names, and leave words or a link in its place."""
        if self._part:
            self._note_part()
        elif self._target and not self._leads_out():
            self._page.missing.append(said(self._words or self._target))
        if self._tag.name == "a":
            self._settle_link()
        else:
            self._settle_shown()

    def _note_part(self) -> None:
        if self._tag.name == "img":
            self._page.pictures.append((self._part, self._words or basename(self._part)))
        elif not self._part.lower().endswith(PAGES):
            self._page.files.append((self._part, basename(self._part)))

    def _leads_out(self) -> bool:
        """Whether a link may stay as it is, or means the page itself."""
        if self._tag.name == "a" and (self._target.startswith("#") or scheme(self._target) == "mailto"):
            return True
        return scheme(self._target) in WEB or self._target.startswith("//")

    def _settle_link(self) -> None:
        """A link to a file becomes the file; one that leads nowhere from here becomes its words."""
        if self._part or scheme(self._target) not in (*WEB, "mailto"):
            self._tag.unwrap()

    def _settle_shown(self) -> None:
        """What is shown from elsewhere becomes a link to it, what is not there its words."""
        if self._tag.name == "iframe":
            self._tag.clear()
        if not self._part and self._leads_out():
            address = f"https:{self._target}" if self._target.startswith("//") else self._target
            link = BeautifulSoup("<a></a>", "html.parser").a
            assert link is not None
            link["href"], link.string = address, self._words or address
            self._tag.insert_before(link)
        elif not self._part and self._tag.name == "img":
            self._tag.insert_before(self._words)
        self._tag.unwrap()


def scheme(address: str) -> str:
    """Return the scheme of the address; nothing for one that has none, or can't be read."""
    try:
        return urlsplit(address).scheme
    except ValueError:
        return ""


def _part(address: str, archive: Archive, name: str) -> str:
    """The part of the cartridge that an address on a page means; nothing for one outside."""
    if not address or scheme(address.replace(ROOT, "")) or address.startswith(("//", "#")):
        return ""
    if ROOT in address:
        below = address.partition(ROOT)[2].lstrip("/")
        return manifest.part(archive, join(FOLDER, below)) or manifest.part(archive, below)
    return manifest.part(archive, join(dirname(name), address))


def plain(text: str) -> str:
    """Return plain words as HTML that says the same."""
    return escape(text)


def portions(text: str) -> Iterator[str]:
    """Yield the text in pieces that a lesson holds, cut between paragraphs where that is possible."""
    while len(text) > items.LONGEST_TEXT:
        at = text.rfind("\n\n", 0, items.LONGEST_TEXT)
        at = at if at > 0 else items.LONGEST_TEXT
        yield text[:at]
        text = text[at:].strip()
    if text:
        yield text

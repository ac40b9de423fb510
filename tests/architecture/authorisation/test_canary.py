"""A word in the name of everything hidden is never met by outsiders, wherever they look."""

import re
from collections import Counter, deque
from collections.abc import Iterator
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client

from tests.architecture.authorisation import operations, trying
from tests.architecture.authorisation.world import CANARY, World

LINKS = re.compile(r"""(?:href|src|action)=["']?([^"'\s>]+)""")
# not a place to go to: what ends the visit, and files that are the same for everybody
ENDS = re.compile(r"^/(account/logout|static/|i18n/)")
PART = CANARY[:-4]
ASKED = (
    "/",
    "/events",
    "/clubs",
    f"/events?q={PART}",
    f"/clubs?q={PART}",
    "/events/month",
    "/sitemap.xml",
    "/robots.txt",
)
MOST = 150
# so many of one kind of address: the months before and after have no end
OF_ONE_KIND = 8


@pytest.mark.once
@pytest.mark.req("P10", "A05", "A16", "Q2")
@pytest.mark.parametrize("name", ["stranger", "plain", "other_owner"])
def test_outsiders_never_meet_what_is_hidden(name: str, world: World, browsers: dict[str, Client]) -> None:
    seen = dict(_crawled(browsers[name], [*ASKED, *_lists()]))

    assert len(seen) > len(ASKED) + len(_lists())
    assert [path for path, text in seen.items() if CANARY in text] == []


@pytest.mark.req("A05")
def test_insiders_do_meet_it_on_the_same_walk(world: World, browsers: dict[str, Client]) -> None:
    seen = dict(_crawled(browsers["club_owner"], [f"/events?q={PART}", f"/api/events?q={PART}"], most=3))

    assert [path for path, text in seen.items() if CANARY in text][:2] == [f"/events?q={PART}", f"/api/events?q={PART}"]


def _lists() -> list[str]:
    """The API's lists, all of them and searched where they can be."""
    plain = [row.route for row in operations.ROWS if row.methods == "GET" and "{" not in row.route]
    return [*plain, *(f"{path}?q={PART}" for path in ("/api/events", "/api/clubs", "/api/venues"))]


def _crawled(client: Client, start: list[str], *, most: int = MOST) -> Iterator[tuple[str, str]]:
    """Follow every link of ours by GET; give each address with its answer, which calendars are too."""
    ahead, known, kinds = deque(start), set(start), Counter[str]()
    for _visit in range(most):
        if not ahead:
            return
        path = ahead.popleft()
        response = trying.read(client.get(path))
        text = trying.text_of(response)
        yield path, text
        for link in _links(path, response.headers.get("Location", ""), text):
            kind = re.sub(r"(?<=[/=])[^/&?]{8,}|\d+", "…", link)
            kinds[kind] += link not in known
            if link not in known and kinds[kind] <= OF_ONE_KIND:
                known.add(link)
                ahead.append(link)


def _links(path: str, moved_to: str, text: str) -> Iterator[str]:
    for link in [moved_to, *LINKS.findall(text)]:
        parts = urlsplit(urljoin(f"http://testserver{path}", unescape(link)))
        if link and parts.netloc == "testserver" and not ENDS.match(parts.path):
            yield f"{parts.path}?{parts.query}" if parts.query else parts.path

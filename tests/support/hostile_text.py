"""Text that wants to be more than it says: to run in a page, to begin a header, to end a line of a calendar."""

from html.parser import HTMLParser

from hypothesis import strategies as st

# each of a way out: of elements and attributes, templates, Markdown, headers, MIME, calendar lines
PIECES = (
    *("<script>alert(7731)</script>", '"><img src=x onerror=alert(7731)>', "' onmouseover='alert(7731)", "<b>", "</b>"),
    *(
        "</title><svg onload=alert(7731)>",
        "</h1></style></script></textarea>",
        "<!--",
        "-->",
        "]]>",
        "<?xml",
        "<a/href=x>",
    ),
    *(
        "{{ 7730|add:1 }}",
        "{% now 'Y' %}",
        "{# #}",
        "%(title)s",
        "%s",
        "&lt;b&gt;",
        "&#60;b&#62;",
        "&",
        "<",
        ">",
        "'",
        '"',
    ),
    *("[a](javascript:alert(7731))", "[a](https://evil.example)", "![x](https://evil.example/x.png)", "javascript:x"),
    *("\r\nBcc: everybody@example.org", "\nContent-Type: text/html\n\n<b>", "\r\n\r\n<html>", "\r", "\n", "\n.\n"),
    *(
        "=?utf-8?q?=0D=0ABcc:_a@example.org?=",
        "=0ABcc: x",
        "\r\n--===============1==\r\n",
        "<a@example.org>, b@example.org",
    ),
    *(
        "\r\nEND:VEVENT\r\nBEGIN:VEVENT",
        "\nATTENDEE:mailto:evil@example.org",
        "\\n",
        "\\",
        ";X=1:",
        ",",
        ";",
        ":",
        '";"',
    ),
    *("\x0b", "\x0c", "\x1c", "\x1e", "\x7f", "\x85", "\u2028", "\u2029", "\u202e", "\u200b", "\ufeff", "\u00ad", "\t"),
    *("é" * 40, "𝒳" * 20, "👩‍💻", "e\u0301", "ﬁ", "a" * 76, "word " * 30),
)


def text(most: int = 200) -> st.SearchStrategy[str]:
    """Hostile pieces and whatever else text may be, mixed; at most so many characters, and something to be read."""
    parts = st.lists(st.one_of(st.sampled_from(PIECES), st.sampled_from(PIECES), st.text(max_size=12)), max_size=7)
    return parts.map(lambda some: ("x" + "".join(some).replace("\0", ""))[:most])


class Elements(HTMLParser):
    """The elements of a page, each with the names of its attributes; where its links lead; what its heading says."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, ...]] = []
        self.links: list[str] = []
        self.heading = ""
        self._in_heading = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, *sorted(name for name, _value in attrs)))
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action", "formaction")]
        self._in_heading = self._in_heading or tag == "h1"

    def handle_endtag(self, tag: str) -> None:
        self._in_heading = self._in_heading and tag != "h1"

    def handle_data(self, data: str) -> None:
        if self._in_heading:
            self.heading += data

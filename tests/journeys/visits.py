"""Who opens which page, so that every page of the URL table is opened: in English and in French by turns.

A page is opened by a stranger where it is for everybody, else by the first who may; what is around an event or a club
is also opened by somebody who looks after it, and so sees more. A new page is opened without a word here, unless
nobody of these may, or it shows itself at one moment only: then it is named in `BY`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.architecture.authorisation import expectations, pages, trying
from tests.architecture.authorisation.matrix import CLUBS, EVENTS, Row
from tests.architecture.authorisation.world import World

# answered with a file or data, and not with a page
FILES = {
    "/api/",
    "/api/^.*$",
    "/api/openapi.json",
    "accounts:avatar",
    "appearance:manifest",
    "badges:print-file",
    "clubs:calendar",
    "clubs:picture",
    "clubs:logo",
    "courses:badge-key",
    "courses:badge-keys",
    "courses:certificate-badge",
    "courses:certificate-sheet",
    "courses:certificate-status",
    "courses:item-captions",
    "courses:item-content",
    "courses:package",
    "courses:picture",
    "courses:transcript-sheet",
    "courses:work-file",
    "courses:works-table",
    "desk:export",
    "desk:fees-export",
    "desk:figures-export",
    "desk:import-refused",
    "desk:reports-export",
    "door:counts",
    "door:phone-manifest",
    "door:phone-pack",
    "door:phone-worker",
    "embedding:script",
    "events:calendar",
    "events:file",
    "events:picture",
    "feeds:calendar",
    "mailbox:attachment",
    "mfa_login_webauthn",
    "notices:worker",
    "onsite:booth-export",
    "onsite:booth-plan",
    "onsite:stand-plan",
    "onsite:calendar",
    "onsite:exhibitor-plan",
    "onsite:json",
    "onsite:receipts-export",
    "onsite:xml",
    "racing:plan-calendar",
    "racing:results-table",
    "racing:series-picture",
    "racing:series-table",
    "racing:team-logo",
    "places:link_calendar",
    "places:link_file",
    "places:place_calendar",
    "places:place_file",
    "repetitions:calendar",
    "signposts:robots",
    "signposts:security",
}
# lead on to another page, which is opened itself
LEAD_ON = {
    "accounts:discord-link",
    "appearance:language",
    "courses:continuation",
    "discord_callback",
    "events:this_month",
    "guilds:callback",
    "notices:by-link-stop",
    "privacy:export",
    "signposts:change-password",
}
# pages that are not opened here: the reason
LEFT_OUT = {
    "mailbox:html": "a mail as it was sent, shown shut in within mailbox:letter",
    "onsite:questions-list": "a part of onsite:questions, drawn anew when it changes",
    "onsite:questions-shared": "the same part, as all who watch read it",
    "styleguide:index": "seen to in both languages and every look by tests/interfaces/web/test_styleguide.py",
}

BY = {
    "account_logout": "plain",
    "accounts:address-proof": "plain",
    "accounts:discord-arrival": "from_discord",
    "accounts:discord-profile": "organiser",
    "accounts:discord-unlinking": "organiser",
    "mailbox:letter": "stranger",
    "mailbox:list": "stranger",
    "mfa_authenticate": "at_the_door",
}
# seen in another part of the world than the first of the row's
ON = {"repetitions:begin": "once"}
SIGNED_IN = ("club_owner", "holder", "invited", "platform_admin")
ERRORS = ("403", "404", "429", "500")


@dataclass(frozen=True)
class Visit:
    row: Row
    who: str
    status: str = ""

    @property
    def language(self) -> str:
        """The same whenever the page stays, whatever comes beside it."""
        return ("en", "fr")[(sum(map(ord, self.row.route)) + len(self.who) + len(self.status)) % 2]

    def path(self, world: World) -> str:
        status = {"status": int(self.status)} if self.status else {}
        return trying.path(self.row, {**trying.FOR_ALL, **world.keys[ON.get(self.row.route, self.row.on[0])], **status})

    def __str__(self) -> str:
        return f"{self.row.route} {self.status} by {self.who} in {self.language}"


def routes() -> set[str]:
    """Return the names of all that is asked for by GET."""
    return {row.route for row in pages.ROWS if "GET" in row.methods}


def everything() -> list[Visit]:
    """Return every visit; a page of the URL table without one is left out by name, or missing."""
    return [visit for row in pages.ROWS if "GET" in row.methods for visit in _of(row)]


def _of(row: Row) -> Iterator[Visit]:
    if row.route in FILES | LEAD_ON | set(LEFT_OUT):
        return
    for who in _visitors(row):
        if row.route == "styleguide:error":
            yield from (Visit(row, who, status) for status in ERRORS)
        else:
            yield Visit(row, who)


def _visitors(row: Row) -> list[str]:
    if row.route in BY:
        return [BY[row.route]]
    allowed = [who for who in ("stranger", *SIGNED_IN) if row.door(who, row.on[0]) == expectations.ALLOWED]
    return allowed[:2] if row.on in (EVENTS, CLUBS) and allowed[:1] == ["stranger"] else allowed[:1]

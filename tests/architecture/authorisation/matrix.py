"""The authorisation matrix: one row for each way into the house. A new route needs one, or the test fails."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.architecture.authorisation.expectations import Door

# what a blank of an address is called among the keys of a target, where the names differ
EVENTS = ("public", "members", "private", "draft", "personal", "secret_club")
WITH_PLACE = ("public", "members", "private", "personal", "secret_club")
COURSES = ("public", "members", "draft", "personal", "secret_club")
TAUGHT = ("public", "members", "personal", "secret_club")
CLUBS = ("open", "hidden")
OWN = ("own",)
LINK = ("link",)
PLATFORM = ("platform",)


@dataclass(frozen=True)
class Row:
    """`route` is a page's name or an operation's path; `keys` says which key of the target fills which blank."""

    subject: str
    methods: str
    route: str
    door: Door
    on: tuple[str, ...] = ("platform",)
    keys: Mapping[str, str] = field(default_factory=dict)
    body: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_api(self) -> bool:
        return self.route.startswith("/api")

    def filled(self, found: Mapping[str, Any], blanks: tuple[str, ...]) -> dict[str, Any]:
        """Return what stands in each blank of the address."""
        return {blank: found[self.keys.get(blank, blank)] for blank in blanks}

    def sent(self, found: Mapping[str, Any]) -> dict[str, Any]:
        """Return the body; a value "{key}" is looked up among the keys of the target."""
        return {name: _looked_up(value, found) for name, value in self.body.items()}


def _looked_up(value: Any, found: Mapping[str, Any]) -> Any:
    if isinstance(value, list):
        return [_looked_up(one, found) for one in value]
    if isinstance(value, str) and value.startswith("{"):
        return str(found[value.strip("{}")])
    return value

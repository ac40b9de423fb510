"""The links of the frame: main navigation, phone tabs and account menu. One table, read by templates."""

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import pgettext_lazy as _

from lineup.interfaces.web import drawing


@dataclass(frozen=True, eq=False)
class Link:
    """Where a link of the frame goes, and who sees it: everybody, people, admins or demo."""

    route: str
    label: str | Promise
    icon: str
    who: str = "everybody"
    section: str = ""  # a pattern of the paths that belong to this link, besides its own

    @property
    def url(self) -> str:
        return _address(self.route)


@cache
def _address(route: str) -> str:
    try:
        return reverse(route)
    except NoReverseMatch:  # a page that is not built into this installation
        return ""


MAIN = [
    Link(
        "events:discover",
        _("navigation", "Discover"),
        "sparkles",
        section="/events(?!/new|.*/(desk|edit|copy|files|repetition))|/repetitions",
    ),
    Link("courses:list", _("navigation", "Courses"), "academic-cap", section="/courses"),
    Link("places:mine", _("navigation", "My places"), "ticket", "people", "/places"),
    Link("clubs:list", _("navigation", "Clubs"), "user-group", section="/clubs"),
    Link(
        "desk:home",
        _("navigation", "Organise"),
        "clipboard-document-list",
        "people",
        "/bin|/events(/new|.*/(desk|edit|copy|files|repetition))",
    ),
]

ACCOUNT = [
    Link("accounts:profile", _("navigation", "Profile"), "user-circle", "people"),
    Link("accounts:security", _("navigation", "Sign-in and sessions"), "key", "people"),
    Link("courses:learning", _("navigation", "Learning"), "academic-cap", "people", "/learn"),
    Link("courses:teaching", _("navigation", "Teaching"), "presentation-chart-bar", "people", "/teach"),
    Link("onsite:mine", _("navigation", "Duties"), "identification", "people", "/duties"),
    Link("racing:home", _("navigation", "Racing"), "flag", "people", "/racing"),
    Link("notices:list", _("navigation", "Notices"), "bell", "people"),
    Link("events:bin", _("navigation", "Bin"), "trash", "people"),
    Link("platform:overview", _("navigation", "Platform"), "building-office-2", "admins", "/platform"),
    Link("mailbox:list", _("navigation", "Mailbox"), "inbox", "demo"),
    Link("styleguide:index", _("navigation", "Style guide"), "swatch", "demo"),
]


def main(viewer: Any) -> list[Link]:
    """Return the links of the main navigation that `viewer` (a Person, or None) is shown."""
    return _shown(MAIN, viewer)


def account(viewer: Any) -> list[Link]:
    """Return the links of the account menu that `viewer` is shown."""
    return _shown(ACCOUNT, viewer)


# kept: there are few links, and they stand on every page
@lru_cache(maxsize=512)
def drawn(link: Link, kind: str, where: str, language: str) -> SafeString:
    """Draw a link of the frame, of the main navigation or of the `kind` menu-item; `where`: see `drawing.current`."""
    here, icon = drawing.current(where), drawing.icon(link.icon)
    if kind:
        return format_html('<a class="{}" href="{}"{}>{}{}</a>', kind, link.url, here, icon, link.label)
    return format_html('<a href="{}"{}>{}<span class="clip">{}</span></a>', link.url, here, icon, link.label)


def _shown(links: list[Link], viewer: Any) -> list[Link]:
    return [link for link in links if _may_see(link.who, viewer) and link.url]


def _may_see(who: str, viewer: Any) -> bool:
    if who == "demo":
        return bool(getattr(settings, "DEMO", False))
    if who == "admins":
        return bool(viewer and viewer.account and viewer.account.is_platform_admin)
    return who == "everybody" or viewer is not None

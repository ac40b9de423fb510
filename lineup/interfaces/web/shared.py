"""What other sites show beside a link to a page (OpenGraph), and whether search engines may list it."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from lineup.core.participation import kinds
from lineup.core.participation.models import Offering

V = Offering.Visibility
AT_LARGE = (V.PUBLIC, V.UNLISTED)
PICTURES: dict[str, str] = {Offering.Kind.EVENT: "events:picture", Offering.Kind.COURSE: "courses:picture"}


@dataclass(frozen=True)
class Shared:
    """Of a page at this path: told only where it `is_everybodys`; `picture` is the path of one of 1200 × 630."""

    title: str
    summary: str
    path: str
    sort: str = "website"
    picture: str = ""
    is_everybodys: bool = True
    is_indexed: bool = True

    @property
    def url(self) -> str:
        return settings.BASE_URL + self.path

    @property
    def picture_url(self) -> str:
        return settings.BASE_URL + self.picture if self.picture else ""


def is_for_everybody(offering: Offering) -> bool:
    """Return whether the page of an offering is for whoever has its address."""
    return offering.visibility in AT_LARGE and offering.state != Offering.State.DRAFT


def of_offering(offering: Offering, *, summary: str, title: str = "", path: str = "") -> Shared:
    """Return it for the page of an offering, or for one at `path` that tells a part of it under a `title`."""
    is_everybodys = is_for_everybody(offering)
    is_event = offering.kind == Offering.Kind.EVENT
    return Shared(
        title=title or offering.title,
        summary=summary or offering.title,
        path=path or kinds.of(offering).path(offering),
        sort="event" if is_event else "website",
        picture=reverse(PICTURES[offering.kind], kwargs={"slug": offering.slug}),
        is_everybodys=is_everybodys,
        is_indexed=is_everybodys and offering.visibility == V.PUBLIC,
    )

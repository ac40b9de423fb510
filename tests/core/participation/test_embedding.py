import pytest

from lineup.core.audit.models import Entry
from lineup.core.participation import embedding
from lineup.core.people.actors import Actor
from tests.core.participation import AT
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("B08")]


def allow(owner, **where):
    embedding.allow(owner, **where, by=Actor(factories.member()), at=AT)


def test_nothing_is_shown_elsewhere_unless_somebody_said_so():
    assert embedding.ancestors(factories.offering(club=factories.club())) == ()


def test_what_the_club_says_holds_until_the_event_says_otherwise():
    club = factories.club()
    offering, other = factories.offering(club=club), factories.offering(club=club)
    allow(club, origins=["https://club.example.org"])
    allow(offering, anywhere=True)
    assert embedding.ancestors(offering) == ("*",)
    assert embedding.ancestors(other) == ("https://club.example.org",)
    allow(offering)
    assert embedding.ancestors(offering) == ()
    embedding.leave_to_club(offering, by=Actor(factories.member()), at=AT)
    assert embedding.ancestors(offering) == ("https://club.example.org",)


@pytest.mark.parametrize("visibility", ["club_only", "invite_only", "private"])
def test_what_is_not_for_everybody_is_shown_nowhere_else(visibility):
    offering = factories.offering(club=factories.club(), visibility=visibility)
    allow(offering, anywhere=True)
    assert embedding.ancestors(offering) == ()


def test_a_draft_is_shown_nowhere_else():
    offering = factories.offering(state="draft")
    allow(offering, anywhere=True)
    assert embedding.ancestors(offering) == ()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://example.org", "https://example.org"),
        (" HTTPS://Example.ORG/ ", "https://example.org"),
        ("https://example.org:8443", "https://example.org:8443"),
        ("https://münchen.example", "https://xn--mnchen-3ya.example"),
        ("http://localhost:3000", "http://localhost:3000"),
    ],
)
def test_sites_are_kept_in_one_spelling(typed, kept):
    assert embedding.check([typed, kept]) == [kept]


@pytest.mark.parametrize(
    "typed",
    ["", "*", "example.org", "http://example.org", "https://example.org/page", "https://*.example.org", "https://a",
     "https://example.org; script-src *", "https://example.org 'unsafe-inline'", "https://user@example.org",
     "javascript:alert(1)", "https://exa\r\nmple.org", "https://-a.example.org", "'self'", "data:", "https://a..b"],
)  # fmt: skip
@pytest.mark.req("Q15")
def test_what_could_say_anything_else_in_a_header_is_refused(typed):
    with pytest.raises(embedding.BadOrigin):
        allow(factories.offering(), origins=[typed])


def test_sites_have_an_end():
    with pytest.raises(embedding.TooManyOrigins):
        embedding.check([f"https://site{number}.example.org" for number in range(21)])


def test_acts_are_recorded():
    club = factories.club()
    allow(club, anywhere=True)
    entry = Entry.objects.get(action="embedding.allow")
    assert (entry.club, entry.metadata) == (club, {"anywhere": True, "origins": []})

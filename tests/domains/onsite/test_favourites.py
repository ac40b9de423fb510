"""A star is set once, and only counts while its session is there."""

import pytest

from lineup.domains.onsite import favourites, sessions
from tests.support import factories


@pytest.mark.req("D15")
def test_a_star_is_set_once_and_taken_away(event, make_session, at):
    made, person = make_session(), factories.member()
    favourites.star(made, person, at=at)
    favourites.star(made, person, at=at)
    assert favourites.of(person, event) == {made.pk}
    favourites.unstar(made, person)
    favourites.unstar(made, person)
    assert (favourites.of(person, event), favourites.of(None, event)) == (frozenset(), frozenset())


@pytest.mark.req("D15")
def test_a_session_in_the_bin_is_nobody_s_favourite(event, make_session, by, at):
    made, person = make_session(), factories.member()
    favourites.star(made, person, at=at)
    sessions.discard(made, by=by, at=at)
    assert favourites.of(person, event) == frozenset()

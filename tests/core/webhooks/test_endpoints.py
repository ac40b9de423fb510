import pytest

from lineup.core.audit.models import Entry
from lineup.core.clubs.models import Role
from lineup.core.foundation.errors import Missing
from lineup.core.foundation.outward import NotOutward
from lineup.core.webhooks import endpoints, happenings
from lineup.core.webhooks.models import Endpoint
from tests.core.webhooks import PLACES, endpoint, later
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("P17")]


def test_a_clubs_webhook_is_managed_by_its_admins_and_by_nobody_else():
    club = factories.club()
    made = endpoint(club)
    admin = factories.club_member(club, role=Role.ADMIN)
    assert endpoints.find_managed(admin, made.pk) == made
    assert endpoints.find_managed(factories.admin(), made.pk) == made
    for other in (factories.club_member(club, role=Role.EVENT_MANAGER), factories.member(), None):
        with pytest.raises(Missing):
            endpoints.find_managed(other, made.pk)


def test_a_persons_webhook_is_their_own_affair():
    ana = factories.member()
    made = endpoint(by=ana)
    assert endpoints.find_managed(ana, made.pk) == made
    with pytest.raises(Missing):
        endpoints.find_managed(factories.admin(), made.pk)


def test_kinds_are_kept_in_the_order_of_the_table_each_once():
    made = endpoint(factories.club(), kinds=["place.withdrawn", "place.confirmed", "place.withdrawn"])
    assert made.kinds == ["place.confirmed", "place.withdrawn"]


@pytest.mark.parametrize(
    ("values", "refusal", "field"),
    [
        ({"kinds": []}, happenings.NothingToHear, "kinds"),
        ({"kinds": ["place.exploded"]}, happenings.UnknownHappening, "kinds"),
        ({"name": " "}, endpoints.EndpointNameNeeded, "name"),
        ({"url": "https://localhost/x"}, NotOutward, "url"),
        ({"url": "https://10.0.0.1/x"}, NotOutward, "url"),
    ],
)
def test_what_can_not_be_is_refused_with_nothing_kept(values, refusal, field):
    with pytest.raises(refusal) as told:
        endpoint(factories.club(), **values)
    assert told.value.field == field
    assert not Endpoint.objects.exists()


def test_a_person_hears_of_no_memberships():
    with pytest.raises(happenings.UnknownHappening):
        endpoint(by=factories.member(), kinds=["membership.began"])
    assert endpoint(factories.club(), kinds=["membership.began"]).kinds == ["membership.began"]


def test_a_club_has_at_most_twenty():
    club = factories.club()
    for _ in range(20):
        endpoint(club)
    with pytest.raises(endpoints.TooManyEndpoints):
        endpoint(club)


def test_changing_pausing_resuming_and_removing_are_recorded_without_the_address():
    club = factories.club()
    by = factories.actor(factories.club_owner(club))
    made = endpoint(club)
    endpoints.change(made, url="https://other.example.org/", kinds=["event.published"], by=by, at=later())
    endpoints.pause(made, by=by, at=later())
    endpoints.pause(made, by=by, at=later())
    endpoints.resume(made, by=by, at=later())
    endpoints.remove(made, by=by, at=later())
    rows = Entry.objects.filter(action__startswith="webhook.").order_by("pk")
    assert list(rows.values_list("action", flat=True)) == [
        "webhook.make",
        "webhook.change",
        "webhook.pause",
        "webhook.resume",
        "webhook.remove",
    ]
    assert "example.org" not in str(list(rows.values_list("metadata", flat=True)))


def test_resuming_forgets_why_it_was_off_and_hears_from_now_on():
    made = endpoint(factories.club())
    by = factories.actor(factories.member())
    endpoints.pause(made, by=by, at=later(60))
    endpoints.resume(made, by=by, at=later(120))
    made.refresh_from_db()
    assert (made.disabled_at, made.disabled_why, made.hears_since) == (None, "", later(120))


def test_everything_has_words():
    assert {happening.family for happening in happenings.known(of_club=True)} == {
        *("place", "membership", "event", "course")
    }
    assert set(PLACES) < {happening.slug for happening in happenings.known(of_club=False)}

import re

import pytest

from lineup.core.foundation import clock
from lineup.core.participation import places
from lineup.interfaces.web.desk import rooms
from tests.support import factories

QUERIES = 8


def names(answer):
    return [row["name"] for row in answer.context["guests"]]


def test_guests_are_found_by_name_and_address_in_any_spelling(house):
    house.join("Zoé Müller")
    house.join("Anton Berg")
    assert names(house.get(q="zoe mu")) == ["Zoé Müller"]
    email = factories.guest("Cleo", email="CLEO@Example.org")
    factories.place(house.pool, email)
    assert names(house.get(q="cleo@example")) == ["Cleo"]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("name", ["Ana", "Émile", "Zoé"]),
        ("-name", ["Zoé", "Émile", "Ana"]),
        ("since", ["Zoé", "Ana", "Émile"]),
        ("-since", ["Émile", "Ana", "Zoé"]),
        ("nonsense", ["Émile", "Ana", "Zoé"]),
    ],
)
def test_guests_are_sorted_by_a_column(house, sort, expected):
    for name in ("Zoé", "Ana", "Émile"):
        house.join(name)
    assert names(house.get(sort=sort)) == expected


@pytest.mark.req("B04")
def test_tabs_count_and_show_the_states(house):
    gone = house.join("Gone")
    places.withdraw(gone, by=house.by, at=clock.now())
    for name in ("A", "B", "C", "Waiting"):
        house.join(name)
    tabs = {str(tab["label"]): tab["count"] for tab in house.get().context["tabs"]}
    assert tabs == {"Everybody": 4, "Requests": 0, "Confirmed": 3, "Offered": 0, "Waiting": 1, "Gone": 1}
    assert names(house.get(show="waitlisted")) == ["Waiting"]
    assert names(house.get(show="gone")) == ["Gone"]


@pytest.mark.req("Q21")
def test_the_list_takes_the_same_queries_at_3_and_at_300_guests(house, django_assert_num_queries):
    house.event("Large", capacity=None)
    for _ in range(3):
        house.join()
    house.get()
    with django_assert_num_queries(QUERIES):
        house.get()
    for _ in range(297):
        house.join()
    for query in ({}, {"sort": "name"}, {"q": "guest"}):
        with django_assert_num_queries(QUERIES):
            house.get(**query)


@pytest.mark.parametrize("sort", ["-since", "name", "state"])
def test_every_guest_is_on_one_page(house, sort):
    house.event("Large", capacity=None)
    expected = {house.join().pk for _ in range(60)}
    seen, cursor = [], ""
    while cursor is not None:
        page = house.get(sort=sort, cursor=cursor).context["page"]
        seen += [row["pk"] for row in page.items]
        cursor = page.next
    assert (len(seen), set(seen)) == (60, expected)


@pytest.mark.req("A16", "P10")
def test_addresses_are_shown_to_who_manages_the_event_only(house, client):
    guest = house.join()
    client.logout()
    assert house.get().status_code == 302
    for stranger in (factories.member(), guest.contact):
        if stranger.account:
            client.force_login(stranger.account)
        answer = house.get()
        assert guest.contact.email not in answer.content.decode()


ROOMS = [
    "",
    "/waitlist",
    "/check-in",
    "/invitations",
    "/invitations/new",
    "/messages",
    "/figures",
    "/guests.csv",
    "/guests/new",
]


@pytest.mark.parametrize(
    ("room", "group", "current"),
    [
        ("", "People", "Guests"),
        ("/guests/new", "People", "Guests"),
        ("/figures", "Sign-up", "Figures"),
        ("/door", "On site", "Doors"),
    ],
)
def test_the_rooms_of_the_desk_stand_in_groups_of_which_one_is_open(house, room, group, current):
    house.event("Grouped")
    links = str(house.get(room).context["room_links"])
    assert re.findall(r'class="desk-rooms" aria-label="([^"]+)"', links) == [group]
    assert re.findall(r'aria-current="page">([^<]+)', links) == [group, current]
    everything = [name for _label, inside in rooms.GROUPS for name, _words in inside]
    assert len(everything) == len(set(everything))


@pytest.mark.req("P10", "A05")
@pytest.mark.parametrize("room", ROOMS)
def test_another_clubs_manager_finds_no_desk(house, client, room):
    club = factories.club(owner=house.organiser)
    house.event("Secret", club=club, visibility="club_only")
    assert house.get(room).status_code == 200
    other = factories.club_owner(factories.club())
    client.force_login(other.account)
    assert house.get(room).status_code == 404


def test_who_sees_a_public_event_but_does_not_manage_it_is_told_so(house, client):
    client.force_login(factories.member().account)
    answer = house.get()
    assert answer.status_code == 403
    assert "Only its organisers may do this; ask one of them." in answer.content.decode()


@pytest.mark.req("P10")
def test_a_clubs_event_manager_opens_the_desk_a_member_does_not(house, client):
    club = factories.club(owner=house.organiser)
    house.event("Club evening", club=club)
    manager, member = factories.club_member(club, role="event_manager"), factories.club_member(club)
    answers = []
    for person in (manager, member):
        client.force_login(person.account)
        answers.append(house.get().status_code)
    assert answers == [200, 403]


def test_the_page_of_a_guest_tells_their_history_with_names(house):
    place = house.join("Ana")
    places.revoke(place, by=house.by, at=clock.now(), reason="No boots")
    answer = house.get(f"/guests/{place.pk}")
    told = [(str(step.sentence), str(step.by), step.reason) for step in answer.context["history"]]
    assert told == [("Lost the place", "Olga Organiser", "No boots"), ("Signed up and got a place", "Ana", "")]


@pytest.mark.req("P10")
def test_a_guest_of_another_event_is_not_on_this_desk(house):
    other = factories.place()
    assert house.get(f"/guests/{other.pk}").status_code == 404
    assert house.post(f"/check-in/{other.pk}").status_code == 404
    assert house.post(f"/waitlist/{other.pk}/preference").status_code == 404

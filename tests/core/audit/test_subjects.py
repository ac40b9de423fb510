"""What an entry is about is named as it is called today, to whom may see it, at the same cost for one as for many."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lineup.core.audit import entries, subjects
from lineup.core.audit.models import Entry
from lineup.core.clubs import clubs, memberships
from lineup.core.clubs import invitations as club_invitations
from lineup.core.clubs.models import Role
from lineup.core.flags import flags
from lineup.core.foundation import clock
from lineup.core.foundation.subjects import Subject
from lineup.core.outbox import messages
from lineup.core.outbox.models import Message
from lineup.core.participation import feeds, invitations, offerings, places, qualifications, questions, queue
from lineup.core.people import api_tokens, persons
from lineup.core.webhooks import endpoints
from lineup.domains.events import categories, events, files, repetitions, venues
from lineup.domains.onsite import announcements, badges, booths, duties, rooms, sessions, speakers
from lineup.domains.onsite import questions as session_questions
from lineup.domains.onsite.models import Badge
from lineup.domains.onsite.roles import Staff
from lineup.domains.racing import subjects as racing_subjects
from lineup.interfaces.web.audit.sorts import SORTS
from tests.support import factories
from tests.support.factories import actor

pytestmark = [pytest.mark.django_db, pytest.mark.req("P07")]

RESOURCES = {
    *("account", "person", "apitoken", "club", "membership", "membershiprequest", "clubinvitation"),
    *(
        "offering",
        "pool",
        "place",
        "invitation",
        "feed",
        "venue",
        "eventfile",
        "message",
        "endpoint",
        "authenticator",
        "usersession",
        "switch",
    ),
    *("category", "question", "qualification", "repetition", "room", "session", "speaker"),
    *("staffrole", "roomduty", "announcement", "badge", "booth", "sessionquestion"),
}


@pytest.fixture
def acts():
    """One act on every sort of thing there is; the club whose admins may read of them."""
    owner, at = factories.member("Olga"), clock.now()
    club = factories.club("Atelier", owner=owner)
    by = actor(owner)
    memberships.ask(club, by=actor(factories.member("Asker")), at=at)
    club_invitations.invite(club, email="new@example.org", by=by, at=at)
    memberships.admit(club, factories.member("Mia"), role=Role.MEMBER, by=by, at=at)
    venues.create(club=club, name="Hall", address="1 Main Street", city="Lyon", country="FR", by=by, at=at)
    categories.add(name_en="Meals", name_fr="Repas", by=by, at=at)
    event = events.create(title="Gala", club=club, capacity=2, starts_at=at.replace(year=at.year + 1), by=by, at=at)
    offerings.publish(event.offering, by=by, at=at)
    events.change(event, capacity=1, by=by, at=at)
    questions.add(events.pool_of(event), kind="line", text="Diet?", by=by, at=at)
    qualifications.create(club, name="First aid", by=by, at=at)
    agora = rooms.create(event, name="Agora", by=by, at=at)
    times = {"starts_at": at, "ends_at": at + timedelta(hours=1)}
    duties.assign(event, owner, role=Staff.MANAGER, room=agora, by=by, at=at, **times)
    badges.replace(badges.ensure(event, owner, at=at), by=by, at=at)
    exhibitor = factories.guest("Eve")
    places.add(booths.open_places(event, by=by, at=at), exhibitor, by=by, at=at)
    booths.rename(booths.own(event, exhibitor, at=at), "Books", by=by, at=at)
    announcements.make(event, title="Lunch", description="Is late.", by=by, at=at)
    opening = sessions.create(event, title="Opening", starts_at=at, ends_at=at + timedelta(hours=1), by=by, at=at)
    speakers.change(speakers.named(event, ["Ada"])[0], name="Ada", about="Counts", by=by, at=at)
    repetitions.begin(event, f"FREQ=MONTHLY;BYMONTHDAY={event.offering.starts_at.day}", by=by, at=at)
    comes = factories.place(events.pool_of(event)).contact
    asked = session_questions.ask(opening, "Why?", by=actor(comes), at=at)
    session_questions.answer(asked, "Because.", by=by, at=at)
    queue.move_up(factories.place(events.pool_of(event), factories.guest("Walter")), by=by, at=at)
    invitations.invite(event.offering, email="invited@example.org", by=by, at=at)
    files.add(event, SimpleUploadedFile("plan.pdf", b"%PDF-1.7\n%%EOF\n"), by=by, at=at)
    persons.change_profile(owner, bio="New", by=by, at=at)
    api_tokens.make(owner, name="Wall", scope="read", by=by, at=at)
    feeds.make(owner, by=by, at=at)
    endpoints.make(club=club, url="https://a.example.org/", name="Wall", kinds=["event.published"], by=by, at=at)
    entries.record(by=by, at=at, action="account.sign_in", on=owner.account)
    session = UserSession.objects.create(user=owner.account, session_key="k", ip="203.0.113.7")
    entries.record(by=by, at=at, action="session.end", on=session)
    factor = Authenticator.objects.create(user=owner.account, type=Authenticator.Type.TOTP, data={})
    entries.record(by=by, at=at, action="second_factor.add", on=factor)
    flags.switch("month-view", share=50, by=by, at=at)
    messages.enqueue("mail", key="k", at=at)
    Message.objects.update(dead_at=at)
    messages.replay(Message.objects.first(), by=by, at=at)
    return club


def named(reader, rows):
    found = subjects.of(rows, reader=reader)
    return {row.resource: found[row.pk] for row in rows if row.pk in found}


def test_every_sort_of_thing_has_a_finder_and_a_word(acts):
    recorded = set(Entry.objects.values_list("resource", flat=True))
    assert recorded == RESOURCES
    # those of racing are asked in tests/domains/racing/test_subjects.py
    assert subjects.installed() == RESOURCES | set(racing_subjects.FINDERS) == set(SORTS)


def test_a_platform_admin_reads_every_name(acts):
    found = named(factories.admin(), list(Entry.objects.order_by("-id")))
    assert set(found) == RESOURCES
    titles = {resource: subject.title for resource, subject in found.items()}
    assert titles == {
        "account": "Olga",
        "person": "Olga",
        "apitoken": "Wall · Olga",
        "authenticator": "TOTP Authenticator · Olga",
        "usersession": "Olga",
        "switch": "month-view",
        "club": "Atelier",
        "membership": "Mia",
        "membershiprequest": "Asker",
        "clubinvitation": "new@example.org",
        "offering": "Gala",
        "pool": "Gala",
        "question": "Diet? · Gala",
        "qualification": "First aid",
        "place": "Walter · Gala",
        "invitation": "invited@example.org · Gala",
        "feed": "Olga",
        "category": "Meals",
        "venue": "Hall",
        "eventfile": "plan.pdf · Gala",
        "endpoint": "Wall",
        "repetition": "Gala",
        "room": "Agora · Gala",
        "session": "Opening · Gala",
        "speaker": "Ada · Gala",
        "staffrole": "Room manager · Gala",
        "roomduty": "Room manager · Gala",
        "announcement": "Lunch · Gala",
        "booth": "Books · Gala",
        "sessionquestion": "Opening · Gala",
        "badge": f"{Badge.objects.get()} · Gala",
        "message": Message.objects.values_list("topic", flat=True).get(pk=_id("message")),
    }


def _id(resource):
    return Entry.objects.filter(resource=resource).order_by("-id").values_list("resource_id", flat=True)[0]


def test_the_page_of_each_thing_opens_for_who_reads_of_it(acts, client):
    client.force_login(factories.club_owner(acts).account)
    found = named(factories.club_owner(acts), list(Entry.objects.filter(club=acts)))
    assert {resource for resource, subject in found.items() if not subject.path} == set()
    assert {subject.path: client.get(subject.path).status_code for subject in found.values()} == {
        subject.path: 200 for subject in found.values()
    }


@pytest.mark.req("P10")
def test_who_may_not_see_a_thing_reads_no_name_of_it(acts):
    other = factories.club_owner(factories.club("Other"))
    assert named(other, list(Entry.objects.filter(club=acts))) == {}
    member = factories.club_member(acts)
    # what everybody finds events by is no secret
    assert set(named(member, list(Entry.objects.all()))) == {"category"}


def test_what_lies_in_the_bin_is_named_without_a_page(acts):
    owner, at = factories.club_owner(acts), clock.now()
    draft = events.create(title="Draft", club=acts, by=actor(owner), at=at)
    offerings.discard(draft.offering, by=actor(owner), at=at)
    entry = Entry.objects.filter(action="event.discard").get()
    assert subjects.of([entry], reader=owner) == {entry.pk: Subject("Draft", "")}
    clubs.discard(factories.club("Gone", owner=owner), by=actor(owner), at=at)
    entry = Entry.objects.filter(action="club.discard").get()
    assert subjects.of([entry], reader=owner) == {entry.pk: Subject("Gone", "")}


def test_what_was_deleted_has_no_name(acts):
    admin = factories.admin()
    gone = entries.record(by=actor(admin), at=clock.now(), action="venue.purge", on=venues.Venue(name="Gone"))
    assert subjects.of([gone], reader=admin) == {}


def queries(reader, rows):
    with CaptureQueriesContext(connection) as seen:
        subjects.of(rows, reader=reader)
    return len(seen)


def test_many_cost_as_many_queries_as_one_of_each_sort(acts):
    admin = factories.admin()
    one_of_each = list({row.resource: row for row in Entry.objects.all()}.values())
    assert queries(admin, one_of_each) == len(RESOURCES)
    assert queries(admin, list(Entry.objects.all()) * 3) == len(RESOURCES)

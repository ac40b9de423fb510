"""Courses are made, changed, published and archived, with every field of the document."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from lineup.core.clubs.models import Role
from lineup.core.clubs.permissions import NotAllowed
from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Missing
from lineup.core.participation import admission, invitations, offerings, places, pools
from lineup.core.people.models import Account
from lineup.domains.courses import courses, listing, modules, teaching, ways_in
from lineup.domains.courses.kind import NothingToLearn
from lineup.domains.courses.listing import Wanted
from lineup.domains.courses.models import Course
from tests.support import factories


@pytest.mark.req("E01")
def test_a_course_keeps_every_field_of_the_document(by, at):
    given = {
        "overview": "From flour to loaf.",
        "difficulty": "beginner",
        "estimated_hours": 12,
        "certificate_enabled": True,
    }
    pool = {"capacity": 20, "waitlist": "offer", "offer_minutes": 90}
    subject = courses.subject("craft")
    made = courses.create(
        title=" Bread\nat home ", subject=subject, enrolment_type="approval", by=by, at=at, **given, **pool
    )
    kept = courses.find_managed(by.person, slug="bread-at-home")
    assert {field: getattr(kept, field) for field in given} == given
    assert {field: getattr(courses.pool_of(made), field) for field in pool} == pool
    assert (kept.offering.title, kept.subject, kept.status) == ("Bread at home", subject, "draft")
    assert ways_in.of(kept.offering, courses.pool_of(kept)) == "approval"


@pytest.mark.req("E01")
def test_publishing_needs_a_module_with_something_in_it_and_stamps_the_time_once(make_course, by, at):
    course = make_course(number=0, published=False)
    modules.add(course, title="Empty", by=by, at=at)
    with pytest.raises(NothingToLearn):
        offerings.publish(course.offering, by=by, at=at)
    full = make_course(published=False)
    offerings.publish(full.offering, by=by, at=at)
    with pytest.raises(offerings.WrongOfferingState):
        offerings.publish(full.offering, by=by, at=at + timedelta(days=1))
    full.offering.refresh_from_db()
    assert (full.status, full.offering.announced_at) == ("published", at)


@pytest.mark.req("E01")
def test_an_archived_course_takes_nobody_in_but_stays_to_be_seen(course, by, at):
    offerings.finish(course.offering, by=by, at=at)
    seen = courses.find_visible(None, slug=course.offering.slug)
    assert seen.status == "archived"
    with pytest.raises(admission.Over):
        admission.check_open(courses.pool_of(seen), at=at)
    assert list(listing.catalogue(None)) == []


@pytest.mark.req("E01")
@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"title": ""}, offerings.TitleNeeded),
        ({"title": "x" * 201}, inputs.TooLong),
        ({"subject": None}, courses.SubjectNeeded),
        ({"difficulty": "divine"}, inputs.UnknownChoice),
        ({"estimated_hours": 0}, inputs.OutOfRange),
        ({"capacity": 0}, inputs.OutOfRange),
        ({"enrolment_type": "bribe"}, inputs.UnknownChoice),
        ({"overview": "x" * 20_001}, inputs.TooLong),
    ],
)
def test_what_cannot_be_is_refused(values, refusal, by, at, db):
    with pytest.raises(refusal):
        courses.create(**{"title": "Bread", "subject": courses.subject("craft"), **values}, by=by, at=at)
    assert Course.objects.count() == 0


def test_the_database_refuses_a_course_of_no_hours(course):
    with pytest.raises(IntegrityError), transaction.atomic():
        Course.objects.filter(pk=course.pk).update(estimated_hours=0)


@pytest.mark.req("E02")
def test_capacity_never_falls_below_who_is_enrolled(course, by, at):
    for _ in range(2):
        factories.place(courses.pool_of(course), at=at)
    with pytest.raises(pools.CapacityBelowTaken):
        courses.change(course, capacity=1, by=by, at=at)


@pytest.mark.req("E02", "A05")
def test_a_restricted_course_is_not_there_without_membership_or_invitation(make_course, by, at):
    club = factories.club(owner=by.person)
    course = make_course(club=club, enrolment_type="restricted")
    slug = course.offering.slug
    member, invited, other = factories.club_member(club), factories.member(), factories.member()
    invitations.invite(course.offering, email=invited.email, by=by, at=at)
    for person in (other, None):
        with pytest.raises(Missing):
            courses.find_visible(person, slug=slug)
    for person in (member, invited):
        assert courses.find_visible(person, slug=slug) == course
        assert places.join(courses.pool_of(course), person, by=factories.actor(person), at=at).state == "confirmed"


@pytest.mark.req("E02")
def test_a_persons_own_restricted_course_is_for_the_invited(make_course, by, at):
    course = make_course(enrolment_type="restricted")
    assert course.offering.visibility == "private"
    changed = courses.change(course, enrolment_type="open", by=by, at=at)
    assert changed.offering.visibility == "public"


@pytest.mark.req("E02")
def test_saving_a_course_by_invitation_alone_lets_nobody_else_in(make_course, by, at):
    club = factories.club(owner=by.person)
    course = make_course(club=club)
    pools.change(courses.pool_of(course), admission="invitation", by=by, at=at)
    courses.change(course, title="Rye", enrolment_type="restricted", unlisted=False, by=by, at=at)
    assert (course.offering.title, course.offering.visibility) == ("Rye", "public")
    member = factories.club_member(club)
    with pytest.raises(admission.InvitationNeeded):
        places.join(courses.pool_of(course), member, by=factories.actor(member), at=at)
    found = {kind: list(listing.catalogue(None, wanted=Wanted(enrolment_type=kind))) for kind in listing.OF_TYPE}
    assert found == {"open": [], "approval": [], "restricted": [course.offering]}


@pytest.mark.req("E01", "P02")
def test_who_may_make_courses(by, at):
    craft = courses.subject("craft")
    plain = factories.member(role=Account.Role.MEMBER)
    with pytest.raises(teaching.MayNotTeach):
        courses.create(title="Bread", subject=craft, by=factories.actor(plain), at=at)
    club = factories.club()
    instructor = factories.club_member(club, role=Role.INSTRUCTOR)
    courses.create(title="Bread", subject=craft, club=club, by=factories.actor(instructor), at=at)
    with pytest.raises(NotAllowed):
        courses.create(title="Bread", subject=craft, club=club, by=factories.actor(factories.club_member(club)), at=at)


@pytest.mark.req("E01")
def test_instructors_have_the_rights_of_the_owner_until_they_are_dismissed(course, by, at):
    helper = factories.member("Ida")
    assert not offerings.may_manage(course.offering, helper)
    named = teaching.name(course, email=helper.email, by=by, at=at)
    assert teaching.name(course, email=helper.email.upper(), by=by, at=at) == named
    assert offerings.may_manage(course.offering, helper)
    assert list(courses.managed(helper)) == [course.offering]
    teaching.dismiss(named, by=by, at=at)
    assert not offerings.may_manage(course.offering, helper)


def test_the_last_instructor_of_a_clubs_course_stays(make_course, by, at):
    course = make_course(club=factories.club(owner=by.person))
    with pytest.raises(teaching.NobodyLeft):
        teaching.dismiss(teaching.of(course).get(), by=by, at=at)


def test_somebody_without_an_account_teaches_nothing(course, by, at):
    for email in ("nobody@example.org", factories.guest().email):
        with pytest.raises(teaching.UnknownInstructor):
            teaching.name(course, email=email, by=by, at=at)


@pytest.mark.req("E01", "P13")
@pytest.mark.parametrize("query", ["Été", "ete", "levain", "artisanat", "craft ete"])
def test_courses_are_found_by_words_in_any_spelling(query, make_course):
    course = make_course("Pains d'été", overview="Le levain.")
    make_course("Knots", subject=courses.subject("sport"))
    assert list(listing.catalogue(None, wanted=Wanted(text=query))) == [course.offering]


@pytest.mark.req("E01")
def test_the_catalogue_is_narrowed_and_shows_no_drafts(make_course, by):
    open_one = make_course("Open", difficulty="beginner")
    asked = make_course("Asked", enrolment_type="approval", subject=courses.subject("arts"))
    make_course("Draft", published=False)
    make_course("Hidden", unlisted=True)
    narrowed = (
        Wanted(),
        Wanted(subject="arts"),
        Wanted(difficulty="beginner"),
        Wanted(enrolment_type="approval"),
        Wanted(text="zz"),
    )
    found = [[row.title for row in listing.catalogue(None, wanted=one).order_by("title")] for one in narrowed]
    assert found == [["Asked", "Open"], ["Asked"], ["Open"], ["Asked"], []]
    assert {open_one.status, asked.status} == {"published"}

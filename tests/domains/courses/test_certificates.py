"""Certificates: issued once, verified by whoever has the number, revoked with a reason, and gone with their holder."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import translation

from lineup.core.foundation.errors import Invalid, Missing, Refusal
from lineup.core.outbox.models import Message
from lineup.core.participation import qualifications
from lineup.core.participation.models import Holding, Offering
from lineup.core.people.models import Person
from lineup.core.privacy import erasure
from lineup.domains.courses import certificates, courses, enrolments, lessons, outline, progress, told
from lineup.domains.courses.models import Certificate, Course, Enrolment
from tests.support import factories
from tests.support.at_once import at_once


@pytest.fixture
def kim(db):
    return factories.member("Kim Learner")


@pytest.fixture
def course(make_course):
    return make_course(certificate_enabled=True)


def enrol(course: Course, person: Person, at: datetime) -> Enrolment:
    factories.place(courses.pool_of(course), person, at=at)
    found = enrolments.of(course, person)
    assert found
    return found


def complete(course: Course, person: Person, at: datetime) -> Enrolment:
    enrolment = enrol(course, person, at)
    for lesson in outline.in_order(course):
        progress.complete(enrolment, lesson, by=factories.actor(person), at=at)
    return enrolment


def told_of(person: Person) -> list[str]:
    rows = Message.objects.filter(topic="notice", payload__person=str(person.pk)).order_by("id")
    return [row.payload["kind"] for row in rows if row.payload["kind"].startswith("course.")]


@pytest.mark.req("E11")
def test_who_completes_the_course_gets_one_certificate(course, kim, at):
    complete(course, kim, at)
    row = Certificate.objects.get()
    assert (row.name, row.title, row.issued_at, row.expires_at) == ("Kim Learner", "Bread", at, None)
    assert (len(row.number), row.said_number.count("-"), row.status(at)) == (20, 4, "valid")
    assert told_of(kim) == ["course.certificate"]
    assert list(Message.objects.filter(topic="certificate-sheet").values_list("queue", flat=True)) == ["documents"]


@pytest.mark.req("E11")
def test_done_again_it_stays_one_certificate(course, kim, by, at):
    enrolment = complete(course, kim, at)
    lesson = outline.in_order(course).get()
    progress.undo(enrolment, lesson, by=by, at=at)
    progress.complete(enrolment, lesson, by=by, at=at)
    assert (Certificate.objects.count(), certificates.issue(course, [enrolment.pk], by=by, at=at)) == (1, 0)


@pytest.mark.req("E11")
@pytest.mark.django_db(transaction=True)
def test_two_completions_at_once_issue_one_certificate(course, kim, at):
    enrolment, lesson = enrol(course, kim, at), outline.in_order(course).get()
    at_once(*[lambda: progress.complete(enrolment, lesson, by=factories.actor(kim), at=at)] * 2)
    assert (Certificate.objects.count(), told_of(kim)) == (1, ["course.certificate"])


@pytest.mark.req("E11")
def test_a_lesson_taken_away_completes_and_certifies_too(make_course, kim, by, at):
    course = make_course(number=2, certificate_enabled=True)
    enrolment = enrol(course, kim, at)
    first, second = outline.in_order(course)
    progress.complete(enrolment, first, by=by, at=at)
    lessons.discard(outline.find_lesson(course, second.pk), by=by, at=at)
    assert Certificate.objects.get().enrolment_id == enrolment.pk


@pytest.mark.req("E11")
def test_a_course_without_certificates_issues_none_until_it_grants_them(make_course, kim, by, at):
    course = make_course()
    complete(course, kim, at)
    assert Certificate.objects.count() == 0
    with pytest.raises(Refusal) as refused:
        certificates.issue_missing(course, by=by, at=at)
    assert refused.value.code == "no_certificates"
    courses.change(course, certificate_enabled=True, by=by, at=at)
    assert [certificates.issue_missing(course, by=by, at=at) for _ in range(2)] == [1, 0]


@pytest.mark.req("E11")
def test_validity_is_counted_in_months_of_the_calendar(make_course, kim):
    course = make_course(certificate_enabled=True, certificate_months=3)
    at = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
    complete(course, kim, at)
    row = Certificate.objects.get()
    assert row.expires_at == datetime(2027, 2, 28, 9, 0, tzinfo=UTC)
    just_before = row.expires_at - timedelta(seconds=1)
    assert [row.status(just_before), row.status(row.expires_at)] == ["valid", "expired"]


@pytest.mark.req("E11")
def test_its_holder_is_told_once_that_it_expires_soon(make_course, kim, at):
    complete(make_course(certificate_enabled=True, certificate_months=3), kim, at)
    soon = at + timedelta(days=80)
    assert [certificates.warn_due(at=when) for when in (at, soon, soon)] == [0, 1, 0]
    assert told_of(kim) == ["course.certificate", "course.certificate_expires"]


@pytest.mark.req("E11")
def test_it_is_found_however_its_number_is_written(course, kim, at):
    complete(course, kim, at)
    row = Certificate.objects.get()
    for written in (row.number, row.said_number.lower(), row.said_number.replace("0", "o").replace("1", "l")):
        assert certificates.verify(written) == row
    with pytest.raises(Missing):
        certificates.verify(certificates.new_number())


@pytest.mark.req("E11")
def test_a_revoked_one_holds_no_longer_until_that_is_taken_back(course, kim, by, at):
    complete(course, kim, at)
    row = Certificate.objects.get()
    with pytest.raises(Invalid) as refused:
        certificates.revoke(row, reason=" ", by=by, at=at)
    assert refused.value.code == "reason_needed"
    for _ in range(2):
        certificates.revoke(row, reason="Copied", by=by, at=at)
    row.refresh_from_db()
    assert (row.status(at), row.reason, row.revoked_by) == ("revoked", "Copied", by.person)
    assert row.enrolment.completed_at == at
    certificates.reinstate(row, by=by, at=at + timedelta(minutes=1))
    row.refresh_from_db()
    assert (row.status(at), row.reason) == ("valid", "")
    assert told_of(kim) == ["course.certificate", "course.certificate_revoked", "course.certificate"]


@pytest.mark.req("E11")
def test_only_its_holder_has_the_sheet(course, kim, teacher, by, at, own_folders):
    complete(course, kim, at)
    row = Certificate.objects.get()

    def asked(person: Person) -> str:
        try:
            with certificates.sheet_for(person, row.number).file.open() as stored:
                return stored.read().decode()
        except Refusal as refusal:
            return refusal.code

    assert asked(kim) == "certificate_not_ready"
    certificates.keep_sheet(certificates.sheet_due(row.pk), b"first")
    certificates.keep_sheet(row, b"second")
    assert [asked(kim), asked(teacher), certificates.sheet_due(row.pk)] == ["first", "not_found", None]
    assert len(default_storage.listdir("certificates")[1]) == 1
    certificates.revoke(row, reason="Copied", by=by, at=at)
    assert asked(kim) == "certificate_revoked"


@pytest.mark.req("E11", "P09")
def test_nobody_is_vouched_for_once_they_are_erased(course, kim, at):
    complete(course, kim, at)
    erasure.erase(kim, by=factories.actor(kim), at=at)
    row = Certificate.objects.get()
    assert (row.name, row.status(at), bool(row.file)) == ("", "revoked", False)


@pytest.mark.req("E11")
@pytest.mark.parametrize(
    ("language", "titles"),
    [
        ("en", ["Your certificate for Bread", "Your certificate for Bread expires soon"]),
        ("fr", ["Votre certificat pour Bread", "Votre certificat pour Bread expire bientôt"]),
    ],
)
def test_holders_are_told_in_their_language_while_it_is_true(make_course, kim, by, at, language, titles):
    complete(make_course(certificate_enabled=True, certificate_months=3), kim, at)
    row = Certificate.objects.get()
    facts = {"certificate": str(row.pk)}
    with translation.override(language):
        said = [words(facts, kim) for words in (told.about_issued, told.about_expiry)]
        assert ([one.title for one in said], told.about_revoked(facts, kim)) == (titles, None)
        certificates.revoke(row, reason="Copied", by=by, at=at)
        assert [words(facts, kim) for words in (told.about_issued, told.about_expiry)] == [None, None]
        assert "Copied" in told.about_revoked(facts, kim).sentence


@pytest.mark.req("E14")
def test_a_certificate_brings_its_qualification_until_it_holds_no_longer(make_course, kim, by, at):
    course = make_course(certificate_enabled=True, certificate_months=3)
    club = factories.club("Bakers", owner=by.person)
    Offering.objects.filter(pk=course.pk).update(club=club, organiser=None)
    licence = qualifications.create(club, name="Baker", granted_by=[course.offering.slug], by=by, at=at)
    complete(course, kim, at)
    row, held = Certificate.objects.get(), Holding.objects.get()
    assert (held.person, held.qualification, held.held_until) == (kim, licence, row.expires_at)
    assert certificates.warn_due(at=at + timedelta(days=80)) == 1
    assert told_of(kim) == ["course.certificate"]
    certificates.revoke(row, reason="Mistaken", by=by, at=at)
    assert Holding.objects.get().status(at) == "revoked"
    certificates.reinstate(row, by=by, at=at)
    assert Holding.objects.get().status(at) == "valid"

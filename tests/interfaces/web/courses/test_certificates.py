"""Certificates on the page: verified by anybody, kept by the teacher, downloaded by who holds one."""

import pytest
from django.core import mail
from django.test import Client

from lineup.core.foundation import clock
from lineup.domains.courses import certificates, completing, courses
from lineup.domains.courses.models import Certificate
from tests.interfaces.web.courses.conftest import published
from tests.support import factories, outbox


@pytest.fixture
def certificate(tove, kim):
    course = published(tove, certificate_enabled=True, certificate_months=12)
    place = factories.place(courses.pool_of(course), kim)
    completing.complete(course, [place.pk], at=clock.now())
    return Certificate.objects.get()


@pytest.mark.req("E11")
def test_whoever_has_the_number_verifies_it_and_learns_no_more_than_they_must(certificate):
    browser = Client()
    answer = browser.get("/certificates", {"number": certificate.said_number.lower()})
    assert (answer.status_code, answer["Location"]) == (302, f"/certificates/{certificate.said_number}")
    page = browser.get(answer["Location"]).content.decode()
    seen = ("This certificate is valid", "Kim Learner", "Bread", "Tove Teacher", "kim", "noindex")
    assert [word in page for word in seen] == [True, True, True, True, False, True]


@pytest.mark.req("E11")
def test_an_unknown_number_is_said_to_be_unknown(db):
    answer = Client().get("/certificates", {"number": "7K2M-9QXD"})
    assert (answer.status_code, "No certificate has this number" in answer.content.decode()) == (404, True)
    assert Client().get(f"/certificates/{certificates.new_number()}").status_code == 404


@pytest.mark.req("E11")
def test_its_holder_downloads_it_once_it_is_set(certificate, learner, teacher):
    path = f"/learn/certificates/{certificate.said_number}/sheet"
    assert "The certificate is being set" in learner.get(path, follow=True).content.decode()
    certificates.keep_sheet(certificate, b"%PDF-1.7")
    answer = learner.get(path)
    assert (b"".join(answer.streaming_content), answer["Content-Type"]) == (b"%PDF-1.7", "application/pdf")
    assert (answer["Content-Disposition"][:10], teacher.get(path).status_code) == ("attachment", 404)
    assert path in learner.get("/learn/certificates").content.decode()


@pytest.mark.req("E11")
def test_a_teacher_revokes_one_with_a_reason_and_takes_it_back(certificate, teacher, learner):
    path = f"/courses/bread/certificates/{certificate.said_number}"
    assert teacher.post(f"{path}/revocation", {"reason": ""}).status_code == 422
    teacher.post(f"{path}/revocation", {"reason": "Answers were copied"})
    public = Client().get(f"/certificates/{certificate.number}").content.decode()
    assert ("was revoked" in public, "copied" in public) == (True, False)
    assert "Answers were copied" in learner.get("/learn/certificates").content.decode()
    teacher.post(f"{path}/reinstatement")
    assert "is valid" in Client().get(f"/certificates/{certificate.number}").content.decode()
    assert learner.post(f"{path}/revocation", {"reason": "Mine"}).status_code == 403


@pytest.mark.req("E11")
def test_those_who_completed_it_before_get_theirs_with_one_press(tove, kim, teacher):
    course = published(tove)
    completing.complete(course, [factories.place(courses.pool_of(course), kim).pk], at=clock.now())
    assert "gives no certificate" in teacher.get("/courses/bread/certificates").content.decode()
    courses.change(course, certificate_enabled=True, by=factories.actor(tove), at=clock.now())
    assert "Issue theirs" in teacher.get("/courses/bread/certificates").content.decode()
    answer = teacher.post("/courses/bread/certificates/issue", follow=True).content.decode()
    assert ("One certificate was issued." in answer, "Kim Learner" in answer) == (True, True)


@pytest.mark.req("E11")
def test_its_holder_is_told_by_mail(certificate, kim):
    outbox.drain(leave="certificate-sheet")
    [letter] = [one for one in mail.outbox if one.to == [kim.email] and "certificate" in one.subject]
    assert (letter.subject, "/learn/certificates" in letter.body) == ("Your certificate for Bread", True)

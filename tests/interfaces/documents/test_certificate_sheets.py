"""A certificate as it comes out of the printer: read again, by a human and by a phone."""

import io

import pypdf
import pytest
import zxingcpp
from django.conf import settings
from PIL import Image

from lineup.core.foundation import clock, typesetting
from lineup.core.participation import places
from lineup.core.people.models import Person
from lineup.domains.courses import certificates, completing, courses
from lineup.domains.courses.models import Certificate
from lineup.interfaces.documents import certificate_sheets
from tests.support import factories, outbox

pytestmark = [pytest.mark.once, pytest.mark.req("E11")]

LONG = "Zorg Jean-Baptiste Emmanuel Élodie Dubois-Lefèvre de la Fontaine-Saint-Martin " * 3


@pytest.fixture
def issued(db, own_folders):
    def issue(name: str = "Kim", title: str = "Bread", language: str = "en") -> Certificate:
        by, at = factories.actor(factories.member("Tove Teacher")), clock.now()
        given = {"certificate_enabled": True, "certificate_months": 12, "subject": courses.subject("craft")}
        course = courses.create(title=title, by=by, at=at, **given)
        person = factories.member(name[:120].strip())
        Person.objects.filter(pk=person.pk).update(language=language)
        place = places.add(courses.pool_of(course), person, by=by, at=at)
        completing.complete(course, [place.pk], at=at)
        return Certificate.objects.get()

    return issue


def test_the_worker_sets_it_and_it_says_who_and_what_in_their_language(issued):
    certificate = issued(language="fr")
    outbox.drain()
    certificate.refresh_from_db()
    with certificates.sheet_for(_holder(certificate), certificate.number).file.open() as stored:
        [page] = pypdf.PdfReader(io.BytesIO(stored.read())).pages
    text = page.extract_text()
    seen = ("a terminé le cours", "Kim", "Bread", "Tove Teacher", "Valable jusqu", certificate.said_number)
    assert [word in text for word in seen] == [True] * len(seen)


def test_its_code_leads_to_the_page_that_verifies_it(issued):
    certificate = issued()
    data = certificate_sheets.said(certificates.sheet_due(certificate.pk))
    [sheet] = typesetting.pictures(certificate_sheets.TEMPLATE, data, dots_per_inch=110)
    [code] = zxingcpp.read_barcodes(Image.open(io.BytesIO(sheet)))
    assert code.text == f"{settings.BASE_URL}/certificates/{certificate.said_number}"


def test_long_names_and_markup_stay_on_the_one_sheet(issued):
    certificate = issued(name=LONG, title="#set page(width: 1mm) *" + "Ü" * 150)
    data = certificate_sheets.said(certificates.sheet_due(certificate.pk))
    assert len(pypdf.PdfReader(io.BytesIO(typesetting.pdf(certificate_sheets.TEMPLATE, data))).pages) == 1


def _holder(certificate: Certificate) -> Person:
    return Person.objects.get(pk=certificate.enrolment.place.participant_id)

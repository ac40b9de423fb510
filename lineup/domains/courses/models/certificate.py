"""What says that somebody completed a course, to whoever asks."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lineup.core.foundation import ids
from lineup.core.people.models import Person
from lineup.domains.courses.models.course import Course
from lineup.domains.courses.models.learning import Enrolment


def stored_as(certificate: "Certificate", name: str) -> str:
    """Random on disk, like everything stored."""
    return f"certificates/{ids.new().hex}"


class Certificate(models.Model):
    """One for each enrolment at most; what it says of its holder and the course stays what it was on that day."""

    class Status(models.TextChoices):
        VALID = "valid", pgettext_lazy("certificate", "Valid")
        EXPIRED = "expired", pgettext_lazy("certificate", "Expired")
        REVOKED = "revoked", pgettext_lazy("certificate", "Revoked")

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    enrolment = models.OneToOneField(Enrolment, models.CASCADE, related_name="certificate")
    course = models.ForeignKey(Course, models.CASCADE, related_name="certificates", db_index=False)
    # random, so that nobody comes upon the certificates of others
    number = models.CharField(max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=120)
    title = models.CharField(_("title"), max_length=200)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    # when its holder was told that it expires soon
    warned_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    file = models.FileField(upload_to=stored_as, max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at=None) | Q(expires_at__gt=models.F("issued_at")),
                name="a_certificate_expires_after_its_day",
            ),
        ]
        indexes = [
            models.Index(fields=["course", "-issued_at", "-id"], name="certificates_of_a_course"),
            models.Index(
                fields=["expires_at"],
                condition=Q(warned_at=None, revoked_at=None, expires_at__isnull=False),
                name="certificates_that_will_expire",
            ),
        ]

    def status(self, at: datetime) -> Status:
        """Where it stands at this instant."""
        if self.revoked_at:
            return self.Status.REVOKED
        return self.Status.EXPIRED if self.expires_at and self.expires_at <= at else self.Status.VALID

    @property
    def said_number(self) -> str:
        """The number in groups of four, as people read it out."""
        return "-".join(self.number[start : start + 4] for start in range(0, len(self.number), 4))

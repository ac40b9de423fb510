"""A course package that somebody brought, looked at before anything is made of it."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lineup.core.clubs.models import Club
from lineup.core.foundation import ids
from lineup.core.people.models import Person
from lineup.domains.courses.models.course import Course
from lineup.domains.courses.models.subject import Subject


def stored_as(package: "CoursePackage", name: str) -> str:
    """Random on disk: the name a person gave is only ever a label."""
    return f"courses/packages/{ids.new().hex}"


class CoursePackage(models.Model):
    """Kept for seven days, its file until it is made or thrown away. Changed by `packages.arriving` alone."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    # who is to offer the course; the person where empty
    club = models.ForeignKey(Club, models.CASCADE, null=True, blank=True, related_name="+")
    # instead of the one that the file names
    subject = models.ForeignKey(Subject, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("name"), max_length=200)
    # only of one from which a course can be made
    file = models.FileField(_("file"), upload_to=stored_as, max_length=200, blank=True)
    # see `packages.outlook`: what would be made, what is left out, what is wrong
    outlook: Any = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    course = models.ForeignKey(Course, models.SET_NULL, null=True, blank=True, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(course=None) | Q(done_at__isnull=False), name="a_package_is_made_at_a_time"
            ),
        ]
        indexes = [
            models.Index(fields=["made_by", "-created_at", "-id"], name="packages_of_somebody"),
            models.Index(fields=["created_at"], name="packages_by_age"),
        ]

    @property
    def state(self) -> str:
        """Whether a course was `made` of it, could be (`ready`), or can't (`faulty`)."""
        if self.done_at:
            return "made"
        return "ready" if self.file else "faulty"

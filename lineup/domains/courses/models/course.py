"""A course: what it adds to its offering, and who teaches it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lineup.core.foundation import ids
from lineup.core.participation.models import Offering
from lineup.core.people.models import Person
from lineup.domains.courses.models.subject import Subject


class Course(models.Model):
    """Overview, level and length; its capacity is that of its pool `learner`, its owner is who offers it."""

    class Difficulty(models.TextChoices):
        BEGINNER = "beginner", pgettext_lazy("course", "Beginner")
        INTERMEDIATE = "intermediate", pgettext_lazy("course", "Intermediate")
        ADVANCED = "advanced", pgettext_lazy("course", "Advanced")

    offering = models.OneToOneField(Offering, models.CASCADE, primary_key=True, related_name="course")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="courses", verbose_name=_("subject"))
    overview = models.TextField(_("overview"), max_length=20_000, blank=True)
    difficulty = models.CharField(_("difficulty"), max_length=12, choices=Difficulty.choices, blank=True)
    estimated_hours = models.PositiveIntegerField(_("estimated hours"), null=True, blank=True)
    certificate_enabled = models.BooleanField(_("certificate"), default=False)
    # for how long a certificate holds; for ever where empty
    certificate_months = models.PositiveSmallIntegerField(_("months of validity"), null=True, blank=True)
    # how many lessons count towards completion; written by `outline` alone
    counted = models.PositiveIntegerField(default=0, editable=False)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(estimated_hours=None) | Q(estimated_hours__gte=1), name="a_course_takes_at_least_an_hour"
            ),
        ]
        indexes = [models.Index(fields=["subject", "offering"], name="courses_of_a_subject")]

    STATUSES = {
        Offering.State.DRAFT: "draft",
        Offering.State.PUBLISHED: "published",
        Offering.State.FINISHED: "archived",
        Offering.State.CANCELLED: "archived",
    }

    @property
    def status(self) -> str:
        """Where it stands: draft, published or archived."""
        return self.STATUSES[Offering.State(self.offering.state)]


class Prerequisite(models.Model):
    """A course that must be completed before one may enrol in another of the same house."""

    id = models.BigAutoField(primary_key=True)
    course = models.ForeignKey(Course, models.CASCADE, related_name="prerequisites", db_index=False)
    needed = models.ForeignKey(Course, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "needed"], name="needed_once"),
            models.CheckConstraint(condition=~Q(course=models.F("needed")), name="no_course_needs_itself"),
        ]


class Instructor(models.Model):
    """Somebody who teaches the course, with the rights of who offers it."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    course = models.ForeignKey(Course, models.CASCADE, related_name="instructors")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    named_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    named_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "person"], name="named_as_instructor_once")]
        indexes = [models.Index(fields=["person", "course"], name="courses_that_somebody_teaches")]

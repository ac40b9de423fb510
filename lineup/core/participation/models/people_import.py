"""A table of people that an organiser brings along, and what became of each line."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import ids
from lineup.core.participation.models.place import Place
from lineup.core.participation.models.pool import Pool
from lineup.core.people.models import Person


class PeopleImport(models.Model):
    """Kept for seven days: the record says afterwards that there was one. Changed by `imports` alone."""

    class State(models.TextChoices):
        READING = "reading", _("Being read")
        DRAFT = "draft", _("Being prepared")
        RUNNING = "running", _("Under way")
        DONE = "done", _("Done")
        UNDOING = "undoing", _("Being undone")
        UNDONE = "undone", _("Undone")

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    pool = models.ForeignKey(Pool, models.CASCADE, related_name="imports")
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    # whose export it is; empty for any other table
    maker = models.CharField(max_length=10, blank=True)
    titles = models.JSONField(default=list)
    # what → number of its column
    mapping = models.JSONField(default=dict)
    # whether who is entered hears of it by mail
    tells = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    run_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["reading", "draft", "running"]) | Q(done_at__isnull=False),
                name="an_import_ends_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["reading", "draft"]) | Q(run_by__isnull=False),
                name="an_import_is_run_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["pool", "-created_at", "-id"], name="imports_of_a_pool"),
            models.Index(fields=["created_at"], name="imports_by_age"),
        ]


class ImportLine(models.Model):
    """A line as it was read; what it says is emptied once its people are entered."""

    class State(models.TextChoices):
        PENDING = "pending", _("Not looked at yet")
        ENTERED = "entered", _("Place")
        WAITS = "waits", _("Waitlist")
        HELD = "held", _("On the list already")
        SKIPPED = "skipped", _("Left out")
        REFUSED = "refused", _("Refused")
        UNDONE = "undone", _("Taken back")
        LEFT = "left", _("Left as it is")

    id = models.BigAutoField(primary_key=True)
    batch = models.ForeignKey(PeopleImport, models.CASCADE, related_name="lines", db_index=False)
    # as a spreadsheet counts: the titles stand in 1
    number = models.PositiveIntegerField()
    cells = models.JSONField(default=list)
    email_folded = models.CharField(max_length=320, blank=True, editable=False, db_index=True)
    # the first line with the same address: they come as one group
    lead = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.PENDING)
    # that of the group's contact
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="import_lines")
    column = models.CharField(max_length=120, blank=True)
    code = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="a_line_has_one_number")]
        indexes = [
            models.Index(fields=["batch", "state", "number"], name="lines_by_state"),
            models.Index(fields=["batch", "lead", "number"], name="lines_of_a_group"),
        ]

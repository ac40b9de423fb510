"""What a course is made of: modules, their lessons, and what stands in a lesson."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lineup.core.foundation import ids
from lineup.domains.courses.models.course import Course


class Module(models.Model):
    """A part of a course, in its order."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    course = models.ForeignKey(Course, models.CASCADE, related_name="modules")
    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("description"), max_length=2000, blank=True)
    position = models.PositiveIntegerField()
    # its lessons open to learners on this day, and so many days after each of them began; the later of both
    opens_at = models.DateTimeField(_("opens on"), null=True, blank=True)
    opens_after_days = models.PositiveSmallIntegerField(_("days after the beginning"), null=True, blank=True)
    created_at = models.DateTimeField()
    binned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["course", "position", "id"], name="modules_of_a_course")]

    def __str__(self) -> str:
        return self.title


class Lesson(models.Model):
    """One page to learn from (the documents' Content): the leaf at which progress is kept."""

    class Completion(models.TextChoices):
        MANUAL = "manual", _("When the learner says so")
        AUTO = "auto", _("When it was opened")
        TIME_BASED = "time_based", _("After some time spent on it")
        QUIZ = "quiz", _("When its quiz is passed")
        WATCHED = "watched", _("When its videos were watched")
        ASSIGNMENT = "assignment", _("When the work handed in passes")

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    module = models.ForeignKey(Module, models.CASCADE, related_name="lessons")
    title = models.CharField(_("title"), max_length=200)
    position = models.PositiveIntegerField()
    completion = models.CharField(_("it is done"), max_length=10, choices=Completion.choices, default=Completion.MANUAL)
    minutes = models.PositiveIntegerField(_("minutes"), null=True, blank=True)
    # of one that is done by watching: how much of each video, and whether learners may also say so themselves
    watch_percent = models.PositiveSmallIntegerField(_("percent to watch"), default=90, db_default=90)
    may_say_done = models.BooleanField(_("learners may also say so themselves"), default=False, db_default=False)
    is_optional = models.BooleanField(_("optional: it does not count towards completion"), default=False)
    created_at = models.DateTimeField()
    # since when it counts: what came after somebody finished is new to them, and takes nothing away
    counts_since = models.DateTimeField(null=True, blank=True)
    binned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(completion="time_based") | Q(minutes__gte=1), name="time_based_says_how_long"
            ),
        ]
        indexes = [models.Index(fields=["module", "position", "id"], name="lessons_of_a_module")]

    def __str__(self) -> str:
        return self.title


def stored_as(item: "Item", name: str) -> str:
    """Random on disk: the name a person gave is only ever a label."""
    return f"courses/{ids.new().hex}"


class Item(models.Model):
    """A piece of a lesson, in typed columns: text, a picture, a video (stored here, or elsewhere) or a file."""

    class Kind(models.TextChoices):
        TEXT = "text", pgettext_lazy("item", "Text")
        IMAGE = "image", pgettext_lazy("item", "Picture")
        VIDEO = "video", pgettext_lazy("item", "Video")
        FILE = "file", pgettext_lazy("item", "File")

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="items")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    position = models.PositiveIntegerField()
    text = models.TextField(_("text"), max_length=50_000, blank=True)
    file = models.FileField(_("file"), upload_to=stored_as, max_length=200, blank=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    # what a picture shows, for who does not see it
    alternative = models.CharField(_("what it shows"), max_length=500, blank=True)
    caption = models.CharField(_("caption"), max_length=300, blank=True)
    url = models.URLField(_("address of the video"), max_length=300, blank=True)
    # of a stored video: how long it is, and its captions (WebVTT) with their language
    seconds = models.PositiveIntegerField(default=0, db_default=0)
    captions = models.TextField(_("captions"), max_length=262_144, blank=True, default="", db_default="")
    captions_language = models.CharField(max_length=8, blank=True, default="", db_default="")
    created_at = models.DateTimeField()
    binned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="image") | ~Q(alternative="") & ~Q(file=""), name="a_picture_says_what_it_shows"
            ),
            models.CheckConstraint(condition=~Q(kind="text") | ~Q(text=""), name="a_text_has_words"),
            models.CheckConstraint(condition=~Q(kind="video") | ~Q(url="") | ~Q(file=""), name="a_video_is_somewhere"),
            models.CheckConstraint(condition=~Q(kind="file") | ~Q(file=""), name="a_file_is_there"),
        ]
        indexes = [models.Index(fields=["lesson", "position", "id"], name="items_of_a_lesson")]

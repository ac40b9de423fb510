"""What other programs can hear of a course."""

from django.utils.translation import gettext_lazy as _

from lineup.core.webhooks.happenings import Happening, Stated

HAPPENINGS = (
    Happening("course.created", _("A course was drafted"), ("course.create",)),
    Happening("course.changed", _("A course was changed"), ("course.change", "course.describe")),
    Happening("course.published", _("A course was published"), ("course.published",)),
    Happening("course.archived", _("A course was archived"), ("course.finished", "course.cancelled")),
    Happening("course.discarded", _("A course was put into the bin"), ("course.discard",)),
    Happening("course.restored", _("A course was taken out of the bin"), ("course.restore",)),
)

# of each learner who agreed to it, by `purposes.LEARNING_RECORDS`
ENROLLED, COMPLETED, MARKED = "learning.enrolled", "learning.completed", "learning.marked"
READ, ATTEMPTED, EARNED = "learning.lesson_completed", "learning.quiz_finished", "learning.certificate_earned"
STATED = (
    Stated(ENROLLED, _("Somebody enrolled in a course"), place=("course", "confirmed")),
    Stated(COMPLETED, _("Somebody completed a course"), ("enrolment.complete",)),
    Stated(MARKED, _("Somebody passed or failed an assignment"), ("work.mark",)),
    # these two are acts of the record where a store hears them: see `learning_records`
    Stated(READ, _("Somebody completed a lesson"), ("lesson.complete",)),
    Stated(ATTEMPTED, _("Somebody passed or failed a quiz"), ("quiz.finish",)),
    Stated(EARNED, _("Somebody earned a certificate"), ("certificate.issue",)),
)

"""What other programs can hear of a course."""

from django.utils.translation import gettext_lazy as _

from lineup.core.webhooks.happenings import Happening

HAPPENINGS = (
    Happening("course.created", _("A course was drafted"), ("course.create",)),
    Happening("course.changed", _("A course was changed"), ("course.change", "course.describe")),
    Happening("course.published", _("A course was published"), ("course.published",)),
    Happening("course.archived", _("A course was archived"), ("course.finished", "course.cancelled")),
    Happening("course.discarded", _("A course was put into the bin"), ("course.discard",)),
    Happening("course.restored", _("A course was taken out of the bin"), ("course.restore",)),
)

"""What other programs can hear of an event."""

from django.utils.translation import gettext_lazy as _

from lineup.core.webhooks.happenings import Happening

HAPPENINGS = (
    Happening("event.created", _("An event was drafted"), ("event.create",)),
    Happening("event.changed", _("An event was changed"), ("event.change", "event.describe", "event.readdress")),
    Happening("event.published", _("An event was published"), ("event.published",)),
    Happening("event.cancelled", _("An event was cancelled"), ("event.cancelled",)),
    Happening("event.finished", _("An event is over"), ("event.finished",)),
    Happening("event.discarded", _("An event was put into the bin"), ("event.discard",)),
    Happening("event.restored", _("An event was taken out of the bin"), ("event.restore",)),
    Happening("place.checked_in", _("Somebody was checked in"), ("attendance.check_in",)),
    Happening("place.check_in_undone", _("A check-in was taken back"), ("attendance.undo",)),
)

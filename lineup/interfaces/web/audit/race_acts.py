"""What is done to races, stint plans and series, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: dict[str, str | Promise] = {
    "race.remove": _("took the race off the event"),
    "series.adjust": _("gave points in a series, or took them off"),
    "series.change": _("changed a series"),
    "series.create": _("made a series"),
    "series.remove": _("deleted a series"),
    "series.set_rounds": _("set the rounds of a series"),
    "series.take_back": _("took back points given or taken off in a series"),
    "stint_plan.edit": _("changed a stint plan"),
    "stint_plan.hold": _("held a stint plan by hand, or let it move with the race again"),
    "stint_plan.move": _("moved a stint plan along with the race"),
    "stint_plan.note": _("changed the strategy of a stint plan"),
    "stint_plan.propose": _("had a stint plan searched for"),
    "stint_plan.rules": _("said what a stint plan asks of its drivers"),
    "stint_plan.take_waiver_back": _("no longer accepted what a stint plan breaks"),
    "stint_plan.use": _("let a stint plan stand"),
    "stint_plan.waive": _("accepted what a stint plan breaks"),
}

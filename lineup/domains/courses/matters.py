"""What happens in courses, as people choose to hear of it."""

from django.utils.translation import gettext_lazy as _

from lineup.core.notices.matters import ORGANISING, PAGE_AND_MAIL, Group, Matter
from lineup.domains.courses.teaching_weeks import MATTER as TEACHING_WEEK
from lineup.domains.courses.told import CERTIFICATES, WORK

COURSES = Group("courses", _("Courses"))

MATTERS = (
    Matter(CERTIFICATES, COURSES, _("Your certificates: issued, revoked, or about to expire"), for_guests=True),
    Matter(WORK, COURSES, _("Your work in courses was marked")),
    Matter(
        TEACHING_WEEK,
        ORGANISING,
        _("The week in the courses you teach"),
        hint=_("On Mondays: who began, completed it or was not seen for two weeks, and what waits for you."),
        on=PAGE_AND_MAIL,
    ),
)
